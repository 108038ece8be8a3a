using System.Numerics;
using Assay.Training.Passes;

namespace Assay.LanguageModels.Transformers;

/// <summary>Features are divided by the root of their mean square, and multiplied by gains (Zhang and Sennrich 2019).</summary>
/// <param name="gain">Where the gains lie among the parameters.</param>
/// <param name="panels">The most panels of tokens.</param>
internal sealed class Normalisation<T, S>(WeightView gain, int panels)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private const double Epsilon = 1e-5;

    private readonly int _width = gain.Columns;
    private readonly T[] _inverse = new T[panels];
    private readonly T[] _gains = new T[gain.Columns];
    private readonly T[] _slopes = new T[gain.Columns];

    /// <summary>Computes them.</summary>
    public void Forward(ReadOnlySpan<S> parameters, ReadOnlySpan<T> input, Span<T> output)
    {
        for (var i = 0; i < _width; i++)
        {
            _gains[i] = T.Parameter(parameters, gain.Start + i);
        }

        for (var panel = 0; panel < input.Length / _width; panel++)
        {
            var x = input.Slice(panel * _width, _width);
            var y = output.Slice(panel * _width, _width);
            var sum = T.Of(_width * Epsilon);
            for (var i = 0; i < x.Length; i++)
            {
                sum = T.MultiplyAdd(x[i], x[i], sum);
            }

            var inverse = T.Of(1) / T.Sqrt(sum * T.Of(1.0 / _width));
            _inverse[panel] = inverse;
            for (var i = 0; i < x.Length; i++)
            {
                y[i] = x[i] * inverse * _gains[i];
            }
        }
    }

    /// <summary>Adds to the slopes along the input and along the gains.</summary>
    public void Backward(Span<S> gradient, ReadOnlySpan<T> input, ReadOnlySpan<T> slopes, Span<T> inputSlopes)
    {
        Array.Clear(_slopes);
        for (var panel = 0; panel < input.Length / _width; panel++)
        {
            var x = input.Slice(panel * _width, _width);
            var d = slopes.Slice(panel * _width, _width);
            var to = inputSlopes.Slice(panel * _width, _width);
            var inverse = _inverse[panel];
            var mean = T.Of(0);
            for (var i = 0; i < x.Length; i++)
            {
                var along = d[i] * x[i] * inverse;
                _slopes[i] += along;
                mean = T.MultiplyAdd(along, _gains[i], mean);
            }

            mean = mean * T.Of(-1.0 / _width) * inverse;
            for (var i = 0; i < x.Length; i++)
            {
                to[i] += inverse * T.MultiplyAdd(mean, x[i], d[i] * _gains[i]);
            }
        }

        for (var i = 0; i < _width; i++)
        {
            T.AddSum(_slopes[i], gradient, gain.Start + i);
        }
    }
}
