using Assay.Programs.Circuits;
namespace Assay.Programs.Deciders.Satisfiability;

/// <summary>
/// Finds exclusive ors of the same literals, whatever the order in which they were combined. Clause learning needs
/// exponentially many steps for that (Urquhart, 1987).
/// </summary>
internal sealed class ParityTable
{
    private const int MostLeaves = 64;

    private readonly Dictionary<int, int[]> _leaves = [];
    private readonly Dictionary<ulong, List<int>> _byHash = [];

    /// <summary>The literal of an exclusive or in normal form: an earlier one with the same leaves, or a new one.</summary>
    public int Of(in Gate gate, Func<int> create)
    {
        var leaves = Combined(Leaves(gate.A), Leaves(gate.B));
        if (leaves.Length > MostLeaves)
        {
            leaves = [gate.A, gate.B];
        }

        if (leaves.Length < 2)
        {
            // Everything else cancels.
            return leaves.Length == 0 ? Circuit.False : leaves[0];
        }

        ref var same = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_byHash, Hash(leaves), out _);
        same ??= [];
        foreach (var literal in same)
        {
            if (_leaves[literal].AsSpan().SequenceEqual(leaves))
            {
                return literal;
            }
        }

        var created = create();
        same.Add(created);
        _leaves[created] = leaves;
        return created;
    }

    private int[] Leaves(int literal) => _leaves.TryGetValue(literal, out var leaves) ? leaves : [literal];

    // What stands in one of the two, in order.
    private static int[] Combined(int[] a, int[] b)
    {
        List<int> both = new(a.Length + b.Length);
        var (i, j) = (0, 0);
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
            {
                (i, j) = (i + 1, j + 1);
            }
            else
            {
                both.Add(a[i] < b[j] ? a[i++] : b[j++]);
            }
        }

        both.AddRange(a.AsSpan(i));
        both.AddRange(b.AsSpan(j));
        return [.. both];
    }

    private static ulong Hash(int[] leaves)
    {
        var hash = (ulong)leaves.Length;
        foreach (var leaf in leaves)
        {
            hash = (hash ^ (uint)leaf) * 0x9E37_79B9_7F4A_7C15;
            hash ^= hash >> 31;
        }

        return hash;
    }
}
