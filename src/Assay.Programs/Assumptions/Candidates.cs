namespace Assay.Programs.Assumptions;

/// <summary>A formula with where it is true, before it is put together.</summary>
/// <param name="Truth">Where it is true.</param>
/// <param name="Cost">How hard it is to read.</param>
/// <param name="Left">One part, or null for an atom.</param>
/// <param name="Right">The other part, or null for an atom.</param>
/// <param name="Atom">The number of the atom.</param>
/// <param name="IsAnd">How the parts are joined.</param>
internal sealed record Candidate(TruthVector Truth, int Cost, Candidate? Left, Candidate? Right, int Atom, bool IsAnd)
{
    /// <summary>The formula.</summary>
    public Formula ToFormula(IReadOnlyList<FormulaAtom> atoms) => Left is null
        ? new AtomFormula(Atom, atoms[Atom].Text, atoms[Atom].Cost)
        : Formula.Join([Left.ToFormula(atoms), Right!.ToFormula(atoms)], IsAnd);
}

/// <summary>All formulas of few atoms, each meaning once, in its cheapest form.</summary>
internal sealed class Candidates
{
    // Level 3 joins each pair with each atom; beyond this many joins it is left out.
    private const long MostTriples = 6_000_000;
    private const int MostKept = 60_000;

    private readonly Dictionary<TruthVector, Candidate> _known = [];
    private readonly List<Candidate>[] _levels = [[], [], []];
    private readonly CancellationToken _cancellation;

    /// <param name="atoms">The atoms, of which those that are alike count once.</param>
    /// <param name="cancellation">Cancels.</param>
    public Candidates(IReadOnlyList<FormulaAtom> atoms, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        foreach (var i in Enumerable.Range(0, atoms.Count).OrderBy(i => atoms[i].Cost).ThenBy(i => atoms[i].Text.Length).ThenBy(i => atoms[i].Text, StringComparer.Ordinal))
        {
            if (!atoms[i].Truth.IsNowhere && !atoms[i].Truth.IsEverywhere)
            {
                Add(0, new Candidate(atoms[i].Truth, atoms[i].Cost, null, null, i, false));
            }
        }
    }

    /// <summary>The least cost of an atom.</summary>
    public int CheapestAtom => _levels[0].Count == 0 ? 1 : _levels[0].Min(candidate => candidate.Cost);

    /// <summary>All candidates so far.</summary>
    public IEnumerable<Candidate> All => _levels.SelectMany(level => level);

    /// <summary>The single atoms.</summary>
    public IReadOnlyList<Candidate> Atoms => _levels[0];

    /// <summary>Adds all pairs of atoms.</summary>
    public void AddPairs()
    {
        var atoms = _levels[0];
        for (var i = 0; i < atoms.Count; i++)
        {
            _cancellation.ThrowIfCancellationRequested();
            for (var j = 0; j < i; j++)
            {
                Join(1, atoms[j], atoms[i], isAnd: true);
                Join(1, atoms[j], atoms[i], isAnd: false);
            }
        }
    }

    /// <summary>
    /// Adds joins of a pair and an atom that are of use as parts: conjunctions that avoid the unwanted points and
    /// disjunctions that cover the wanted ones, where neither part does so alone.
    /// </summary>
    /// <param name="wanted">Where the formula that is sought is true.</param>
    /// <param name="unwanted">Where it is false.</param>
    public void AddTriples(TruthVector wanted, TruthVector unwanted)
    {
        if ((long)_levels[1].Count * _levels[0].Count > MostTriples)
        {
            return;
        }

        List<Candidate> meeting = [.. _levels[0].Where(atom => atom.Truth.Meets(unwanted))];
        List<Candidate> missing = [.. _levels[0].Where(atom => !wanted.Implies(atom.Truth))];
        foreach (var pair in _levels[1])
        {
            _cancellation.ThrowIfCancellationRequested();
            if (pair.Truth.Meets(unwanted))
            {
                foreach (var atom in meeting.Where(atom => !atom.Truth.Meets(pair.Truth, unwanted) && atom.Truth.Meets(pair.Truth, wanted)))
                {
                    Join(2, pair, atom, isAnd: true);
                }
            }

            if (!wanted.Implies(pair.Truth))
            {
                foreach (var atom in missing.Where(atom => wanted.Implies(pair.Truth, atom.Truth) && !unwanted.Implies(pair.Truth, atom.Truth)))
                {
                    Join(2, pair, atom, isAnd: false);
                }
            }
        }
    }

    private void Join(int level, Candidate a, Candidate b, bool isAnd)
    {
        var truth = isAnd ? a.Truth & b.Truth : a.Truth | b.Truth;
        if (_levels[level].Count < MostKept && !truth.IsNowhere && !truth.IsEverywhere)
        {
            Add(level, new Candidate(truth, a.Cost + b.Cost, a, b, -1, isAnd));
        }
    }

    private void Add(int level, Candidate candidate)
    {
        if (!_known.TryGetValue(candidate.Truth, out var known))
        {
            _known[candidate.Truth] = candidate;
            _levels[level].Add(candidate);
        }
        else if (candidate.Cost < known.Cost)
        {
            // Dearer forms stay in their level; they lose wherever both would do.
            _known[candidate.Truth] = candidate;
            _levels[level].Add(candidate);
        }
    }
}
