using System.Runtime.InteropServices;

namespace Assay.Programs.Deciders.Satisfiability;

/// <summary>
/// Shortens learned clauses: the opposite of their literals is assumed one by one, and what the others imply or contradict needs
/// no place in the clause (Piette, Hamadi and Sais, 2008; for learned clauses Luo et al., 2017).
/// </summary>
internal sealed partial class SatSolver
{
    private const int ShareOfVivification = 5;

    private long _beforeVivification;

    /// <summary>How many learned clauses were made shorter or found superfluous.</summary>
    public int Vivified { get; private set; }

    // Each good clause once, for a share of the propagations of the search. False when the clauses turn out to be contradictory.
    private bool Vivify()
    {
        Backtrack(0);
        var phases = _phases.AsSpan(0, _variables).ToArray();
        var end = Propagations + ((Propagations - _beforeVivification) / ShareOfVivification);
        int[] clauses = [.. _learned];
        _learned.Clear();
        foreach (var clause in clauses)
        {
            if (Propagations > end || IsContradictory || (_arena[clause - 1] & Tried) != 0 || _arena[clause - 1] >> LbdShift > KeptLonger || IsReason(clause) || !Shorten(clause))
            {
                _learned.Add(clause);
            }
        }

        Compact();
        phases.CopyTo(_phases, 0);
        _beforeVivification = Propagations;
        return !IsContradictory;
    }

    // Whether a shorter clause has taken the place of this one.
    private bool Shorten(int clause)
    {
        _arena[clause - 1] |= Tried;
        var lbd = _arena[clause - 1] >> LbdShift;
        int[] literals = [.. Literals(clause)];
        Array.Sort(literals, (x, y) => _heap.Compare(x >> 1, y >> 1));
        _clause.Clear();
        foreach (var literal in literals)
        {
            var value = _values[literal];
            if (value > 0 && _levels[literal >> 1] == 0)
            {
                Backtrack(0);
                Remove(clause);
                Vivified++;
                return true;
            }

            if (value > 0)
            {
                Collect(literal, _reasons[literal >> 1]);
                break;
            }

            if (value == 0)
            {
                _clause.Add(literal);
                Decide(literal ^ 1);
                if (Propagate())
                {
                    Collect(-1, _conflict);
                    break;
                }
            }
        }

        Backtrack(0);
        if (_clause.Count >= literals.Length)
        {
            return false;
        }

        var shorter = CollectionsMarshal.AsSpan(_clause);
        proof.Add(shorter);
        if (shorter.Length == 0)
        {
            IsContradictory = true;
        }
        else if (shorter.Length == 1)
        {
            Assign(shorter[0], NoReason);
            PropagateAtRoot();
        }
        else
        {
            Attach(shorter, (Math.Min(lbd, shorter.Length - 1) << LbdShift) | Tried | 1);
        }

        Remove(clause);
        Vivified++;
        return true;
    }

    // The literals whose opposites were assumed and led to a conflict, or to another literal of the clause.
    private void Collect(int implied, int reason)
    {
        _clause.Clear();
        if (implied >= 0)
        {
            _clause.Add(implied);
        }

        _toClear.Clear();
        Mark(reason, implied);
        for (var at = _trailCount - 1; at >= 0; at--)
        {
            var literal = _trail[at];
            if (!_seen[literal >> 1] || literal == implied)
            {
                continue;
            }

            if (_reasons[literal >> 1] == NoReason)
            {
                _clause.Add(literal ^ 1);
            }
            else
            {
                Mark(_reasons[literal >> 1], literal);
            }
        }

        foreach (var seen in _toClear)
        {
            _seen[seen >> 1] = false;
        }
    }

    private void Mark(int reason, int implied)
    {
        if (reason > 0)
        {
            foreach (var literal in Literals(reason))
            {
                Mark(literal);
            }
        }
        else if (implied >= 0)
        {
            Mark(~reason);
        }
        else
        {
            Mark(_conflictFirst);
            Mark(_conflictSecond);
        }
    }

    private void Mark(int literal)
    {
        if (_levels[literal >> 1] > 0 && !_seen[literal >> 1])
        {
            _seen[literal >> 1] = true;
            _toClear.Add(literal);
        }
    }
}
