using Assay.Statistics;

namespace Assay.Training.Experiments;

/// <summary>The order in which a member sees its samples: a new random one in every epoch (without replacement).</summary>
/// <param name="rows">The rows.</param>
/// <param name="batch">How many at once.</param>
/// <param name="seed">The seed of the member.</param>
internal sealed class Sampler(int[] rows, int batch, ulong seed)
{
    private const ulong Purpose = 0x0BDE_0001;

    private readonly Philox _random = new(seed, Purpose);
    private int[] _order = [];
    private int _next;

    /// <summary>The rows of the next batch; the last one of an epoch may be smaller.</summary>
    public ReadOnlySpan<int> Next()
    {
        if (_next >= _order.Length)
        {
            var permutation = Data.Shuffle.Permutation(rows.Length, _random);
            (_order, _next) = (Array.ConvertAll(permutation, i => rows[i]), 0);
        }

        var count = Math.Min(batch, _order.Length - _next);
        _next += count;
        return _order.AsSpan(_next - count, count);
    }
}
