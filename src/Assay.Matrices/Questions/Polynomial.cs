using System.Collections.Immutable;
using System.Numerics;

namespace Assay.Matrices.Questions;

/// <summary>A polynomial with whole coefficients, in variables that commute.</summary>
internal sealed class Polynomial : IEquatable<Polynomial>
{
    private const int MostTerms = 20_000;
    private const long MostProducts = 2_000_000;
    private const long MostBits = 1_000_000;
    private const long MostBitsOfProducts = 1L << 30;

    // A monomial is the sorted list of its variables, each as often as its power; as text, so that it can be a key.
    private readonly ImmutableSortedDictionary<string, BigInteger> _terms;

    private Polynomial(ImmutableSortedDictionary<string, BigInteger> terms) => _terms = terms;

    /// <summary>Zero.</summary>
    public static Polynomial Zero { get; } = new(ImmutableSortedDictionary.Create<string, BigInteger>(StringComparer.Ordinal));

    /// <summary>Whether it is zero.</summary>
    public bool IsZero => _terms.IsEmpty;

    /// <summary>A number.</summary>
    public static Polynomial Of(BigInteger number) => number.IsZero ? Zero : new(Zero._terms.Add("", number));

    /// <summary>A variable.</summary>
    public static Polynomial Variable(string name) => new(Zero._terms.Add(name, BigInteger.One));

    /// <summary>Sum.</summary>
    public static Polynomial operator +(Polynomial left, Polynomial right)
    {
        var terms = left._terms.ToBuilder();
        foreach (var (monomial, coefficient) in right._terms)
        {
            Add(terms, monomial, coefficient);
        }

        return new(terms.ToImmutable());
    }

    /// <summary>Negation.</summary>
    public static Polynomial operator -(Polynomial one) => Of(BigInteger.MinusOne) * one;

    /// <summary>Difference.</summary>
    public static Polynomial operator -(Polynomial left, Polynomial right) => left + -right;

    /// <summary>Product.</summary>
    /// <exception cref="NotSupportedException">It has too many terms.</exception>
    public static Polynomial operator *(Polynomial left, Polynomial right)
    {
        if ((long)left._terms.Count * right._terms.Count > MostProducts)
        {
            throw new NotSupportedException($"A product of polynomials has more than {MostProducts} terms.");
        }

        var bits = left.MostBitsOfCoefficients() + right.MostBitsOfCoefficients();
        if (bits > MostBits || bits * left._terms.Count * right._terms.Count > MostBitsOfProducts)
        {
            throw new NotSupportedException($"A product of polynomials has coefficients of {bits} bits.");
        }

        var terms = Zero._terms.ToBuilder();
        foreach (var (monomial, coefficient) in left._terms)
        {
            foreach (var (other, factor) in right._terms)
            {
                Add(terms, Join(monomial, other), coefficient * factor);
            }

            if (terms.Count > MostTerms)
            {
                throw new NotSupportedException($"A polynomial has more than {MostTerms} terms.");
            }
        }

        return new(terms.ToImmutable());
    }

    /// <summary>The determinant of a square matrix, by its first row.</summary>
    public static Polynomial Determinant(IReadOnlyList<Polynomial> entries, int size)
    {
        if (size == 0)
        {
            return Of(BigInteger.One);
        }

        var sum = Zero;
        for (var column = 0; column < size; column++)
        {
            var term = entries[column] * Determinant(Minor(entries, size, 0, column), size - 1);
            sum = column % 2 == 0 ? sum + term : sum - term;
        }

        return sum;
    }

    /// <summary>The matrix without a row and a column.</summary>
    public static List<Polynomial> Minor(IReadOnlyList<Polynomial> entries, int size, int row, int column) =>
        [.. entries.Where((_, i) => i / size != row && i % size != column)];

    /// <summary>The polynomial with a positive first coefficient: zero exactly where this one is.</summary>
    public Polynomial WithSign() => IsZero || _terms.First().Value.Sign > 0 ? this : -this;

    /// <inheritdoc/>
    public bool Equals(Polynomial? other) => other is not null && (this - other).IsZero;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Polynomial);

    /// <inheritdoc/>
    public override int GetHashCode() => _terms.Aggregate(0, (hash, term) => HashCode.Combine(hash, term.Key, term.Value));

    private long MostBitsOfCoefficients() => _terms.Values.Select(coefficient => (long)coefficient.GetBitLength()).DefaultIfEmpty(0).Max();

    private static void Add(ImmutableSortedDictionary<string, BigInteger>.Builder terms, string monomial, BigInteger coefficient)
    {
        var sum = terms.GetValueOrDefault(monomial) + coefficient;
        if (sum.IsZero)
        {
            terms.Remove(monomial);
        }
        else
        {
            terms[monomial] = sum;
        }
    }

    private static string Join(string left, string right) => left.Length == 0 ? right : right.Length == 0 ? left
        : string.Join(' ', left.Split(' ').Concat(right.Split(' ')).Order(StringComparer.Ordinal));
}
