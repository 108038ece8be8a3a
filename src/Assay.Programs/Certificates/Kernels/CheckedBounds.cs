namespace Assay.Programs.Certificates.Kernels;

/// <summary>The bounds that may cut a state, computed again by the checker; docs/certificates.md proves them.</summary>
internal sealed class CheckedBounds
{
    private const byte Never = byte.MaxValue;

    private readonly CheckedMachine _machine;
    private readonly int[] _looks;
    private readonly int[][] _renamed;
    private readonly bool[][] _sorted;
    private readonly byte[] _distances;

    public CheckedBounds(CheckedMachine machine, int spares, CancellationToken cancellation)
    {
        _machine = machine;
        var looks = new Dictionary<string, int>();
        _looks = [.. Enumerable.Range(0, machine.Count).Select(number => machine.Look(number)).Select(look => looks.TryGetValue(look, out var known) ? known : looks[look] = looks.Count)];
        _renamed = [.. machine.Orders.Select(order => machine.Image(order, [.. Enumerable.Range(0, spares)], reverse: false, swap: false))];
        _sorted = [.. machine.Orders.Select(order => Enumerable.Range(0, machine.Count).Select(number => machine.IsSorted(number, order)).ToArray())];
        _distances = Distances(cancellation);
        Looks = looks.Count;
    }

    /// <summary>The number of ways in which assignments look.</summary>
    public int Looks { get; }

    /// <summary>Whether so many instructions could do for sorting the members into some order of the registers, as far as the bounds tell.</summary>
    /// <param name="members">The state.</param>
    /// <param name="instructions">The number of instructions.</param>
    /// <param name="counts">Room for <see cref="Looks"/> numbers.</param>
    public bool MayDo(ReadOnlySpan<int> members, int instructions, Span<int> counts)
    {
        counts.Clear();
        var largest = 0;
        foreach (var member in members)
        {
            largest = Math.Max(largest, ++counts[_looks[member]]);
        }

        var comparisons = 0;
        while (1 << comparisons < largest)
        {
            comparisons++;
        }

        return MayDoInto(members, instructions - comparisons);
    }

    /// <summary>Whether the members are sorted, into one order of the registers.</summary>
    public bool IsSorted(ReadOnlySpan<int> members)
    {
        foreach (var sorted in _sorted)
        {
            var all = true;
            for (var i = 0; all && i < members.Length; i++)
            {
                all = sorted[members[i]];
            }

            if (all)
            {
                return true;
            }
        }

        return false;
    }

    // After renaming the registers by an order, what was to be sorted into it is to be sorted into ascending order.
    private bool MayDoInto(ReadOnlySpan<int> members, int moves)
    {
        Span<int> image = stackalloc int[members.Length];
        foreach (var renamed in _renamed)
        {
            var may = moves >= 0;
            for (var i = 0; may && i < members.Length; i++)
            {
                image[i] = renamed[members[i]];
                var row = _distances.AsSpan(image[i] * _machine.Count, _machine.Count);
                for (var j = i; may && j >= 0; j--)
                {
                    may = row[image[j]] <= moves;
                }
            }

            if (may)
            {
                return true;
            }
        }

        return false;
    }

    // The least number of moves that sort two assignments at once into ascending order, comparisons being free. Each value
    // is at most a step more than that of every successor, so that along any program it is never too large.
    private byte[] Distances(CancellationToken cancellation)
    {
        var count = _machine.Count;
        int[] ascending = [.. Enumerable.Range(0, _machine.Orders[0].Length)];
        int[] costs = [.. _machine.Instructions.Select(instruction => instruction.Name == "cmp" ? 0 : 1)];
        bool[] sorted = [.. Enumerable.Range(0, count).Select(number => _machine.IsSorted(number, ascending))];
        var distances = new byte[count * count];
        for (var i = 0; i < distances.Length; i++)
        {
            distances[i] = sorted[i / count] && sorted[i % count] ? (byte)0 : Never;
        }

        for (var changes = true; changes;)
        {
            changes = false;
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, a =>
            {
                for (var b = 0; b <= a; b++)
                {
                    var least = Least(a, b, distances[(a * count) + b]);
                    if (least < distances[(a * count) + b])
                    {
                        distances[(a * count) + b] = distances[(b * count) + a] = least;
                        changes = true;
                    }
                }
            });
        }

        return distances;

        byte Least(int a, int b, byte least)
        {
            for (var i = 0; i < costs.Length; i++)
            {
                var (nextA, nextB) = (_machine.Next[i][a], _machine.Next[i][b]);
                if (nextA >= 0 && nextB >= 0)
                {
                    var distance = distances[(nextA * count) + nextB];
                    least = distance == Never ? least : Math.Min(least, (byte)(distance + costs[i]));
                }
            }

            return least;
        }
    }
}
