using Assay.Programs.Synthesis.Kernels;

namespace Assay.Programs.Synthesis.Sorting;

/// <summary>
/// For every two live assignments and every order of the registers: whether so many moves, with as many comparisons as one
/// likes, can sort both into that order at once.
/// </summary>
internal sealed class MoveDistances : IMoveDistances
{
    // The first order is the ascending one.
    private const uint Ascending = 1;

    // For each number of moves and two assignments the orders into which these can be sorted.
    private readonly List<uint[]> _levels = [];
    private readonly int _count;

    public MoveDistances(LiveAssignments live, CancellationToken cancellation)
    {
        _count = live.Count;
        var orders = Kernels.Orders.Strict(live.Problem.Values).ToList();
        var goals = Enumerable.Range(0, live.Count)
            .Select(number => (uint)orders.Select((order, lane) => live.Problem.IsInOrder(live[number], order) ? 1L << lane : 0).Sum())
            .ToArray();
        var level = new uint[_count * _count];
        for (var a = 0; a < _count; a++)
        {
            for (var b = 0; b < _count; b++)
            {
                level[(a * _count) + b] = goals[a] & goals[b];
            }
        }

        var moves = Enumerable.Range(0, live.Problem.Instructions.Count).ToLookup(i => live.Problem.Instructions[i].Operation == Kernels.KernelOperation.Cmp);
        do
        {
            _levels.Add(level);
            level = After(live, level, [.. moves[false]], [.. moves[true]], cancellation);
        }
        while (!level.AsSpan().SequenceEqual(_levels[^1]));
    }

    /// <inheritdoc/>
    public bool MayDo(ReadOnlySpan<ushort> members, int moves, bool isAscending)
    {
        var within = _levels[Math.Min(moves, _levels.Count - 1)].AsSpan();
        var orders = isAscending ? Ascending : uint.MaxValue;
        for (var i = 0; i < members.Length && orders != 0; i++)
        {
            var row = within.Slice(members[i] * _count, _count);
            for (var j = 0; j <= i; j++)
            {
                orders &= row[members[j]];
            }
        }

        return orders != 0;
    }

    // One move more: before it comparisons are free, and of several only the last counts.
    private uint[] After(LiveAssignments live, uint[] level, int[] moves, int[] comparisons, CancellationToken cancellation)
    {
        var moved = new uint[level.Length];
        ForPairs(a => b => Reach(level, moves, a, b) | level[(a * _count) + b], moved);
        var result = new uint[level.Length];
        ForPairs(a => b => Reach(moved, comparisons, a, b) | moved[(a * _count) + b], result);
        return result;

        uint Reach(uint[] from, int[] instructions, int a, int b)
        {
            var orders = 0U;
            foreach (var instruction in instructions)
            {
                var next = live.Next(instruction);
                if (next[a] != LiveAssignments.Dead && next[b] != LiveAssignments.Dead)
                {
                    orders |= from[(next[a] * _count) + next[b]];
                }
            }

            return orders;
        }

        void ForPairs(Func<int, Func<int, uint>> value, uint[] target) =>
            Parallel.For(0, _count, new ParallelOptions { CancellationToken = cancellation }, a =>
            {
                var row = value(a);
                for (var b = 0; b <= a; b++)
                {
                    target[(b * _count) + a] = target[(a * _count) + b] = row(b);
                }
            });
    }
}
