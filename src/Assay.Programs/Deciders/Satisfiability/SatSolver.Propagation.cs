namespace Assay.Programs.Deciders.Satisfiability;

/// <summary>Clauses in one arena, and unit propagation over them.</summary>
internal sealed partial class SatSolver
{
    // A clause at c: size at c - 2, LBD (0 for what stays) and use at c - 1, literals from c on; the first two are watched.
    private int[] _arena = new int[1 << 12];
    private int _arenaEnd = 1;
    private int _arenaWaste;
    private readonly List<int> _learned = [];

    // The conflict that propagation found: a clause, or two literals.
    private int _conflict;
    private int _conflictFirst;
    private int _conflictSecond;

    // A reason below zero is the other literal of a binary clause.
    private static int BinaryReason(int other) => ~other;

    private int Attach(ReadOnlySpan<int> literals, int lbd)
    {
        if (literals.Length == 2)
        {
            _watches[literals[0]].Add(new Watch(-1, literals[1]));
            _watches[literals[1]].Add(new Watch(-1, literals[0]));
            return -1;
        }

        var needed = _arenaEnd + Header + literals.Length;
        if (needed > _arena.Length)
        {
            Array.Resize(ref _arena, Math.Max(needed, 2 * _arena.Length));
        }

        var clause = _arenaEnd + Header;
        _arena[clause - 2] = literals.Length;
        _arena[clause - 1] = lbd;
        literals.CopyTo(_arena.AsSpan(clause));
        _arenaEnd = clause + literals.Length;
        _watches[literals[0]].Add(new Watch(clause, literals[1]));
        _watches[literals[1]].Add(new Watch(clause, literals[0]));
        if (lbd > 0)
        {
            _learned.Add(clause);
        }

        return clause;
    }

    private Span<int> Literals(int clause) => _arena.AsSpan(clause, _arena[clause - 2]);

    /// <summary>Assigns what follows.</summary>
    /// <returns>True on a conflict.</returns>
    private bool Propagate()
    {
        var values = _values;
        var arena = _arena;
        while (_propagated < _trailCount)
        {
            var falsified = _trail[_propagated++] ^ 1;
            Propagations++;
            ref var list = ref _watches[falsified];
            var items = list.Items;
            var count = list.Count;
            var kept = 0;
            for (var i = 0; i < count;)
            {
                var watch = items![i++];
                var blocked = values[watch.Blocker];
                if (blocked > 0)
                {
                    items[kept++] = watch;
                    continue;
                }

                var clause = watch.Clause;
                if (clause < 0)
                {
                    items[kept++] = watch;
                    if (blocked == 0)
                    {
                        Assign(watch.Blocker, BinaryReason(falsified));
                        continue;
                    }

                    (_conflict, _conflictFirst, _conflictSecond) = (-1, falsified, watch.Blocker);
                    Keep(ref list, i, kept);
                    return true;
                }

                var other = arena[clause] ^ arena[clause + 1] ^ falsified;
                var value = values[other];
                if (value > 0)
                {
                    items[kept++] = new Watch(clause, other);
                    continue;
                }

                var end = clause + arena[clause - 2];
                var at = clause + 2;
                while (at < end && values[arena[at]] < 0)
                {
                    at++;
                }

                if (at < end)
                {
                    var next = arena[at];
                    if (values[next] > 0)
                    {
                        // True already: a better blocker, and the watch may stay.
                        items[kept++] = new Watch(clause, next);
                        continue;
                    }

                    arena[clause] = other;
                    arena[clause + 1] = next;
                    arena[at] = falsified;
                    _watches[next].Add(new Watch(clause, other));
                    continue;
                }

                items[kept++] = new Watch(clause, other);
                if (value == 0)
                {
                    arena[clause] = other;
                    arena[clause + 1] = falsified;
                    Assign(other, clause);
                    continue;
                }

                _conflict = clause;
                Keep(ref list, i, kept);
                return true;
            }

            list.Count = kept;
        }

        return false;
    }

    // Moves the watches that were not looked at.
    private static void Keep(ref WatchList list, int from, int to)
    {
        Array.Copy(list.Items!, from, list.Items!, to, list.Count - from);
        list.Count = to + list.Count - from;
    }
}
