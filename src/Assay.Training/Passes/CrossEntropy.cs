using System.Numerics;
using System.Runtime.CompilerServices;

namespace Assay.Training.Passes;

/// <summary>Minus the logarithm of the softmax at the label. A label below 0 is not counted.</summary>
/// <param name="classes">How many classes each softmax has.</param>
internal sealed class CrossEntropy<T, S>(int classes) : Loss<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly T[] _places = [.. Enumerable.Range(0, classes).Select(place => T.Of(place))];

    private readonly T[] _powers = new T[classes];

    // Of each position.
    private T[] _greatest = [];
    private T[] _chosen = [];

    // Three ways through the positions, so that what one of them waits for is not what the next one waits for.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override void Add(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, Span<T> gradient, ref T loss, ref Hits<T, S> hits)
    {
        var perBlock = targets.Length / weights.Length;
        if (_greatest.Length < targets.Length)
        {
            (_greatest, _chosen) = (new T[targets.Length], new T[targets.Length]);
        }

        for (var position = 0; position < targets.Length; position++)
        {
            Look(outputs.Slice(position * classes, classes), targets[position], Weight(targets[position], weights[position / perBlock]), position, ref hits);
        }

        for (var position = 0; position < targets.Length && !gradient.IsEmpty; position++)
        {
            var greatest = T.Still(_greatest[position]);
            var logits = outputs.Slice(position * classes, classes);
            var powers = gradient.Slice(position * classes, classes);
            for (var c = 0; c < logits.Length; c++)
            {
                powers[c] = T.Exp(logits[c] - greatest);
            }
        }

        for (var position = 0; position < targets.Length; position++)
        {
            var weight = Weight(targets[position], weights[position / perBlock]);
            var greatest = T.Still(_greatest[position]);
            var powers = gradient.IsEmpty ? default : gradient.Slice(position * classes, classes);
            var sum = gradient.IsEmpty ? SumOfPowers(outputs.Slice(position * classes, classes), greatest) : Sum(powers);

            // A sample that weighs nothing may be anything, also not a number.
            loss += T.WhereEqual(weight, T.Of(0), T.Of(0), (T.Log(sum) + greatest - _chosen[position]) * weight);
            Slope(powers, targets[position], weight, weight / sum);
        }
    }

    // With p the softmax, and w the weight: w p (s - sum of p s). Probabilities are those that the gradient was made of.
    public override void Bend(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, ReadOnlySpan<T> gradient, ReadOnlySpan<T> slopes, Span<T> bent, int directions)
    {
        var perBlock = targets.Length / weights.Length;
        for (var position = 0; position < targets.Length; position++)
        {
            var label = targets[position];
            var weight = Weight(label, weights[position / perBlock]);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Weight(T label, T weight) => T.WhereGreater(T.Of(0), label, T.Of(0), weight);

    private static T SumOfPowers(ReadOnlySpan<T> logits, T greatest)
    {
        var sum = T.Of(0);
        foreach (var logit in logits)
        {
            sum += T.Exp(logit - greatest);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Sum(ReadOnlySpan<T> powers)
    {
        var sum = T.Of(0);
        foreach (var power in powers)
        {
            sum += power;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Look(ReadOnlySpan<T> logits, T label, T weight, int position, ref Hits<T, S> hits)
    {
        var (greatest, at, chosen) = (logits[0], T.Of(0), logits[0]);
        for (var c = 1; c < logits.Length; c++)
        {
            var (logit, place) = (logits[c], _places[c]);
            at = T.WhereGreater(logit, greatest, place, at);
            greatest = T.Greater(logit, greatest);
            chosen = T.WhereEqual(label, place, logit, chosen);
        }

        (_greatest[position], _chosen[position]) = (greatest, chosen);
        hits.Add(at, label, weight);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Slope(Span<T> powers, T label, T weight, T scale)
    {
        for (var c = 0; c < powers.Length; c++)
        {
            powers[c] = (powers[c] * scale) - T.WhereEqual(label, _places[c], weight, T.Of(0));
        }
    }
}
