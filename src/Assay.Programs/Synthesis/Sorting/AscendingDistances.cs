using Assay.Programs.Synthesis.Kernels;
using Assay.Programs.Terms;

namespace Assay.Programs.Synthesis.Sorting;

/// <summary>
/// The same for problems with many orders: distances into ascending order only, in one byte a pair. For another order the
/// registers are renamed so that it becomes the ascending one.
/// </summary>
internal sealed class AscendingDistances : IMoveDistances
{
    private const byte Never = byte.MaxValue;

    private readonly int _count;
    private readonly byte[] _distances;
    private readonly ushort[][] _renamed;

    // For each number of moves and assignment the orders into which it alone can be sorted.
    private readonly Bits128[][] _orders;

    public AscendingDistances(LiveAssignments live, CancellationToken cancellation)
    {
        _count = live.Count;
        var problem = live.Problem;
        List<int[]> orders = [.. Orders.Strict(problem.Values)];
        _renamed = [.. orders.Select(order => Enumerable.Range(0, _count).Select(number => live.NumberOf(Renamed(live[number], order))).ToArray())];
        _distances = new byte[_count * _count];
        Array.Fill(_distances, Never);
        int[] sorted = [.. Enumerable.Range(0, _count).Where(number => problem.IsInOrder(live[number], orders[0]))];
        foreach (var (a, b) in sorted.SelectMany(_ => sorted, (a, b) => (a, b)))
        {
            _distances[(a * _count) + b] = 0;
        }

        var levels = Fill(live, cancellation);
        _orders = [.. Enumerable.Range(0, levels).Select(moves => Enumerable.Range(0, _count).Select(number => orders
            .Select((_, order) => _distances[(_renamed[order][number] * _count) + _renamed[order][number]] <= moves ? Bits128.One << order : 0)
            .Aggregate(Bits128.Zero, (all, one) => all | one)).ToArray())];
    }

    /// <inheritdoc/>
    public bool MayDo(ReadOnlySpan<ushort> members, int moves, bool isAscending)
    {
        var single = _orders[Math.Min(moves, _orders.Length - 1)];
        var orders = isAscending ? Bits128.One : Bits128.MaxValue;
        foreach (var member in members)
        {
            orders &= single[member];
        }

        for (; orders != 0; orders &= orders - 1)
        {
            if (MayDo(members, moves, _renamed[Bits128.TrailingZeroCount(orders)]))
            {
                return true;
            }
        }

        return false;
    }

    private bool MayDo(ReadOnlySpan<ushort> members, int moves, ushort[] renamed)
    {
        for (var i = 1; i < members.Length; i++)
        {
            var row = _distances.AsSpan(renamed[members[i]] * _count, _count);
            for (var j = 0; j < i; j++)
            {
                if (row[renamed[members[j]]] > moves)
                {
                    return false;
                }
            }
        }

        return true;
    }

    // Level by level: first what a move brings to a pair that is nearer, then what comparisons bring to the level.
    private int Fill(LiveAssignments live, CancellationToken cancellation)
    {
        var instructions = Enumerable.Range(0, live.Problem.Instructions.Count)
            .ToLookup(i => live.Problem.Instructions[i].Operation == KernelOperation.Cmp);
        for (byte level = 1; ; level++)
        {
            var isNew = Extend(live, [.. instructions[false]], (byte)(level - 1), level, cancellation);
            if (!isNew)
            {
                return level;
            }

            Extend(live, [.. instructions[true]], level, level, cancellation);
        }
    }

    private bool Extend(LiveAssignments live, int[] instructions, byte from, byte to, CancellationToken cancellation)
    {
        var isNew = 0;
        Parallel.For(0, _count, new ParallelOptions { CancellationToken = cancellation }, a =>
        {
            foreach (var instruction in instructions)
            {
                var next = live.Next(instruction);
                if (next[a] != LiveAssignments.Dead && ExtendRow(_distances.AsSpan(next[a] * _count, _count), next, a, from, to))
                {
                    isNew = 1;
                }
            }
        });
        return isNew != 0;
    }

    private bool ExtendRow(ReadOnlySpan<byte> nearer, ReadOnlySpan<ushort> next, int a, byte from, byte to)
    {
        var isNew = false;
        var row = _distances.AsSpan(a * _count, _count);
        for (var b = 0; b <= a; b++)
        {
            if (row[b] == Never && next[b] != LiveAssignments.Dead && nearer[next[b]] <= from)
            {
                row[b] = _distances[(b * _count) + a] = to;
                isNew = true;
            }
        }

        return isNew;
    }

    private static MachineAssignment Renamed(MachineAssignment assignment, int[] order)
    {
        var renamed = assignment;
        for (var register = 0; register < order.Length; register++)
        {
            renamed = renamed.With(order[register] - 1, assignment[register]);
        }

        return renamed;
    }
}
