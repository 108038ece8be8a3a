using System.Numerics;

namespace Assay.Training.Optimizers;

/// <summary>
/// Adam (Kingma and Ba, 2015), and with decoupled decay AdamW (Loshchilov and Hutter, 2019), as PyTorch defines them: epsilon is
/// added to the root after its correction for the start at zero. A mean below every normal number is zero, and a mean square too where epsilon hides it.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Adam<T> : IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AdamSettings _settings;
    private readonly int _count;
    private readonly T[] _mean;
    private readonly T[] _square;

    // Powers by multiplication: those of the platform differ between systems.
    private (double First, double Second) _powers = (1, 1);

    /// <summary>Makes the rule for so many parameters.</summary>
    public Adam(int count, AdamSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (_count, _settings) = (count, settings);
        (_mean, _square) = (Elementwise.State<T>(count), Elementwise.State<T>(count));
    }

    /// <inheritdoc/>
    public Cost Spent { get; private set; }

    /// <inheritdoc/>
    public void Step(Span<T> parameters, ReadOnlySpan<T> gradient, T rate)
    {
        _powers = (_powers.First * _settings.Beta1, _powers.Second * _settings.Beta2);
        var pace = double.CreateChecked(rate);
        var rule = new Rule(
            _mean,
            _square,
            First: Vectors(_settings.Beta1),
            Second: Vectors(_settings.Beta2),
            NewFirst: Vectors(1 - _settings.Beta1),
            NewSecond: Vectors(1 - _settings.Beta2),
            Coupled: Vectors(_settings.IsDecoupled ? 0 : _settings.Decay),
            Kept: Vectors(_settings.IsDecoupled ? 1 - (pace * _settings.Decay) : 1),
            Step: Vectors(-pace / (1 - _powers.First)),
            Root: Vectors(Math.Sqrt(1 - _powers.Second)),
            Epsilon: Vectors(_settings.Epsilon),
            FlushesSquares: Elementwise.HidesTinySquares(_settings.Epsilon, _settings.Beta2));
        Elementwise.Run(rule, _count, parameters, gradient);
        Spent += new Cost(1, 0);
    }

    private static Vector<T> Vectors(double value) => new(T.CreateChecked(value));

    private readonly record struct Rule(
        T[] Mean,
        T[] Square,
        Vector<T> First,
        Vector<T> Second,
        Vector<T> NewFirst,
        Vector<T> NewSecond,
        Vector<T> Coupled,
        Vector<T> Kept,
        Vector<T> Step,
        Vector<T> Root,
        Vector<T> Epsilon,
        bool FlushesSquares) : IElementwiseRule<T>
    {
        public Vector<T> Update(int first, Vector<T> parameters, Vector<T> gradient)
        {
            var slope = Flat.Fused(Coupled, parameters, gradient);
            var mean = Flat.Normal(Flat.Fused(First, Elementwise.At(Mean, first), NewFirst * slope));
            var square = Flat.Fused(Second, Elementwise.At(Square, first), NewSecond * slope * slope);
            square = FlushesSquares ? Flat.Normal(square) : square;
            Elementwise.Put(Mean, first, mean);
            Elementwise.Put(Square, first, square);
            var spread = (Vector.SquareRoot(square) / Root) + Epsilon;
            return Flat.Fused(Step, mean / spread, Kept * parameters);
        }
    }
}
