using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Programs.Certificates.Kernels;

/// <summary>
/// Checks kernels of moves, minima and maxima: a state is what the defined registers, up to eight, hold, each as a truth table over
/// inputs of zeros and ones. The results may end in any registers. Written without a look at the search; docs/kernel-search.md
/// proves the bounds.
/// </summary>
internal sealed class CheckedMinMax : LayersChecker
{
    private readonly int _values;
    private readonly int _registers;
    private readonly IReadOnlyList<string> _names;
    private readonly bool _reverses;
    private readonly ulong _all;
    private readonly ulong[] _inputs;
    private readonly ulong[] _atLeast;
    private readonly ulong[] _results;
    private readonly List<(int Shift, ulong Mask)> _exchanges = [];

    /// <param name="claim">What is to be proved.</param>
    public CheckedMinMax(KernelCertificate claim)
    {
        (_values, _registers, _names) = (claim.Values, claim.Values + claim.Spares, claim.Instructions);
        _all = Table(_ => true);
        _atLeast = [.. Enumerable.Range(0, _values + 1).Select(ones => Table(x => BitOperations.PopCount((uint)x) >= ones))];
        _results = _atLeast[1..];
        _inputs = [.. Enumerable.Range(0, _values).Select(input => Table(x => ((x >> input) & 1) == 1))];
        Instructions = [.. from name in claim.Instructions
                           from target in Enumerable.Range(1, _registers)
                           from source in Enumerable.Range(1, _registers)
                           select $"{name} {target} {source}"];
        _reverses = claim.Instructions.Contains("max");
        AddExchanges(_values);
    }

    public override ushort[] Start => Members(_inputs);

    public override IReadOnlyList<string> Instructions { get; }

    /// <summary>The instructions that are known.</summary>
    public static IEnumerable<string> Known => ["mov", "min", "max"];

    // What is not defined can only be overwritten.
    public override ushort[] Follow(ushort[] state, int instruction)
    {
        var tables = Tables(state);
        var (operation, pair) = Math.DivRem(instruction, _registers * _registers);
        var (target, source) = Math.DivRem(pair, _registers);
        if (source >= tables.Length || (target >= tables.Length && _names[operation] != "mov"))
        {
            return [];
        }

        var result = _names[operation] switch
        {
            "mov" => tables[source],
            "min" => tables[target] & tables[source],
            _ => tables[target] | tables[source],
        };
        return Members(target < tables.Length ? [.. tables[..target], result, .. tables[(target + 1)..]] : [.. tables, result]);
    }

    public override bool IsEnd(ushort[] state) => Missing(Tables(state)) == 0;

    // Every result that is missing takes an instruction of its own. If no instruction makes one at once, one more. And
    // no result may have become impossible.
    public override bool MayEnd(ushort[] state, int instructions)
    {
        var tables = Tables(state);
        var missing = Missing(tables);
        return missing <= instructions && (missing == 0 || missing < instructions || MakesResult(tables)) && AllPossible(tables);
    }

    // A table is four members, the lowest bits first.
    protected override ushort[] Read(ushort[] state, string file) => state.Length % 4 != 0 || state.Length / 4 > _registers
        ? throw new CertificateException(file, 0, "a state has too many registers, or part of one")
        : Tables(state).Any(table => (table & ~_all) != 0) ? throw new CertificateException(file, 0, $"a table has more than {1 << _values} bits") : state;

    protected override ushort[] Canonical(ushort[] state)
    {
        var count = state.Length / 4;
        ulong[] padded = [.. Tables(state), .. new ulong[Vector512<ulong>.Count - count]];
        var (key, best) = Least(padded, ulong.MaxValue, padded);
        if (_reverses)
        {
            (_, best) = Least([.. padded.Select((table, i) => i < count ? Reverse(table) : table)], key, best);
        }

        Array.Sort(best, 0, count);
        return Members(best[..count]);
    }

    // The image under an order of the inputs whose tables, in any order, have the least sum of hashes.
    private (ulong Key, ulong[] Tables) Least(ulong[] padded, ulong key, ulong[] tables)
    {
        var (image, best) = (Vector512.Create(padded), Vector512.Create(tables));
        foreach (var (shift, mask) in _exchanges)
        {
            var differing = (image ^ (image >>> shift)) & Vector512.Create(mask);
            image ^= differing ^ (differing << shift);
            var hashes = (image ^ (image >>> 31)) * 0x9FB21C651E98DF25;
            hashes = (hashes ^ (hashes >>> 29)) * 0xA24BAED4963EE407;
            var sum = Vector512.Sum(hashes ^ (hashes >>> 32));
            (key, best) = sum < key ? (sum, image) : (key, best);
        }

        var found = new ulong[padded.Length];
        best.CopyTo(found);
        return (key, found);
    }

    // Where all inputs are the opposite, the opposite.
    private ulong Reverse(ulong table) => Table(x => ((table >> ((1 << _values) - 1 - x)) & 1) == 0);

    // Heap's order of all permutations (1963), each by one exchange of the one before; the first exchanges nothing.
    private void AddExchanges(int items)
    {
        if (items < 2)
        {
            _exchanges.AddRange(_exchanges.Count == 0 ? [(0, 0)] : []);
            return;
        }

        for (var i = 0; i < items; i++)
        {
            AddExchanges(items - 1);
            var (low, high) = (items % 2 == 0 ? i : 0, items - 1);
            _exchanges.AddRange(i < items - 1 ? [((1 << high) - (1 << low), _inputs[low] & ~_inputs[high])] : []);
        }
    }

    private int Missing(ulong[] state)
    {
        var missing = 0;
        foreach (var result in _results)
        {
            missing += state.Contains(result) ? 0 : 1;
        }

        return missing;
    }

    private bool MakesResult(ulong[] state)
    {
        foreach (var a in state)
        {
            foreach (var b in state)
            {
                if ((_results.Contains(a & b) && !state.Contains(a & b)) || (_results.Contains(a | b) && !state.Contains(a | b)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Minima and maxima keep this: whatever is one in all registers that are one at x stays so in every result that is one at x.
    private bool AllPossible(ulong[] state)
    {
        for (var x = 0; x < 1 << _values; x++)
        {
            var kept = _all;
            foreach (var table in state)
            {
                kept &= ((table >> x) & 1) == 1 ? table : _all;
            }

            if ((kept & ~_atLeast[BitOperations.PopCount((uint)x)]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    private ulong Table(Func<int, bool> value) => Enumerable.Range(0, 1 << _values).Aggregate(0UL, (table, x) => value(x) ? table | (1UL << x) : table);

    private static ulong[] Tables(ushort[] state) => MemoryMarshal.Cast<ushort, ulong>(state).ToArray();

    private static ushort[] Members(ulong[] tables) => MemoryMarshal.Cast<ulong, ushort>(tables).ToArray();
}
