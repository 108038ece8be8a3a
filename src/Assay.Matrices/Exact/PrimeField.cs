using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Exact;

/// <summary>
/// Arithmetic modulo a prime below 2^24, with residues as doubles: whole numbers of magnitude at most p / 2 + 1, so that 64
/// products and an entry stay below 2^53 and every operation on them is exact.
/// </summary>
/// <param name="prime">An odd prime below 2^24.</param>
internal readonly struct PrimeField(int prime) : IField
{
    private readonly double _prime = prime;
    private readonly double _inverse = 1.0 / prime;

    /// <summary>The greatest primes below 2^24, the greatest first.</summary>
    public static IEnumerable<int> Primes()
    {
        for (var candidate = (1 << 24) - 1; candidate > 1 << 23; candidate -= 2)
        {
            var divisor = 3;
            while (divisor * divisor <= candidate && candidate % divisor != 0)
            {
                divisor += 2;
            }

            if (divisor * divisor > candidate)
            {
                yield return candidate;
            }
        }
    }

    /// <summary>The prime.</summary>
    public int Prime => prime;

    public int MostProducts => 64;

    /// <summary>The residue of a whole number below 2^53 in magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Reduce(double x) => Math.FusedMultiplyAdd(-_prime, Math.Round(x * _inverse), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Reduce(Vector256<double> x) =>
        Vector256.FusedMultiplyAdd(Vector256.Create(-_prime), Vector256.Round(x * Vector256.Create(_inverse)), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Reduce(Vector512<double> x) =>
        Vector512.FusedMultiplyAdd(Vector512.Create(-_prime), Vector512.Round(x * Vector512.Create(_inverse)), x);

    /// <summary>The residue of any whole number.</summary>
    public double Of(BigInteger x) => Reduce((double)(int)(x % prime));

    /// <summary>The residue between 0 and p - 1.</summary>
    public int Least(double residue) => (int)(residue < 0 ? residue + _prime : residue);

    // Any entry that is not zero is as good as another.
    public int FindPivot(ReadOnlySpan<double> column) => column.IndexOfAnyExcept(0.0);

    /// <summary>The residue whose product with this one is 1.</summary>
    /// <exception cref="DivideByZeroException">It is zero.</exception>
    public double Invert(double residue)
    {
        var (a, b, x, y) = (Least(residue), prime, 1L, 0L);
        while (a != 0)
        {
            var quotient = b / a;
            (a, b) = (b - (quotient * a), a);
            (x, y) = (y - (quotient * x), x);
        }

        return b == 1 ? Reduce(y) : throw new DivideByZeroException("Zero has no inverse.");
    }

    /// <summary>The determinant of a square matrix after elimination, between 0 and p - 1.</summary>
    public int Determinant(Elimination<PrimeField> elimination)
    {
        var product = elimination.Rank < elimination.RowOrder.Length ? 0.0 : elimination.IsOdd ? -1.0 : 1.0;
        for (var k = 0; k < elimination.Rank; k++)
        {
            product = Reduce(product * elimination.Pivot(k));
        }

        return Least(product);
    }

    /// <summary>A power.</summary>
    public double Power(double residue, int exponent)
    {
        var (result, square) = (1.0, exponent < 0 ? Invert(residue) : residue);
        for (var left = Math.Abs(exponent); left > 0; left >>= 1)
        {
            result = (left & 1) == 1 ? Reduce(result * square) : result;
            square = Reduce(square * square);
        }

        return result;
    }

    /// <summary>row - factor * other, entry by entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SubtractMultiple(Span<double> row, double factor, ReadOnlySpan<double> other)
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= row.Length - Vector512<double>.Count; i += Vector512<double>.Count)
            {
                Reduce(Vector512.FusedMultiplyAdd(Vector512.Create(-factor), Vector512.Create(other[i..]), Vector512.Create<double>(row[i..]))).CopyTo(row[i..]);
            }
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= row.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            {
                Reduce(Vector256.FusedMultiplyAdd(Vector256.Create(-factor), Vector256.Create(other[i..]), Vector256.Create<double>(row[i..]))).CopyTo(row[i..]);
            }
        }

        for (; i < row.Length; i++)
        {
            row[i] = Reduce(row[i] - (factor * other[i]));
        }
    }

    /// <summary>The residues of whole numbers below 2^53 in magnitude.</summary>
    public void Reduce(Span<double> numbers) => Multiply(numbers, 1);

    /// <summary>row * factor, entry by entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Multiply(Span<double> row, double factor)
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= row.Length - Vector512<double>.Count; i += Vector512<double>.Count)
            {
                Reduce(Vector512.Create<double>(row[i..]) * factor).CopyTo(row[i..]);
            }
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= row.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            {
                Reduce(Vector256.Create<double>(row[i..]) * factor).CopyTo(row[i..]);
            }
        }

        for (; i < row.Length; i++)
        {
            row[i] = Reduce(row[i] * factor);
        }
    }

    // What is subtracted belongs to an elimination.
    public double Finish(double entry, double sum) => Reduce(entry - sum);

    public Vector256<double> Finish(Vector256<double> entry, Vector256<double> sum) => Reduce(entry - sum);

    public Vector512<double> Finish(Vector512<double> entry, Vector512<double> sum) => Reduce(entry - sum);
}
