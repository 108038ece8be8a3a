using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>
/// The determinant of a square matrix: what is left of it beside a known divisor follows from remainders modulo primes beyond twice
/// Hadamard's bound over that.
/// </summary>
internal sealed class ExactDeterminantOfSubject
{
    /// <param name="matrix">The matrix, square.</param>
    /// <param name="lines">The same with lines divided by their common factors.</param>
    /// <param name="divisor">A number that divides the determinant of those lines, where that is not zero.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="BeyondLimitException">It would take more than about a minute.</exception>
    public ExactDeterminantOfSubject(SubjectMatrix matrix, PrimitiveLines lines, BigInteger divisor, CancellationToken cancellation)
    {
        var size = matrix.Rows;
        var bound = 2 * lines.MinorBound(size) / divisor;
        ModularRank.Limit((int)Math.Min(int.MaxValue, (bound.GetBitLength() / 30) + 1), size, size);
        var primes = PrimitiveLines.PrimesBeyond(bound, divisor);
        var (value, product) = (BigInteger.Zero, BigInteger.One);
        foreach (var prime in primes)
        {
            var residues = lines.Residues(prime);
            var entries = new uint[size * size];
            for (var i = 0; i < residues.Length; i++)
            {
                entries[(matrix.RowOf[i] * size) + matrix.ColumnOf[i]] = residues[i];
            }

            var remainder = (ulong)DenseElimination.Of(entries, size, size, prime, cancellation).Determinant * PrimeNumbers.Inverse((uint)(divisor % prime), prime) % prime;

            // The number that has this remainder too (Garner).
            var difference = (remainder + prime - (ulong)(value % prime)) % prime;
            value += product * (difference * PrimeNumbers.Inverse((uint)(product % prime), prime) % prime);
            product *= prime;
        }

        value = divisor * (2 * value > product ? value - product : value);
        foreach (var factor in lines.RowDivisors.Concat(lines.ColumnDivisors))
        {
            value *= factor;
        }

        Value = new Fraction(value * BigInteger.Pow(matrix.Scale.Numerator, size), BigInteger.Pow(matrix.Scale.Denominator, size));
    }

    /// <summary>The determinant.</summary>
    public Fraction Value { get; }
}
