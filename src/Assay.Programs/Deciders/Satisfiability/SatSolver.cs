using System.Runtime.InteropServices;

namespace Assay.Programs.Deciders.Satisfiability;

/// <summary>What a search for a model ended with.</summary>
internal enum SatAnswer
{
    /// <summary>The limit on conflicts was reached.</summary>
    Unknown,
    Satisfiable,
    Unsatisfiable,
}

/// <summary>
/// Decides clauses by conflict-driven clause learning (Marques-Silva and Sakallah, 1996) with two watched literals and
/// activities (Moskewicz et al., 2001), restarts and clause quality by the number of decision levels in a clause (LBD;
/// Audemard and Simon, 2009), minimised clauses (Soerensson and Biere, 2009), vivification between restarts and saved phases. Works incrementally under
/// assumptions (Een and Soerensson, 2003). Every learned clause goes to the proof log; each follows by unit propagation.
/// Literals are twice the variable, plus one when negated.
/// </summary>
/// <param name="proof">Receives each learned clause, and what is forgotten.</param>
/// <param name="reduceEvery">After how many conflicts, at first, half of the learned clauses are forgotten and others made shorter.</param>
internal sealed partial class SatSolver(ProofLog proof, int reduceEvery = 2000)
{
    private const int Header = 2;
    private const int NoReason = 0;

    private int _variables;
    private sbyte[] _values = [];
    private int[] _levels = [];
    private int[] _reasons = [];
    private bool[] _phases = [];
    private bool[] _seen = [];
    private WatchList[] _watches = [];
    private int[] _trail = [];
    private int _trailCount;
    private int _propagated;
    private readonly List<int> _levelStarts = [];

    public long Conflicts { get; private set; }

    public long Propagations { get; private set; }

    /// <summary>A measure of work that is the same on every machine: conflicts, and propagations at 200 to a conflict.</summary>
    public long Effort => Conflicts + (Propagations / 200);

    /// <summary>Whether the clauses contradict each other without any assumption.</summary>
    public bool IsContradictory { get; private set; }

    private int Level => _levelStarts.Count;

    /// <summary>Makes room for variables up to a number.</summary>
    public void Reserve(int variables)
    {
        if (variables <= _variables)
        {
            return;
        }

        if (variables > _levels.Length)
        {
            var room = Math.Max(variables, 2 * _levels.Length);
            Array.Resize(ref _values, 2 * room);
            Array.Resize(ref _levels, room);
            Array.Resize(ref _reasons, room);
            Array.Resize(ref _phases, room);
            Array.Resize(ref _seen, room);
            Array.Resize(ref _watches, 2 * room);
            Array.Resize(ref _trail, room);
            _heap.Reserve(room);
        }

        _variables = variables;
    }

    /// <summary>The value of a literal: positive when true, negative when false, zero when open.</summary>
    public sbyte ValueOf(int literal) => _values[literal];

    /// <summary>The polarity that a variable is tried with first.</summary>
    public void Prefer(int literal) => _phases[literal >> 1] = (literal & 1) == 0;

    /// <summary>Adds a clause of the problem, or one that has already been logged.</summary>
    public void Add(ReadOnlySpan<int> clause)
    {
        Backtrack(0);
        Span<int> kept = clause.Length <= 16 ? stackalloc int[clause.Length] : new int[clause.Length];
        var count = 0;
        foreach (var literal in clause)
        {
            var value = _values[literal];
            if (value > 0)
            {
                return;
            }

            if (value == 0)
            {
                kept[count++] = literal;
            }
        }

        kept = kept[..count];
        if (count < clause.Length)
        {
            proof.Add(kept);
        }

        if (count == 0)
        {
            IsContradictory = true;
        }
        else if (count == 1)
        {
            Assign(kept[0], NoReason);
            PropagateAtRoot();
        }
        else
        {
            Attach(kept, lbd: 0);
        }
    }

    // Conflicts at level 0 are final.
    private void PropagateAtRoot()
    {
        if (Propagate() && !IsContradictory)
        {
            IsContradictory = true;
            proof.Add([]);
        }
    }

    private void Assign(int literal, int reason)
    {
        _values[literal] = 1;
        _values[literal ^ 1] = -1;
        var variable = literal >> 1;
        _levels[variable] = _levelStarts.Count;
        _reasons[variable] = reason;
        _trail[_trailCount++] = literal;
    }

    private void Backtrack(int level)
    {
        if (Level <= level)
        {
            return;
        }

        var start = _levelStarts[level];
        for (var i = _trailCount - 1; i >= start; i--)
        {
            var literal = _trail[i];
            _values[literal] = _values[literal ^ 1] = 0;
            _phases[literal >> 1] = (literal & 1) == 0;
            _heap.Reinsert(literal >> 1);
        }

        _trailCount = _propagated = start;
        CollectionsMarshal.SetCount(_levelStarts, level);
    }

    /// <summary>A clause that watches a literal. A binary clause stands in its blocker alone and has a negative place.</summary>
    private readonly record struct Watch(int Clause, int Blocker);

    private struct WatchList
    {
        public Watch[]? Items;
        public int Count;

        public void Add(Watch watch)
        {
            if (Items is null || Count == Items.Length)
            {
                Array.Resize(ref Items, Math.Max(4, 2 * Count));
            }

            Items[Count++] = watch;
        }
    }
}
