using System.Numerics;
using System.Runtime.InteropServices;
using Assay.Training.Passes;

namespace Assay.LanguageModels.Transformers;

/// <summary>
/// Runs a decoder-only transformer over one sequence at a time, forward and backward: features are normalised before each part (Xiong and others
/// 2020). It has the room that this takes, so that each thread wants one of its own.
/// </summary>
/// <remarks>
/// Tokens lie side by side in panels, as many as a value has lanes; a layer's weights go over all panels in one product. No sum depends on the
/// processor or on threads.
/// </remarks>
internal sealed class TransformerPass<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly TransformerLayout _layout;
    private readonly TransformerShape _shape;
    private readonly int _panels;
    private readonly Sight<T, S> _sight;
    private readonly Rotation<T, S> _rotation;
    private readonly TransformerLayer<T, S>[] _layers;
    private readonly LayerSlopes<T> _room;
    private readonly T[] _features;
    private readonly T[] _slopes;
    private readonly AnswerPart<T, S> _answers;

    /// <param name="layout">Where the parameters lie.</param>
    /// <param name="tokens">The most tokens of a sequence.</param>
    public TransformerPass(TransformerLayout layout, int tokens)
    {
        (_layout, _shape, _panels) = (layout, layout.Shape, (tokens + T.Lanes - 1) / T.Lanes);
        (_sight, _rotation) = (new(_panels), new(_shape.HeadWidth / 2, _panels));
        _layers = [.. layout.Layers.Select(layer => new TransformerLayer<T, S>(_shape, layer, _panels, _sight, _rotation))];
        _room = new(_shape, _panels, T.Lanes);
        (_features, _slopes) = (new T[_panels * _shape.Width], new T[_panels * _shape.Width]);
        _answers = new(layout, _panels);
    }

    /// <summary>The natural logarithm of the probability of each word at each answer's place.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="sequence">The sequence.</param>
    /// <returns>Answers x words.</returns>
    public double[] LogChances(ReadOnlySpan<S> parameters, TokenSequence sequence)
    {
        var features = Forward(parameters, sequence);
        return _answers.LogChances(parameters, features, sequence);
    }

    /// <summary>The sum over the answers of minus the logarithm of their probability, whose slopes are added to the gradient.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="gradient">The gradient, as long as they are.</param>
    /// <param name="sequence">The sequence.</param>
    /// <param name="weight">What each answer weighs in the gradient.</param>
    /// <returns>The sum, which is not weighed, and how many answers are the likeliest word.</returns>
    public (double Loss, int Hits) Gradient(ReadOnlySpan<S> parameters, Span<S> gradient, TokenSequence sequence, double weight)
    {
        var features = Forward(parameters, sequence);
        var slopes = _slopes.AsSpan(0, features.Length);
        var found = _answers.Gradient(parameters, gradient, features, slopes, sequence, weight);
        for (var layer = _layers.Length - 1; layer >= 0; layer--)
        {
            _layers[layer].Backward(parameters, gradient, slopes, _room);
        }

        var numbers = MemoryMarshal.Cast<T, S>(slopes);
        for (var token = 0; token < sequence.Words.Count; token++)
        {
            var place = (token / T.Lanes * _shape.Width * T.Lanes) + (token % T.Lanes);
            for (var back = 0; back < _shape.Reach && sequence.Before(token, back) is { } before; back++)
            {
                var row = gradient.Slice(Row(back, sequence.Words[before]), _shape.Width);
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] += numbers[place + (i * T.Lanes)];
                }
            }
        }

        return found;
    }

    private Span<T> Forward(ReadOnlySpan<S> parameters, TokenSequence sequence)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence.Words.Count, _panels * T.Lanes, nameof(sequence));
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, _layout.Count, nameof(parameters));
        _sight.Place(sequence.Places);
        _rotation.Place(sequence.Places);
        var features = _features.AsSpan(0, _sight.Panels * _shape.Width);
        features.Clear();
        var numbers = MemoryMarshal.Cast<T, S>(features);
        for (var token = 0; token < sequence.Words.Count; token++)
        {
            var place = (token / T.Lanes * _shape.Width * T.Lanes) + (token % T.Lanes);
            for (var back = 0; back < _shape.Reach && sequence.Before(token, back) is { } before; back++)
            {
                var row = parameters.Slice(Row(back, sequence.Words[before]), _shape.Width);
                for (var i = 0; i < row.Length; i++)
                {
                    numbers[place + (i * T.Lanes)] += row[i];
                }
            }
        }

        foreach (var layer in _layers)
        {
            layer.Forward(parameters, features);
        }

        return features;
    }

    private int Row(int back, int word) => _layout.Embedding.RowStart((back * _shape.Words) + word);
}
