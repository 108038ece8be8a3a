using System.Numerics;
using System.Runtime.InteropServices;
using Assay.Statistics;

namespace Assay.Programs.Synthesis.Layers;

/// <summary>
/// Finds of all images of a state the one that represents them: the image with the least sum of random words, one word for
/// each member. All images are tried at once, without forming any.
/// </summary>
/// <remarks>
/// Images with equal sums are equal but for a chance of 2^-32, and then the state may get another representative, which
/// costs memory and no correctness. The key of the representative has 128 bits.
/// </remarks>
internal sealed class OrbitHash : ICanonicalForm
{
    private readonly Symmetries _symmetries;
    private readonly int _stride;
    private readonly uint[] _rows;
    private readonly ulong[] _low;
    private readonly ulong[] _high;

    public OrbitHash(Symmetries symmetries)
    {
        _symmetries = symmetries;
        var count = symmetries.Items;
        var random = new Philox(seed: 0, purpose: 0x6F72626974);
        var words = new uint[count];
        _low = new ulong[count];
        _high = new ulong[count];
        for (var number = 0; number < count; number++)
        {
            words[number] = (uint)random.Next();
            _low[number] = random.Next();
            _high[number] = random.Next();
        }

        var lanes = Vector<uint>.Count;
        _stride = (symmetries.Count + lanes - 1) / lanes * lanes;
        _rows = new uint[count * _stride];
        for (var symmetry = 0; symmetry < _stride; symmetry++)
        {
            // The lanes at the end repeat the last symmetry.
            var images = symmetries.Images(Math.Min(symmetry, symmetries.Count - 1));
            for (var number = 0; number < count; number++)
            {
                _rows[(number * _stride) + symmetry] = words[images[number]];
            }
        }
    }

    /// <inheritdoc/>
    public StateKey Find(ReadOnlySpan<ushort> members, Span<ushort> representative)
    {
        var symmetry = Choose(members);
        var images = _symmetries.Images(symmetry);
        for (var i = 0; i < members.Length; i++)
        {
            representative[i] = images[members[i]];
        }

        representative.Sort();
        return KeyOf(representative);
    }

    /// <inheritdoc/>
    public StateKey KeyOf(ReadOnlySpan<ushort> representative)
    {
        var (low, high) = (0UL, 0UL);
        foreach (var member in representative)
        {
            low += _low[member];
            high += _high[member];
        }

        return new StateKey(low, high);
    }

    /// <summary>The symmetry that takes a state to its representative.</summary>
    public int Choose(ReadOnlySpan<ushort> members)
    {
        var lanes = Vector<uint>.Count;
        var vectors = MemoryMarshal.Cast<uint, Vector<uint>>(_rows.AsSpan());
        var width = _stride / lanes;
        var least = new Vector<uint>(uint.MaxValue);
        var chosen = Vector<uint>.Zero;
        for (var column = 0; column < width; column++)
        {
            var sum = Vector<uint>.Zero;
            foreach (var member in members)
            {
                sum += vectors[(member * width) + column];
            }

            var isLess = Vector.LessThan(sum, least);
            least = Vector.ConditionalSelect(isLess, sum, least);
            chosen = Vector.ConditionalSelect(isLess, new Vector<uint>((uint)column), chosen);
        }

        var (bestSum, best) = (uint.MaxValue, int.MaxValue);
        for (var lane = 0; lane < lanes; lane++)
        {
            var symmetry = ((int)chosen[lane] * lanes) + lane;
            if (least[lane] < bestSum || (least[lane] == bestSum && symmetry < best))
            {
                (bestSum, best) = (least[lane], symmetry);
            }
        }

        return Math.Min(best, _symmetries.Count - 1);
    }

    /// <summary>The readable form of <see cref="Choose"/>, and its oracle in tests.</summary>
    public int ChooseSlowly(ReadOnlySpan<ushort> members)
    {
        var (leastSum, best) = (uint.MaxValue, 0);
        for (var symmetry = 0; symmetry < _symmetries.Count; symmetry++)
        {
            var sum = 0U;
            foreach (var member in members)
            {
                sum += _rows[(member * _stride) + symmetry];
            }

            if (sum < leastSum)
            {
                (leastSum, best) = (sum, symmetry);
            }
        }

        return best;
    }
}
