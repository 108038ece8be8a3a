using System.Numerics;

namespace Assay.Training.Passes;

/// <summary>Minus the logarithm of the softmax at the label. A label below 0 is not counted.</summary>
/// <param name="classes">How many classes each softmax has.</param>
internal sealed class CrossEntropy<T, S>(int classes) : Loss<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly T[] _powers = new T[classes];
    private readonly T[] _places = [.. Enumerable.Range(0, classes).Select(place => T.Of(place))];

    public override void Add(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, Span<T> gradient, ref T loss, ref Hits<T, S> hits)
    {
        var perBlock = targets.Length / weights.Length;
        for (var position = 0; position < targets.Length; position++)
        {
            var label = targets[position];
            var weight = T.WhereGreater(T.Of(0), label, T.Of(0), weights[position / perBlock]);
            var logits = outputs.Slice(position * classes, classes);
            var slopes = gradient.IsEmpty ? default : gradient.Slice(position * classes, classes);
            Add(logits, label, weight, slopes, ref loss, ref hits);
        }
    }

    // With p the softmax, and w the weight: w p (s - sum of p s). Probabilities are those that the gradient was made of.
    public override void Bend(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, ReadOnlySpan<T> gradient, ReadOnlySpan<T> slopes, Span<T> bent, int directions)
    {
        var perBlock = targets.Length / weights.Length;
        for (var position = 0; position < targets.Length; position++)
        {
            var label = targets[position];
            var weight = T.WhereGreater(T.Of(0), label, T.Of(0), weights[position / perBlock]);
            var share = T.WhereEqual(weight, T.Of(0), T.Of(0), T.Of(1) / weight);
            for (var c = 0; c < classes; c++)
            {
                _powers[c] = gradient[(position * classes) + c] + T.WhereEqual(label, _places[c], weight, T.Of(0));
            }

            // Positions of a block go direction by direction.
            var first = (position / perBlock * perBlock * directions) + (position % perBlock);
            for (var k = 0; k < directions; k++)
            {
                var start = (first + (k * perBlock)) * classes;
                var own = slopes.Slice(start, classes);
                var result = bent.Slice(start, classes);
                var mean = T.Of(0);
                for (var c = 0; c < classes; c++)
                {
                    mean = T.MultiplyAdd(_powers[c], own[c], mean);
                }

                mean *= share;
                for (var c = 0; c < classes; c++)
                {
                    result[c] = _powers[c] * (own[c] - mean);
                }
            }
        }
    }

    private void Add(ReadOnlySpan<T> logits, T label, T weight, Span<T> slopes, ref T loss, ref Hits<T, S> hits)
    {
        var (greatest, at, chosen) = (logits[0], T.Of(0), logits[0]);
        for (var c = 1; c < logits.Length; c++)
        {
            var (logit, place) = (logits[c], _places[c]);
            at = T.WhereGreater(logit, greatest, place, at);
            greatest = T.Greater(logit, greatest);
            chosen = T.WhereEqual(label, place, logit, chosen);
        }

        greatest = T.Still(greatest);
        var sum = T.Of(0);
        for (var c = 0; c < logits.Length; c++)
        {
            sum += _powers[c] = T.Exp(logits[c] - greatest);
        }

        // A sample that weighs nothing may be anything, also not a number.
        var own = T.WhereEqual(weight, T.Of(0), T.Of(0), (T.Log(sum) + greatest - chosen) * weight);
        loss += own;
        hits.Add(at, label, weight);
        if (slopes.IsEmpty)
        {
            return;
        }

        var scale = weight / sum;
        for (var c = 0; c < slopes.Length; c++)
        {
            slopes[c] = (_powers[c] * scale) - T.WhereEqual(label, _places[c], weight, T.Of(0));
        }
    }
}
