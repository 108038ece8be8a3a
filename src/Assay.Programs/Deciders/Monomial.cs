namespace Assay.Programs.Deciders;

/// <summary>A product of powers of atoms, atoms in ascending order.</summary>
internal readonly struct Monomial(params (int Atom, int Power)[] factors) : IEquatable<Monomial>
{
    private readonly (int Atom, int Power)[] _factors = factors;

    public ReadOnlySpan<(int Atom, int Power)> Factors => _factors;

    /// <summary>The sum of all powers.</summary>
    public int Degree => _factors?.Sum(factor => factor.Power) ?? 0;

    public bool IsOne => _factors is null or { Length: 0 };

    public static Monomial operator *(Monomial a, Monomial b)
    {
        var powers = new SortedDictionary<int, int>();
        foreach (var (atom, power) in (IEnumerable<(int, int)>)[.. a.Factors, .. b.Factors])
        {
            powers[atom] = powers.GetValueOrDefault(atom) + power;
        }

        return new Monomial([.. powers.Select(pair => (pair.Key, pair.Value))]);
    }

    public bool Equals(Monomial other) => Factors.SequenceEqual(other.Factors);

    public override bool Equals(object? obj) => obj is Monomial other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var factor in Factors)
        {
            hash.Add(factor);
        }

        return hash.ToHashCode();
    }
}
