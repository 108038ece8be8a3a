namespace Assay.Programs.Certificates;

/// <summary>
/// Unit propagation of a proof checker, with two watched literals. Clauses that are needed stand in lists of their own,
/// which are looked at first.
/// </summary>
internal sealed class UnitPropagation(CheckerClauses clauses)
{
    private const int None = -1;

    private sbyte[] _values = [];
    private int[] _reasons = [];
    private int[] _positions = [];
    private bool[] _seen = [];
    private int[] _trail = [];
    private int _count;
    private int _neededHead;
    private int _otherHead;
    private Watches[] _needed = [];
    private Watches[] _others = [];

    /// <summary>How many literals have a value.</summary>
    public int Mark => _count;

    public void Reserve(int variables)
    {
        _values = new sbyte[2 * (variables + 1)];
        _reasons = new int[variables + 1];
        _positions = new int[variables + 1];
        _seen = new bool[variables + 1];
        _trail = new int[variables + 1];
        _needed = new Watches[2 * (variables + 1)];
        _others = new Watches[2 * (variables + 1)];
    }

    /// <summary>Watches a new clause and assigns what it forces.</summary>
    /// <returns>The clause when all its literals are false, else -1.</returns>
    public int Attach(int clause)
    {
        var literals = clauses.Literals(clause);
        if (clauses.IsTautology(clause))
        {
            return None;
        }

        Watch(clause);
        if (literals.Length == 0 || _values[literals[0]] < 0)
        {
            return clause;
        }

        if (_values[literals[0]] == 0 && (literals.Length == 1 || _values[literals[1]] < 0))
        {
            Assign(literals[0], clause);
        }

        return None;
    }

    /// <summary>Takes back a clause that was deleted.</summary>
    public void Reactivate(int clause)
    {
        clauses.SetActive(clause, true);
        if (!clauses.IsTautology(clause))
        {
            Watch(clause);
        }
    }

