namespace Assay.Programs.Certificates;

/// <summary>What a checker says about a proof.</summary>
/// <param name="IsAccepted">Whether the formula is refuted.</param>
/// <param name="Complaint">Else why the proof is rejected, with its line.</param>
/// <param name="Lemmas">How many added clauses the refutation needs.</param>
/// <param name="Needed">Whether each step of the proof is needed.</param>
internal sealed record DratVerdict(bool IsAccepted, string Complaint, int Lemmas, bool[] Needed);

/// <summary>
/// Checks DRAT proofs backward (Goldberg and Novikov, 2003; Wetzler, Heule, Hunt, 2014): all steps are replayed up to the
/// first conflict, then every clause that takes part in it is checked against those before it, from the last to the
/// first. Propagation prefers clauses that are needed already. Shares nothing with the solver.
/// </summary>
internal sealed class DratChecker
{
    private readonly Cnf _formula;
    private readonly CancellationToken _cancellation;
    private readonly CheckerClauses _clauses;
    private readonly UnitPropagation _units;

    public DratChecker(Cnf formula, CancellationToken cancellation = default)
    {
        (_formula, _cancellation) = (formula, cancellation);
        _clauses = new CheckerClauses();
        _units = new UnitPropagation(_clauses);
    }

    /// <summary>Checks a proof. A checker is used once.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public DratVerdict Check(DratProof proof)
    {
        var needed = new bool[proof.Count];
        var (variables, literals) = (1, 0L);
        for (var i = 0; i < _formula.Count + proof.Count; i++)
        {
            var clause = i < _formula.Count ? _formula[i] : proof.Clause(i - _formula.Count);
            literals += clause.Length;
            foreach (var literal in clause)
            {
                variables = Math.Max(variables, Math.Abs(literal));
            }
        }

        _units.Reserve(_clauses.Renumber(variables, literals));
        for (var i = 0; i < _formula.Count; i++)
        {
            if (Append(_formula[i]))
            {
                return new DratVerdict(true, string.Empty, 0, needed);
            }
        }

        // The clause of each step: added, deleted, or -1 where a deletion is passed over.
        var steps = new int[proof.Count];
        var (last, complaint) = Forward(proof, steps);
        if (complaint is not null)
        {
            return new DratVerdict(false, complaint, 0, needed);
        }

        return Backward(proof, steps, last, needed);
    }

    // Adds a clause; true when that is a conflict already.
    private bool Append(ReadOnlySpan<int> literals)
    {
        var conflict = _units.Attach(_clauses.Add(literals));
        if (conflict < 0)
        {
            conflict = _units.Propagate();
        }

        if (conflict < 0)
        {
            return false;
        }

        _units.MarkNeeded(conflict);
        return true;
    }

    private (int Last, string? Complaint) Forward(DratProof proof, int[] steps)
    {
        for (var step = 0; step < proof.Count; step++)
        {
            if ((step & 1023) == 0)
            {
                _cancellation.ThrowIfCancellationRequested();
            }

            if (proof.IsDeletion(step))
            {
                var clause = _clauses.Find(proof.Clause(step));
                if (clause < 0)
                {
                    return (step, $"line {proof.Line(step)}: the clause {Text(proof.Clause(step))} that is deleted is not there");
                }

                // What forces a value stays, as every checker of the format has it.
                steps[step] = _units.IsReason(clause) || _clauses.Length(clause) < 2 ? -1 : clause;
                if (steps[step] >= 0)
                {
                    _clauses.SetActive(clause, false);
                }
            }
            else
            {
                steps[step] = _clauses.Count;
                if (Append(proof.Clause(step)))
                {
                    return (step, null);
                }
            }
        }

        return (proof.Count - 1, proof.Count == 0
            ? "the proof is empty and the formula shows no conflict"
            : $"line {proof.Line(proof.Count - 1)}: the proof ends before the clauses contradict each other");
    }

    private DratVerdict Backward(DratProof proof, int[] steps, int last, bool[] needed)
    {
        var lemmas = 0;
        for (var step = last; step >= 0; step--)
        {
            if ((step & 127) == 0)
            {
                _cancellation.ThrowIfCancellationRequested();
            }

            var clause = steps[step];
            if (proof.IsDeletion(step))
            {
                if (clause >= 0)
                {
                    _units.Reactivate(clause);
                }

                continue;
            }

            _units.Retract(clause);
            if (_clauses.IsNeeded(clause))
            {
                needed[step] = true;
                lemmas++;
                if (!Follows(clause))
                {
                    return new DratVerdict(false, $"line {proof.Line(step)}: the clause {Text(proof.Clause(step))} does not follow", lemmas, needed);
                }
            }
        }

        return new DratVerdict(true, string.Empty, lemmas, needed);
    }

    // Reverse unit propagation, then resolution with all clauses that have the negated pivot.
    private bool Follows(int clause)
    {
        var root = _units.Mark;
        var conflict = _units.Refute(_clauses.Literals(clause));
        var follows = conflict is not null || IsResolutionAsymmetric(clause);
        _units.Undo(root);
        return follows;
    }

    private bool IsResolutionAsymmetric(int clause)
    {
        if (_clauses.Length(clause) == 0)
        {
            return false;
        }

        var pivot = _clauses.Pivot(clause);
        var level = _units.Mark;
        for (var other = 0; other < _clauses.Count; other++)
        {
            if (!_clauses.IsActive(other) || !_clauses.Literals(other).Contains(pivot ^ 1))
            {
                continue;
            }

            _clauses.SetNeeded(other);
            var conflict = _units.Refute(_clauses.Literals(other), except: pivot ^ 1);
            _units.Undo(level);
            if (conflict is null)
            {
                return false;
            }
        }

        return true;
    }

    private static string Text(ReadOnlySpan<int> clause) => $"({string.Join(' ', clause[..Math.Min(8, clause.Length)].ToArray())}{(clause.Length > 8 ? " ..." : string.Empty)})";
}
