using System.Runtime.InteropServices;

namespace Assay.Programs.Deciders.Satisfiability;

/// <summary>Learning from conflicts.</summary>
internal sealed partial class SatSolver
{
    private readonly List<int> _clause = [];
    private readonly List<int> _toClear = [];
    private readonly Stack<int> _open = [];
    private int[] _levelStamps = [];
    private int _stamp;

    // The first unique implication point: afterwards _clause holds the learned clause, the asserting literal first.
    private (int Level, int Lbd) Analyse()
    {
        _clause.Clear();
        _clause.Add(0);
        var (open, at, literal) = (0, _trailCount - 1, -1);
        var reason = _conflict;
        if (reason < 0)
        {
            See(_conflictFirst, ref open);
            See(_conflictSecond, ref open);
        }

        while (true)
        {
            if (reason > 0)
            {
                Use(reason);
                foreach (var other in Literals(reason))
                {
                    if (other != literal)
                    {
                        See(other, ref open);
                    }
                }
            }

            while (!_seen[_trail[at] >> 1])
            {
                at--;
            }

            literal = _trail[at--];
            _seen[literal >> 1] = false;
            if (--open == 0)
            {
                break;
            }

            reason = _reasons[literal >> 1];
            if (reason < 0)
            {
                See(~reason, ref open);
            }
        }

        _clause[0] = literal ^ 1;
        _toClear.Clear();
        _toClear.AddRange(_clause);
        Minimise();
        foreach (var seen in _toClear)
        {
            _seen[seen >> 1] = false;
        }

        return (AssertionLevel(), Lbd(CollectionsMarshal.AsSpan(_clause)));
    }

    private void See(int literal, ref int open)
    {
        var variable = literal >> 1;
        if (_seen[variable] || _levels[variable] == 0)
        {
            return;
        }

        _seen[variable] = true;
        _heap.Bump(variable);
        if (_levels[variable] == Level)
        {
            open++;
        }
        else
        {
            _clause.Add(literal);
        }
    }

    // A literal goes when its reason, followed back, rests on other literals of the clause only.
    private void Minimise()
    {
        var levels = 0u;
        foreach (var literal in CollectionsMarshal.AsSpan(_clause)[1..])
        {
            levels |= 1u << (_levels[literal >> 1] & 31);
        }

        var kept = 1;
        for (var i = 1; i < _clause.Count; i++)
        {
            if (_reasons[_clause[i] >> 1] == NoReason || !IsImplied(_clause[i], levels))
            {
                _clause[kept++] = _clause[i];
            }
        }

        CollectionsMarshal.SetCount(_clause, kept);
    }

    private bool IsImplied(int literal, uint levels)
    {
        _open.Clear();
        _open.Push(literal);
        var cleared = _toClear.Count;
        while (_open.TryPop(out var next))
        {
            var reason = _reasons[next >> 1];
            var isImplied = reason < 0 ? Follow(~reason, levels) : true;
            if (reason > 0)
            {
                foreach (var other in Literals(reason))
                {
                    if (other >> 1 != next >> 1 && !Follow(other, levels))
                    {
                        isImplied = false;
                        break;
                    }
                }
            }

            if (!isImplied)
            {
                for (var i = cleared; i < _toClear.Count; i++)
                {
                    _seen[_toClear[i] >> 1] = false;
                }

                CollectionsMarshal.SetCount(_toClear, cleared);
                return false;
            }
        }

        return true;
    }

    private bool Follow(int literal, uint levels)
    {
        var variable = literal >> 1;
        if (_seen[variable] || _levels[variable] == 0)
        {
            return true;
        }

        if (_reasons[variable] == NoReason || (levels & (1u << (_levels[variable] & 31))) == 0)
        {
            return false;
        }

        _seen[variable] = true;
        _toClear.Add(literal);
        _open.Push(literal);
        return true;
    }

    // The highest level but the last; its literal comes second, to be watched.
    private int AssertionLevel()
    {
        if (_clause.Count == 1)
        {
            return 0;
        }

        var highest = 1;
        for (var i = 2; i < _clause.Count; i++)
        {
            if (_levels[_clause[i] >> 1] > _levels[_clause[highest] >> 1])
            {
                highest = i;
            }
        }

        (_clause[1], _clause[highest]) = (_clause[highest], _clause[1]);
        return _levels[_clause[1] >> 1];
    }

    private int Lbd(ReadOnlySpan<int> literals)
    {
        if (_levelStamps.Length <= Level)
        {
            Array.Resize(ref _levelStamps, Math.Max(64, 2 * (Level + 1)));
        }

        _stamp++;
        var count = 0;
        foreach (var literal in literals)
        {
            var level = _levels[literal >> 1];
            if (_levelStamps[level] != _stamp)
            {
                _levelStamps[level] = _stamp;
                count++;
            }
        }

        return count;
    }

    // A learned clause that takes part in a conflict has proved useful, and its LBD may have fallen.
    private void Use(int clause)
    {
        var state = _arena[clause - 1];
        if (state == 0)
        {
            return;
        }

        var lbd = state >> LbdShift;
        if (lbd > KeptForever)
        {
            lbd = Math.Min(lbd, Lbd(Literals(clause)));
        }

        _arena[clause - 1] = (lbd << LbdShift) | (state & Tried) | (lbd <= KeptLonger ? 2 : 1);
    }
}