    public bool IsReason(int clause)
    {
        foreach (var literal in clauses.Literals(clause))
        {
            if (_values[literal] > 0 && _reasons[literal >> 1] == clause)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes a clause away, with all values that may rest on it.</summary>
    public void Retract(int clause)
    {
        clauses.SetActive(clause, false);
        foreach (var literal in clauses.Literals(clause))
        {
            if (_values[literal] > 0 && _reasons[literal >> 1] == clause)
            {
                // Some of what goes may follow from other clauses: all is propagated again.
                Undo(_positions[literal >> 1]);
                _neededHead = _otherHead = 0;
                break;
            }
        }
    }

    /// <summary>Forgets the latest values.</summary>
    public void Undo(int mark)
    {
        while (_count > mark)
        {
            var literal = _trail[--_count];
            _values[literal] = _values[literal ^ 1] = 0;
        }

        _neededHead = Math.Min(_neededHead, _count);
        _otherHead = Math.Min(_otherHead, _count);
    }

    /// <summary>Assumes that all literals but one are false and propagates; the clauses of a conflict are marked as needed.</summary>
    /// <returns>Something when there is a conflict, null when there is none.</returns>
    public int? Refute(ReadOnlySpan<int> literals, int except = -1)
    {
        // What the clauses say without the assumption has to be complete first.
        var conflict = Propagate();
        for (var i = 0; i < literals.Length && conflict < 0; i++)
        {
            var literal = literals[i];
            if (literal == except || _values[literal] < 0)
            {
                continue;
            }

            if (_values[literal] > 0)
            {
                MarkReasons(literal);
                return literal;
            }

            Assign(literal ^ 1, None);
        }

        conflict = conflict < 0 ? Propagate() : conflict;
        if (conflict < 0)
        {
            return null;
        }

        MarkNeeded(conflict);
        return conflict;
    }

    /// <summary>Marks a clause and all that the falsehood of its literals rests on.</summary>
    public void MarkNeeded(int clause)
    {
        clauses.SetNeeded(clause);
        var from = 0;
        foreach (var literal in clauses.Literals(clause))
        {
            _seen[literal >> 1] = true;
            from = Math.Max(from, _positions[literal >> 1]);
        }

        MarkSeen(from);
    }

    /// <summary>The conflict, or -1.</summary>
    public int Propagate()
    {
        while (true)
        {
            int conflict;
            if (_neededHead < _count)
            {
                conflict = Visit(_trail[_neededHead++] ^ 1, _needed, isNeeded: true);
            }
            else if (_otherHead < _count)
            {
                conflict = Visit(_trail[_otherHead++] ^ 1, _others, isNeeded: false);
            }
            else
            {
                return None;
            }

            if (conflict >= 0)
            {
                return conflict;
            }
        }
    }

    private void MarkReasons(int literal)
    {
        _seen[literal >> 1] = true;
        MarkSeen(_positions[literal >> 1]);
    }

    private void MarkSeen(int from)
    {
        for (var at = Math.Min(from, _count - 1); at >= 0; at--)
        {
            var variable = _trail[at] >> 1;
            if (!_seen[variable])
            {
                continue;
            }

            _seen[variable] = false;
            if (_reasons[variable] == None)
            {
                continue;
            }

            clauses.SetNeeded(_reasons[variable]);
            foreach (var literal in clauses.Literals(_reasons[variable]))
            {
                if (literal >> 1 != variable)
                {
                    _seen[literal >> 1] = true;
                }
            }
        }
    }

    private int Visit(int falsified, Watches[] lists, bool isNeeded)
    {
        ref var list = ref lists[falsified];
        var watches = list.Items.AsSpan(0, list.Count);
        var kept = 0;
        var conflict = None;
        for (var i = 0; i < watches.Length; i++)
        {
            var (clause, blocker) = watches[i];
            if (conflict >= 0 || _values[blocker] > 0)
            {
                watches[kept++] = watches[i];
                continue;
            }

            var literals = clauses.Literals(clause);
            if (!clauses.IsActive(clause) || (literals[0] != falsified && literals[1] != falsified))
            {
                continue;
            }

            if (literals[0] == falsified)
            {
                (literals[0], literals[1]) = (literals[1], literals[0]);
            }

            if (_values[literals[0]] <= 0 && Replacement(literals) is var next and > 0)
            {
                (literals[1], literals[next]) = (literals[next], literals[1]);
                (clauses.IsNeeded(clause) ? _needed : _others)[literals[1]].Add(clause, literals[0]);
                continue;
            }

            if (!isNeeded && clauses.IsNeeded(clause))
            {
                _needed[falsified].Add(clause, literals[0]);
            }
            else
            {
                watches[kept++] = (clause, literals[0]);
            }

            if (_values[literals[0]] < 0)
            {
                conflict = clause;
            }
            else if (_values[literals[0]] == 0)
            {
                Assign(literals[0], clause);
            }
        }

        list.Count = kept;
        return conflict;
    }

    private int Replacement(Span<int> literals)
    {
        for (var i = 2; i < literals.Length; i++)
        {
            if (_values[literals[i]] >= 0)
            {
                return i;
            }
        }

        return 0;
    }

    // Watches two literals that are not false, or else became false last.
    private void Watch(int clause)
    {
        var literals = clauses.Literals(clause);
        for (var slot = 0; slot < Math.Min(2, literals.Length); slot++)
        {
            var best = slot;
            for (var i = slot + 1; i < literals.Length; i++)
            {
                if (Rank(literals[i]) > Rank(literals[best]))
                {
                    best = i;
                }
            }

            (literals[slot], literals[best]) = (literals[best], literals[slot]);
        }

        if (literals.Length >= 2)
        {
            var lists = clauses.IsNeeded(clause) ? _needed : _others;
            lists[literals[0]].Add(clause, literals[1]);
            lists[literals[1]].Add(clause, literals[0]);
        }
    }

    private int Rank(int literal) => _values[literal] switch
    {
        > 0 => int.MaxValue,
        0 => int.MaxValue - 1,
        _ => _positions[literal >> 1],
    };

    private struct Watches
    {
        public (int Clause, int Blocker)[]? Items;
        public int Count;

        public void Add(int clause, int blocker)
        {
            if (Items is null || Count == Items.Length)
            {
                Array.Resize(ref Items, Math.Max(4, 2 * Count));
            }

            Items[Count++] = (clause, blocker);
        }
    }

    private void Assign(int literal, int reason)
    {
        _values[literal] = 1;
        _values[literal ^ 1] = -1;
        _reasons[literal >> 1] = reason;
        _positions[literal >> 1] = _count;
        _trail[_count++] = literal;
    }
}
