using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>
/// The matrix with every row, and then every column, divided by the greatest common divisor of its entries: ranks are the same, and
/// minors are shortest.
/// </summary>
internal sealed class PrimitiveLines
{
    private const int MostPrimes = 100_000;

    private readonly SubjectMatrix _matrix;

    /// <param name="matrix">The matrix.</param>
    public PrimitiveLines(SubjectMatrix matrix)
    {
        _matrix = matrix;
        Values = [.. matrix.Values];
        RowDivisors = Divide(matrix.RowOf, matrix.Rows);
        ColumnDivisors = Divide(matrix.ColumnOf, matrix.Columns);
    }

    /// <summary>The whole numbers, at the places of the matrix.</summary>
    public BigInteger[] Values { get; }

    /// <summary>What each row was divided by.</summary>
    public BigInteger[] RowDivisors { get; }

    /// <summary>What each column was divided by after that.</summary>
    public BigInteger[] ColumnDivisors { get; }

    /// <summary>No less than the magnitude of any minor of so many rows: the product of the greatest lengths of rows, or of columns (Hadamard 1893).</summary>
    public BigInteger MinorBound(int size) => BigInteger.Min(Bound(_matrix.RowOf, _matrix.Rows, size), Bound(_matrix.ColumnOf, _matrix.Columns, size));

    /// <summary>The residues modulo a prime, at the places of the matrix.</summary>
    public uint[] Residues(uint prime)
    {
        var residues = new uint[Values.Length];
        for (var i = 0; i < residues.Length; i++)
        {
            var residue = Values[i] is var value && value >= long.MinValue && value <= long.MaxValue ? (long)value % prime : (long)(value % prime);
            residues[i] = (uint)(residue < 0 ? residue + prime : residue);
        }

        return residues;
    }

    /// <summary>The primes below 2^31 in descending order whose product comes beyond a bound, without those that divide a number.</summary>
    /// <exception cref="BeyondLimitException">They are too many.</exception>
    public static IReadOnlyList<uint> PrimesBeyond(BigInteger bound, BigInteger except)
    {
        var (bits, most) = (0L, bound.GetBitLength() + 1);
        List<uint> primes = [];
        for (uint prime = int.MaxValue; bits < most; prime -= 2)
        {
            if (PrimeNumbers.IsPrime(prime) && (except.IsOne || !(except % prime).IsZero))
            {
                primes.Add(prime);
                bits += 30;
            }

            if (primes.Count > MostPrimes)
            {
                throw new BeyondLimitException("Minors of the matrix can have more than three million bits.");
            }
        }

        return primes;
    }

    private static BigInteger Product(ReadOnlySpan<BigInteger> factors) =>
        factors.Length == 0 ? BigInteger.One
        : factors.Length == 1 ? factors[0]
        : Product(factors[..(factors.Length / 2)]) * Product(factors[(factors.Length / 2)..]);

    private BigInteger Bound(int[] lineOf, int lines, int size)
    {
        var squares = new BigInteger[lines];
        for (var i = 0; i < Values.Length; i++)
        {
            squares[lineOf[i]] += Values[i] * Values[i];
        }

        return IntegerRoot.Floor(Product([.. squares.OrderDescending().Take(size).Select(square => BigInteger.Max(square, 1))])) + 1;
    }

    private BigInteger[] Divide(int[] lineOf, int lines)
    {
        var divisors = new BigInteger[lines];
        for (var i = 0; i < Values.Length; i++)
        {
            ref var divisor = ref divisors[lineOf[i]];
            divisor = divisor.IsOne ? divisor : BigInteger.GreatestCommonDivisor(divisor, Values[i]);
        }

        for (var i = 0; i < Values.Length; i++)
        {
            Values[i] = divisors[lineOf[i]].IsOne ? Values[i] : Values[i] / divisors[lineOf[i]];
        }

        return Array.ConvertAll(divisors, divisor => divisor.IsZero ? BigInteger.One : divisor);
    }
}
