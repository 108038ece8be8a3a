using System.Numerics;

namespace Assay.Training.Passes;

/// <summary>The mean over outputs of the squared difference from the target.</summary>
/// <remarks>A sample is correct where its greatest output is at its greatest target.</remarks>
/// <param name="outputs">Outputs of each sample.</param>
internal sealed class SquaredLoss<T, S>(int outputs) : Loss<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private int Count { get; } = outputs;

    public override void Add(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, Span<T> gradient, ref T loss, ref Hits<T, S> hits)
    {
        for (var block = 0; block < weights.Length; block++)
        {
            var weight = weights[block] * (T.Of(1) / T.Of(Count));
            var made = outputs.Slice(block * Count, Count);
            var wanted = targets.Slice(block * Count, Count);
            var sum = T.Of(0);
            for (var i = 0; i < Count; i++)
            {
                var difference = made[i] - wanted[i];
                sum = T.MultiplyAdd(difference, difference, sum);
                if (!gradient.IsEmpty)
                {
                    gradient[(block * Count) + i] = T.Of(2) * difference * weight;
                }
            }

            loss += sum * weight;
            hits.Add(Greatest(made), Greatest(wanted), weights[block]);
        }
    }

    public override void Bend(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, ReadOnlySpan<T> gradient, ReadOnlySpan<T> slopes, Span<T> bent, int directions)
    {
        for (var i = 0; i < slopes.Length; i++)
        {
            bent[i] = T.Of(2.0 / Count) * weights[i / (Count * directions)] * slopes[i];
        }
    }

    private static T Greatest(ReadOnlySpan<T> values)
    {
        var (greatest, at) = (values[0], T.Of(0));
        for (var i = 1; i < values.Length; i++)
        {
            at = T.WhereGreater(values[i], greatest, T.Of(i), at);
            greatest = T.Greater(values[i], greatest);
        }

        return at;
    }
}
