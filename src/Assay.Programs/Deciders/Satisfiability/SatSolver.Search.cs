using System.Runtime.InteropServices;

namespace Assay.Programs.Deciders.Satisfiability;

/// <summary>The search itself: decisions, restarts, and which learned clauses stay.</summary>
internal sealed partial class SatSolver
{
    private const int UseMask = 3;
    private const int Tried = 4;
    private const int LbdShift = 3;
    private const int KeptForever = 2;
    private const int KeptLonger = 6;

    // In large circuits a few hundred conflicts take seconds.
    private const int EffortBetweenPolls = 256;

    private readonly ActivityHeap _heap = new();
    private long _nextReduction = reduceEvery;
    private int _reductions;
    private double _fastLbd;
    private double _slowLbd;
    private long _restartAt;

    /// <summary>Looks for a model of all clauses.</summary>
    /// <param name="assumptions">Literals that have to hold in it.</param>
    /// <param name="decidable">The variables to give values to; the rest has to follow from them or be without importance.</param>
    /// <param name="effort">How much <see cref="Effort"/> until it gives up.</param>
    /// <param name="poll">Called now and then; true ends the search.</param>
    public SatAnswer Solve(ReadOnlySpan<int> assumptions, ReadOnlySpan<int> decidable, long effort, Func<bool> poll)
    {
        Backtrack(0);
        if (IsContradictory)
        {
            return SatAnswer.Unsatisfiable;
        }

        _heap.Fill(decidable);
        var end = effort > long.MaxValue - Effort ? long.MaxValue : Effort + effort;
        var nextPoll = Effort + EffortBetweenPolls;
        while (true)
        {
            if (Effort >= nextPoll)
            {
                if (poll())
                {
                    Backtrack(0);
                    return SatAnswer.Unknown;
                }

                nextPoll = Effort + EffortBetweenPolls;
            }

            if (Propagate())
            {
                if (Level == 0)
                {
                    IsContradictory = true;
                    proof.Add([]);
                    return SatAnswer.Unsatisfiable;
                }

                Learn();
                if (Effort >= end)
                {
                    Backtrack(0);
                    return SatAnswer.Unknown;
                }

                continue;
            }

            if (ShouldRestart(assumptions.Length))
            {
                Backtrack(Math.Min(assumptions.Length, Level));
            }

            if (Conflicts >= _nextReduction)
            {
                Reduce();
                if (!Vivify())
                {
                    return SatAnswer.Unsatisfiable;
                }
            }

            if (Level < assumptions.Length)
            {
                var assumption = assumptions[Level];
                if (_values[assumption] < 0)
                {
                    Backtrack(0);
                    return SatAnswer.Unsatisfiable;
                }

                Decide(assumption);
                continue;
            }

            var next = NextDecision();
            if (next < 0)
            {
                return SatAnswer.Satisfiable;
            }

            Decide((2 * next) | (_phases[next] ? 0 : 1));
        }
    }

    private void Learn()
    {
        Conflicts++;
        var (level, lbd) = Analyse();
        var literals = CollectionsMarshal.AsSpan(_clause);
        proof.Add(literals);
        Backtrack(level);
        if (literals.Length == 1)
        {
            Assign(literals[0], NoReason);
        }
        else
        {
            var clause = Attach(literals, (lbd << LbdShift) | 1);
            Assign(literals[0], clause < 0 ? BinaryReason(literals[1]) : clause);
        }

        _heap.Decay();
        _fastLbd += (lbd - _fastLbd) / 32;
        _slowLbd += (lbd - _slowLbd) / 4096;
        if (Conflicts < 4096)
        {
            // Until the slow mean has seen enough it follows the plain one.
            _slowLbd += (lbd - _slowLbd) / Math.Max(1, Conflicts);
        }
    }

    private void Decide(int literal)
    {
        _levelStarts.Add(_trailCount);
        if (_values[literal] == 0)
        {
            Assign(literal, NoReason);
        }
    }

    private int NextDecision()
    {
        while (_heap.TryTake(out var variable))
        {
            if (_values[2 * variable] == 0)
            {
                return variable;
            }
        }

        return -1;
    }

    // When recent clauses span more levels than usual, the search is in a bad place.
    private bool ShouldRestart(int assumptions)
    {
        if (Conflicts < _restartAt || Level <= assumptions || _fastLbd <= 1.1 * _slowLbd)
        {
            return false;
        }

        _restartAt = Conflicts + 10;
        return true;
    }

    private void Reduce()
    {
        _reductions++;
        _nextReduction = Conflicts + reduceEvery + (3L * reduceEvery / 20 * _reductions);
        List<int> candidates = [];
        var kept = 0;
        for (var i = 0; i < _learned.Count; i++)
        {
            var clause = _learned[i];
            var (lbd, use) = (_arena[clause - 1] >> LbdShift, _arena[clause - 1] & UseMask);
            if (use > 0)
            {
                _arena[clause - 1]--;
            }

            if (lbd <= KeptForever || use > 0 || IsReason(clause))
            {
                _learned[kept++] = clause;
            }
            else
            {
                candidates.Add(clause);
            }
        }

        CollectionsMarshal.SetCount(_learned, kept);
        candidates.Sort((x, y) => (_arena[x - 1] >> LbdShift, _arena[x - 2], x).CompareTo((_arena[y - 1] >> LbdShift, _arena[y - 2], y)));
        for (var i = 0; i < candidates.Count; i++)
        {
            if (i < candidates.Count / 2)
            {
                _learned.Add(candidates[i]);
            }
            else
            {
                Remove(candidates[i]);
            }
        }

        if (candidates.Count > 1)
        {
            Compact();
        }
    }

    private bool IsReason(int clause)
    {
        var first = _arena[clause];
        return _values[first] > 0 && _reasons[first >> 1] == clause;
    }

    private void Remove(int clause)
    {
        proof.Delete(Literals(clause));
        _arenaWaste += Header + _arena[clause - 2];
        _arena[clause - 1] = -1;
    }

    // Drops the watches of removed clauses and closes the gaps once a third of the arena is waste.
    private void Compact()
    {
        int[]? moved = null;
        if (_arenaWaste > _arenaEnd / 3)
        {
            moved = new int[_arenaEnd];
            var to = 1;
            for (var from = 1; from < _arenaEnd;)
            {
                var length = Header + _arena[from];
                if (_arena[from + 1] != -1)
                {
                    moved[from + Header] = to + Header;
                    Array.Copy(_arena, from, _arena, to, length);
                    to += length;
                }

                from += length;
            }

            (_arenaEnd, _arenaWaste) = (to, 0);
            for (var i = 0; i < _learned.Count; i++)
            {
                _learned[i] = moved[_learned[i]];
            }

            for (var i = 0; i < _trailCount; i++)
            {
                ref var reason = ref _reasons[_trail[i] >> 1];
                reason = reason > 0 ? moved[reason] : reason;
            }
        }

        foreach (ref var list in _watches.AsSpan(0, 2 * _variables))
        {
            var kept = 0;
            for (var i = 0; i < list.Count; i++)
            {
                var watch = list.Items![i];
                if (watch.Clause > 0)
                {
                    var place = moved is null ? _arena[watch.Clause - 1] == -1 ? 0 : watch.Clause : moved[watch.Clause];
                    if (place == 0)
                    {
                        continue;
                    }

                    watch = watch with { Clause = place };
                }

                list.Items[kept++] = watch;
            }

            list.Count = kept;
        }
    }
}
