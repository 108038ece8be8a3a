namespace Assay.Programs.Assumptions;

/// <summary>
/// Finds the smallest formula over given atoms that is true on some points and false on others. It knows nothing of what
/// atoms mean. Formulas of up to three atoms are tried all; longer ones are found as a disjunction of small formulas that
/// imply the goal, or a conjunction of small ones that it implies, by weighted set cover.
/// </summary>
/// <param name="atoms">The atoms, on the same points.</param>
/// <param name="cancellation">Cancels.</param>
internal sealed class FormulaSearch(IReadOnlyList<FormulaAtom> atoms, CancellationToken cancellation = default)
{
    private const int MostParts = 4;
    private const int WorthReading = 10;
    private const int MostWeighed = 400;
    private const int MostCost = 70;

    /// <summary>The smallest formula that is true on all points of <paramref name="on"/> and false on all of <paramref name="off"/>.</summary>
    /// <param name="on">Where it must be true; not empty.</param>
    /// <param name="off">Where it must be false; not empty.</param>
    /// <returns>Null when none was found.</returns>
    public Formula? Smallest(TruthVector on, TruthVector off)
    {
        var (cared, wanted, unwanted) = Cared(on, off);
        var candidates = new Candidates(cared, cancellation);
        var cheapest = candidates.CheapestAtom;
        var best = Best(candidates, wanted, unwanted);
        if (best is null || best.Cost > 2 * cheapest)
        {
            candidates.AddPairs();
            best = Best(candidates, wanted, unwanted);
        }

        if (best is null || best.Cost > 3 * cheapest)
        {
            candidates.AddTriples(wanted, unwanted);
            best = Best(candidates, wanted, unwanted);
        }

        return best is not null && best.Cost <= 3 * cheapest ? best : Longer(candidates, wanted, unwanted, best);
    }

    /// <summary>A formula that is false on all of <paramref name="off"/> and true on as much of <paramref name="on"/> as few parts can be.</summary>
    /// <param name="on">Where it should be true.</param>
    /// <param name="off">Where it must be false.</param>
    /// <param name="weights">How much each point counts.</param>
    /// <param name="refused">Texts that may be no part of it.</param>
    /// <returns>Null when no formula is true on any point.</returns>
    public Formula? Widest(TruthVector on, TruthVector off, IReadOnlyList<long> weights, IReadOnlySet<string> refused)
    {
        var candidates = new Candidates(atoms, cancellation);
        candidates.AddPairs();
        List<Candidate> safe = [.. candidates.All.Where(candidate => !candidate.Truth.Meets(off) && (refused.Count == 0 || !refused.Contains(candidate.ToFormula(atoms).Text)))];
        var all = Weight(on);
        List<Formula> parts = [];
        var left = on;
        while (parts.Count < MostParts - 1)
        {
            // Another part has to be worth reading it, and a little more truth is not worth a longer text.
            var near = left;
            List<(long Gain, Candidate Candidate)> gains = [.. safe
                .OrderByDescending(candidate => (candidate.Truth & near).Count).ThenBy(candidate => candidate.Cost).Take(MostWeighed)
                .Select(candidate => (Weight(candidate.Truth & near), candidate))];
            var most = gains.Count == 0 ? 0 : gains.Max(pair => pair.Gain);
            if (most == 0 || (parts.Count > 0 && most * WorthReading < all))
            {
                break;
            }

            var best = gains.Where(pair => pair.Gain * 10 >= most * 9).OrderBy(pair => pair.Candidate.Cost).ThenByDescending(pair => pair.Gain)
                .First().Candidate;

            if (parts.Count > 0 && parts.Sum(part => part.Cost) + best.Cost > MostCost)
            {
                break;
            }

            parts.Add(best.ToFormula(atoms));
            left -= best.Truth;
        }

        return parts.Count == 0 ? null : Formula.Join(parts, isAnd: false);

        long Weight(TruthVector truth) => truth.Points().Sum(point => weights[point]);
    }

    // Points that do not matter are left out, so that atoms that differ only there become one.
    private (IReadOnlyList<FormulaAtom> Atoms, TruthVector On, TruthVector Off) Cared(TruthVector on, TruthVector off)
    {
        List<int> points = [.. (on | off).Points()];
        return points.Count == on.Length ? (atoms, on, off)
            : ([.. atoms.Select(atom => atom with { Truth = atom.Truth.At(points) })], on.At(points), off.At(points));
    }

    private Formula? Best(Candidates candidates, TruthVector on, TruthVector off)
    {
        List<Candidate> exact = [.. candidates.All.Where(candidate => on.Implies(candidate.Truth) && !candidate.Truth.Meets(off))];
        return exact.Count == 0 ? null : Least(exact.Where(candidate => candidate.Cost == exact.Min(other => other.Cost)).Select(candidate => candidate.ToFormula(atoms)));
    }

    private Formula? Longer(Candidates candidates, TruthVector on, TruthVector off, Formula? best)
    {
        var bound = best?.Cost ?? int.MaxValue;
        List<Candidate> below = [.. candidates.All.Where(candidate => !candidate.Truth.Meets(off))];
        var or = new MinimumCover([.. below.Select(candidate => (candidate.Truth, candidate.Cost))], on, MostParts).Find(bound, cancellation);

        // A conjunction has to cut off every unwanted point: what its parts exclude must cover these.
        List<Candidate> above = [.. candidates.All.Where(candidate => on.Implies(candidate.Truth))];
        var and = new MinimumCover([.. above.Select(candidate => (off - candidate.Truth, candidate.Cost))], off, MostParts).Find(bound, cancellation);
        List<Formula> found = best is null ? [] : [best];
        if (or is not null)
        {
            found.Add(Formula.Join(or.Select(i => below[i].ToFormula(atoms)), isAnd: false));
        }

        if (and is not null)
        {
            found.Add(Formula.Join(and.Select(i => above[i].ToFormula(atoms)), isAnd: true));
        }

        return found.Count == 0 ? null : Least(found);
    }

    private static Formula Least(IEnumerable<Formula> formulas) => formulas.Aggregate((a, b) => Formula.Compare(a, b) <= 0 ? a : b);
}
