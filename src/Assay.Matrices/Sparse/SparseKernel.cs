using System.Numerics;
using Assay.Matrices.Exact;

namespace Assay.Matrices.Sparse;

/// <summary>
/// Proves that a rank is no greater: each column without a pivot is the combination x of those with pivots. Where x is short, that is a
/// vector of the kernel; where it is long, agreement modulo a power of the prime is enough.
/// </summary>
/// <remarks>
/// When every row agrees modulo p^k, what elimination leaves beside the pivots is divided by p^k, and the pivots have inverses there: p^k
/// divides all minors of one more row. Beyond Hadamard's bound that makes them zero, with half of the digits that x would need.
/// </remarks>
internal sealed class SparseKernel
{
    /// <summary>A kernel of more vectors is not shown.</summary>
    public const int MostVectors = 8;

    private const int FirstDigits = 16;
    private const int SpareBits = 40;

    // So many digits are held.
    private const long MostDigits = 1L << 23;

    private readonly PrimeField _field;
    private readonly SparseIntegers _matrix;
    private readonly SparseLifting _lifting;
    private readonly SparsePattern _byColumns;
    private readonly int[] _places;
    private readonly BigInteger _bound;

    // Powers with so many digits are beyond every minor of one more row.
    private readonly int _digitsOfMinor;
    private readonly bool _wantsVectors;

    private SparseKernel(PrimeField field, SparseIntegers matrix, SparseElimination elimination, bool wantsVectors)
    {
        (_field, _matrix, _wantsVectors) = (field, matrix, wantsVectors);
        _lifting = new SparseLifting(field, matrix, elimination.Factors());
        _byColumns = matrix.Pattern.Transpose(out _places);
        _bound = matrix.MinorBound(elimination.Rank + 1);
        _digitsOfMinor = (int)((_bound.GetBitLength() + 1) / Math.Log2(field.Prime)) + 1;
    }

    /// <summary>The proof; null where some row disagrees, so that the rank is greater.</summary>
    /// <param name="field">The field of the elimination.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="elimination">The elimination, with its steps.</param>
    /// <param name="wantsVectors">Whether vectors are a proof too.</param>
    /// <param name="cancellation">Ends it.</param>
    public static RankCeiling? Find(PrimeField field, SparseIntegers matrix, SparseElimination elimination, bool wantsVectors, CancellationToken cancellation)
    {
        var kernel = new SparseKernel(field, matrix, elimination, wantsVectors);
        List<IReadOnlyList<BigInteger>> vectors = [];
        foreach (var column in Enumerable.Range(0, matrix.Pattern.Columns).Except(elimination.Columns))
        {
            switch (kernel.Solve(column, cancellation))
            {
                case KernelVectors { Vectors: [var vector] }:
                    vectors.Add(vector);
                    break;
                case RankModuloPower:
                    kernel = kernel._wantsVectors ? new SparseKernel(field, matrix, elimination, wantsVectors: false) : kernel;
                    break;
                default:
                    return null;
            }
        }

        return kernel._wantsVectors ? new KernelVectors(vectors) : new RankModuloPower(new PrimePower(field.Prime, kernel._digitsOfMinor));
    }

    private RankCeiling? Solve(int column, CancellationToken cancellation)
    {
        var right = new BigInteger[_matrix.Pattern.Rows];
        var i = _byColumns.Start(column);
        foreach (var row in _byColumns.Row(column))
        {
            right[row] = -_matrix.Values[_places[i++]];
        }

        // Numerators and denominator are minors, and the denominator is found from a combination.
        var sizes = new SolutionSizes(_matrix.RowBound(), _matrix.Pattern.Columns, right);
        var all = (2 * _digitsOfMinor) + (int)(CommonDenominator.MostFactor(_matrix.Pattern.Columns).GetBitLength() / Math.Log2(_field.Prime)) + 2;
        var most = _wantsVectors ? (int)Math.Min(all, Math.Max(FirstDigits, MostDigits / _matrix.Pattern.Columns)) : 0;
        List<double[]> digits = [];
        var (next, count) = (FirstDigits, 0);
        foreach (var digit in _lifting.Digits(right))
        {
            cancellation.ThrowIfCancellationRequested();
            count++;
            if (digits.Count < most)
            {
                digits.Add(digit);
                if (digits.Count == next || digits.Count == most)
                {
                    next *= 2;
                    var limit = digits.Count == all ? _bound : BigInteger.One << (((int)(digits.Count * Math.Log2(_field.Prime)) - SpareBits) / 2);
                    if (new CommonDenominator(_field, digits, limit, limit, sizes).Find(cancellation) is { } found && Vector(found, column) is { } vector)
                    {
                        return new KernelVectors([vector]);
                    }
                }
            }

            if (count >= _digitsOfMinor && most < all)
            {
                return new RankModuloPower(new PrimePower(_field.Prime, count));
            }

            if (count >= all)
            {
                throw new InvalidOperationException("A solution has no fractions within Cramer's bounds.");
            }
        }

        return null;
    }

    // Null where it is not taken to zero.
    private BigInteger[]? Vector(RationalSolution solution, int column)
    {
        BigInteger[] vector = [.. solution.Numerators];
        vector[column] = solution.Denominator;
        return Enumerable.Range(0, _matrix.Pattern.Rows).All(row => _matrix.Multiply(row, vector).IsZero) ? vector : null;
    }
}
