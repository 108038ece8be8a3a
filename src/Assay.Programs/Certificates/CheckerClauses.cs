using System.Runtime.InteropServices;

namespace Assay.Programs.Certificates;

/// <summary>
/// The clauses of a proof checker, those of the formula and those that were added. Literals are twice the variable, plus
/// one when negated; tautologies and repeated literals are kept out of propagation by being normalised here.
/// </summary>
internal sealed class CheckerClauses
{
    private readonly List<int> _literals = [];
    private readonly List<Place> _places = [];
    private readonly Dictionary<ulong, List<int>> _byHash = [];

    public int Count => _places.Count;

    /// <summary>Adds a clause in DIMACS numbers.</summary>
    /// <returns>Its number.</returns>
    public int Add(ReadOnlySpan<int> clause)
    {
        var start = _literals.Count;
        var isTautology = false;
        foreach (var number in clause)
        {
            var literal = Encode(number);
            var before = CollectionsMarshal.AsSpan(_literals)[start..];
            isTautology |= before.Contains(literal ^ 1);
            if (!before.Contains(literal))
            {
                _literals.Add(literal);
            }
        }

        var length = _literals.Count - start;
        _places.Add(new Place { Start = start, Length = length, Pivot = length > 0 ? _literals[start] : -1, IsActive = true, IsTautology = isTautology });
        var hash = Hash(CollectionsMarshal.AsSpan(_literals)[start..]);
        ref var same = ref CollectionsMarshal.GetValueRefOrAddDefault(_byHash, hash, out _);
        (same ??= []).Add(_places.Count - 1);
        return _places.Count - 1;
    }

    /// <summary>The last active clause with these literals in any order, or -1.</summary>
    public int Find(ReadOnlySpan<int> clause)
    {
        List<int> literals = [];
        foreach (var number in clause)
        {
            if (!literals.Contains(Encode(number)))
            {
                literals.Add(Encode(number));
            }
        }

        if (_byHash.TryGetValue(Hash(CollectionsMarshal.AsSpan(literals)), out var same))
        {
            for (var i = same.Count - 1; i >= 0; i--)
            {
                if (IsActive(same[i]) && Length(same[i]) == literals.Count && Contains(same[i], literals))
                {
                    return same[i];
                }
            }
        }

        return -1;
    }

    public Span<int> Literals(int clause)
    {
        var place = _places[clause];
        return CollectionsMarshal.AsSpan(_literals).Slice(place.Start, place.Length);
    }

    public int Length(int clause) => _places[clause].Length;

    /// <summary>The literal that came first.</summary>
    public int Pivot(int clause) => _places[clause].Pivot;

    public bool IsActive(int clause) => _places[clause].IsActive;

    public bool IsNeeded(int clause) => _places[clause].IsNeeded;

    public bool IsTautology(int clause) => _places[clause].IsTautology;

    public void SetActive(int clause, bool active) => CollectionsMarshal.AsSpan(_places)[clause].IsActive = active;

    public void SetNeeded(int clause) => CollectionsMarshal.AsSpan(_places)[clause].IsNeeded = true;

    private static int Encode(int number) => number > 0 ? 2 * number : (-2 * number) + 1;

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

    private bool Contains(int clause, List<int> literals)
    {
        foreach (var literal in Literals(clause))
        {
            if (!literals.Contains(literal))
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
        public bool IsActive;
        public bool IsNeeded;
        public bool IsTautology;
    }
}
