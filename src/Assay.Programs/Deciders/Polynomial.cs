using System.Numerics;

namespace Assay.Programs.Deciders;

/// <summary>A polynomial with integer coefficients in atoms, as a sum of monomials.</summary>
internal sealed class Polynomial
{
    /// <summary>Sums longer than this are not worked out.</summary>
    public const int MostMonomials = 20_000;

    // Powers beyond this neither occur in programs that people write nor fit the tables.
    private const int MostDegree = 256;
    private const int LongestCoefficient = 4096;

    private readonly Dictionary<Monomial, BigInteger> _sum = [];

    public static Polynomial Constant(BigInteger value) => Single(new Monomial(), value);

    public static Polynomial Atom(int atom) => Single(new Monomial((atom, 1)), BigInteger.One);

    public IReadOnlyDictionary<Monomial, BigInteger> Sum => _sum;

    public bool IsZero => _sum.Count == 0;

    private int Degree => _sum.Keys.Select(monomial => monomial.Degree).DefaultIfEmpty().Max();

    private long Length => _sum.Values.Select(coefficient => coefficient.GetBitLength()).DefaultIfEmpty().Max();

    public Polynomial Plus(Polynomial other, BigInteger factor)
    {
        var result = Copy();
        foreach (var (monomial, coefficient) in other._sum)
        {
            result.Add(monomial, coefficient * factor);
        }

        return result;
    }

    public Polynomial Scaled(BigInteger factor) => new Polynomial().Plus(this, factor);

    /// <summary>The product, or null when it would be too long.</summary>
    public Polynomial? Times(Polynomial other)
    {
        var result = new Polynomial();
        if ((long)_sum.Count * other._sum.Count > MostMonomials * 10L
            || Degree + other.Degree > MostDegree
            || Length + other.Length > LongestCoefficient)
        {
            return null;
        }

        foreach (var (monomial, coefficient) in _sum)
        {
            foreach (var (otherMonomial, otherCoefficient) in other._sum)
            {
                result.Add(monomial * otherMonomial, coefficient * otherCoefficient);
            }
        }

        return result._sum.Count > MostMonomials ? null : result;
    }

    /// <summary>The polynomial with every coefficient taken modulo 2^width.</summary>
    public Polynomial Modulo(int width)
    {
        var mask = (BigInteger.One << width) - 1;
        var result = new Polynomial();
        foreach (var (monomial, coefficient) in _sum)
        {
            result.Add(monomial, coefficient & mask);
        }

        return result;
    }

    /// <summary>
    /// Whether the polynomial is zero for all arguments modulo 2^width: in the basis of falling factorials every
    /// coefficient times the factorials of its exponents has to be divisible by 2^width (Singmaster, 1974).
    /// </summary>
    public bool? VanishesModulo(int width)
    {
        var falling = new Dictionary<Monomial, BigInteger>();
        var work = 0L;
        foreach (var (monomial, coefficient) in _sum)
        {
            work += monomial.Factors.ToArray().Aggregate(1L, (product, factor) => Math.Min(product * factor.Power, MostMonomials + 1));
            if (work > MostMonomials)
            {
                return null;
            }

            List<(List<(int, int)> Factors, BigInteger Value)> products = [([], coefficient)];
            foreach (var (atom, power) in monomial.Factors)
            {
                var stirling = StirlingNumbers.Row(power);
                products = [.. products.SelectMany(product => Enumerable.Range(1, power).Select(k =>
                    (new List<(int, int)>([.. product.Factors, (atom, k)]), product.Value * stirling[k])))];
            }

            foreach (var (factors, value) in products)
            {
                var key = new Monomial([.. factors]);
                falling[key] = falling.GetValueOrDefault(key) + value;
            }
        }

        var mask = (BigInteger.One << width) - 1;
        return falling.All(pair =>
        {
            var value = pair.Value;
            foreach (var (_, power) in pair.Key.Factors)
            {
                value *= StirlingNumbers.Factorial(power);
            }

            return (value & mask).IsZero;
        });
    }

    private static Polynomial Single(Monomial monomial, BigInteger coefficient)
    {
        var result = new Polynomial();
        result.Add(monomial, coefficient);
        return result;
    }

    private Polynomial Copy()
    {
        var copy = new Polynomial();
        foreach (var (monomial, coefficient) in _sum)
        {
            copy._sum[monomial] = coefficient;
        }

        return copy;
    }

    private void Add(Monomial monomial, BigInteger coefficient)
    {
        var sum = _sum.GetValueOrDefault(monomial) + coefficient;
        if (sum.IsZero)
        {
            _sum.Remove(monomial);
        }
        else
        {
            _sum[monomial] = sum;
        }
    }
}
