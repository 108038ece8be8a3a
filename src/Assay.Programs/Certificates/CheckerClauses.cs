namespace Assay.Programs.Certificates;

/// <summary>
/// The clauses of a proof checker, those of the formula and those that were added. Literals are twice the variable, plus
/// one when negated; tautologies and repeated literals are kept out of propagation by being normalised here.
/// </summary>
internal sealed class CheckerClauses
{
    private int[] _literals = new int[1 << 10];
    private int _end;
    private Place[] _places = new Place[1 << 8];

    // Clauses by the sum of their literals, chained: the latest of each sum, and the one before each clause.
    private readonly Dictionary<ulong, int> _latest = [];

    // Variables as they are counted here: a single great number must not cost memory for all below it.
    private readonly Dictionary<int, int> _variables = [];
    private int _dense;
    private int[] _stamps = new int[1 << 8];
    private int _stamp;

    public int Count { get; private set; }

    /// <summary>Numbers the variables anew, in the order in which they come, where they leave most numbers out.</summary>
    /// <param name="greatest">The greatest variable.</param>
    /// <param name="literals">How many literals there are in all.</param>
    /// <returns>The greatest variable from now on.</returns>
    public int Renumber(int greatest, long literals)
    {
        _dense = greatest <= Math.Max(1 << 16, 4 * literals) ? greatest : 0;
        return _dense > 0 ? greatest : (int)literals;
    }

    /// <summary>Adds a clause in DIMACS numbers.</summary>
    /// <returns>Its number.</returns>
    public int Add(ReadOnlySpan<int> clause)
    {
        if (_end + clause.Length > _literals.Length)
        {
            Array.Resize(ref _literals, Math.Max(_end + clause.Length, 2 * _literals.Length));
        }

        var start = _end;
        var isTautology = false;
        _stamp++;
        foreach (var number in clause)
        {
            var literal = Encode(number);
            if (Stamp(literal))
            {
                isTautology |= IsStamped(literal ^ 1);
                _literals[_end++] = literal;
            }
        }

        if (Count == _places.Length)
        {
            Array.Resize(ref _places, 2 * Count);
        }

        var length = _end - start;
        var hash = Hash(_literals.AsSpan(start, length));
        _places[Count] = new Place
        {
            Start = start,
            Length = length,
            Pivot = length > 0 ? _literals[start] : -1,
            IsActive = true,
            IsTautology = isTautology,
            Before = _latest.GetValueOrDefault(hash, -1),
        };
        _latest[hash] = Count;
        return Count++;
    }

    /// <summary>The last active clause with these literals in any order, or -1.</summary>
    public int Find(ReadOnlySpan<int> clause)
    {
        List<int> literals = [];
        _stamp++;
        foreach (var number in clause)
        {
            var literal = Encode(number);
            if (Stamp(literal))
            {
                literals.Add(literal);
            }
        }

        var hash = Hash(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(literals));
        var found = _latest.GetValueOrDefault(hash, -1);
        while (found >= 0 && !(IsActive(found) && Length(found) == literals.Count && AllStamped(found)))
        {
            found = _places[found].Before;
        }

        return found;
    }

    public Span<int> Literals(int clause) => _literals.AsSpan(_places[clause].Start, _places[clause].Length);

    public int Length(int clause) => _places[clause].Length;

    /// <summary>The literal that came first.</summary>
    public int Pivot(int clause) => _places[clause].Pivot;

    public bool IsActive(int clause) => _places[clause].IsActive;

    public bool IsNeeded(int clause) => _places[clause].IsNeeded;

    public bool IsTautology(int clause) => _places[clause].IsTautology;

    public void SetActive(int clause, bool active) => _places[clause].IsActive = active;

    public void SetNeeded(int clause) => _places[clause].IsNeeded = true;

    private int Encode(int number)
    {
        var variable = Math.Abs(number);
        if (_dense == 0)
        {
            ref var known = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_variables, variable, out var isKnown);
            variable = known = isKnown ? known : _variables.Count;
        }

        return (2 * variable) + (number > 0 ? 0 : 1);
    }

    // The same for every order of the literals.
    private static ulong Hash(ReadOnlySpan<int> literals)
    {
        var sum = (ulong)literals.Length;
        foreach (var literal in literals)
        {
            var mixed = (ulong)(uint)literal * 0x9E37_79B9_7F4A_7C15;
            sum += mixed ^ (mixed >> 32);
        }

        return sum;
    }

    // Literals of the clause at hand carry its stamp.
    private bool Stamp(int literal)
    {
        if (literal >= _stamps.Length)
        {
            Array.Resize(ref _stamps, Math.Max(literal + 1, 2 * _stamps.Length));
        }

        var isNew = _stamps[literal] != _stamp;
        _stamps[literal] = _stamp;
        return isNew;
    }

    private bool IsStamped(int literal) => literal < _stamps.Length && _stamps[literal] == _stamp;

    private bool AllStamped(int clause)
    {
        foreach (var literal in Literals(clause))
        {
            if (!IsStamped(literal))
            {
                return false;
            }
        }

        return true;
    }

    private struct Place
    {
        public int Start;
        public int Length;
        public int Pivot;
        public int Before;
        public bool IsActive;
        public bool IsNeeded;
        public bool IsTautology;
    }
}
