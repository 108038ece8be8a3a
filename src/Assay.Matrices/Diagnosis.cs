using System.Buffers;
using System.Numerics;
using Assay.Claims;
using Assay.Matrices.Exact;
using Assay.Matrices.Formats;
using Assay.Matrices.Kernels;
using Assay.Matrices.Rings;
using Assay.Matrices.Sparse;
using Assay.Matrices.UnderTest;

namespace Assay.Matrices;

/// <summary>What is exactly true of a stored matrix, with what proves it.</summary>
public sealed record Diagnosis
{
    /// <summary>All singular values are enclosed up to so many rows or columns, whichever are fewer.</summary>
    public const int MostForSpectrum = 300;

    // The determinant of so many rows is found again within seconds from remainders alone.
    private const int MostWithoutSystem = 400;

    private Diagnosis()
    {
    }

    /// <summary>The number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The number of columns.</summary>
    public required int Columns { get; init; }

    /// <summary>The rank over the rationals.</summary>
    public required int Rank { get; init; }

    /// <summary>
    /// A prime below 2^24 modulo which the minor of these rows and columns is not zero, once every row, and then every column, is
    /// multiplied so that its entries are whole and without a common factor, or only by a power of two: the rank is no less.
    /// </summary>
    public required int Prime { get; init; }

    /// <summary>The rows of the minor, from 0 on.</summary>
    public required IReadOnlyList<int> MinorRows { get; init; }

    /// <summary>The columns of the minor, from 0 on.</summary>
    public required IReadOnlyList<int> MinorColumns { get; init; }

    /// <summary>
    /// Independent vectors v of whole numbers with A v = 0, one for each column without a pivot: the rank is no greater. Empty where
    /// there are no more rows or no more columns than the rank, and where <see cref="Cover"/>, <see cref="CeilingPower"/> or
    /// <see cref="CeilingPrimes"/> proves it.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<BigInteger>> Kernel { get; init; }

    /// <summary>
    /// Primes modulo which the rank is no greater, with a product beyond every minor of one more row, once rows and columns are made
    /// whole: the rank is no greater. Empty where something else proves it.
    /// </summary>
    public required IReadOnlyList<int> CeilingPrimes { get; init; }

    /// <summary>
    /// A power of <see cref="Prime"/> that divides every minor of one more row, and is beyond all of them, once rows and columns are made
    /// whole: the rank is no greater. Null where something else proves it.
    /// </summary>
    public required PrimePower? CeilingPower { get; init; }

    /// <summary>
    /// Rows and columns, together as many as the rank, outside of which every entry is zero: the rank is no greater. Null where
    /// something else proves it.
    /// </summary>
    public required LineCover? Cover { get; init; }

    /// <summary>The determinant; null where the matrix is not square, and where it is regular and nobody asked.</summary>
    public required Rational? Determinant { get; init; }

    /// <summary>A solved system whose denominator is most of the determinant, so that who has it finds the rest soon; null for small matrices, and where no determinant was computed.</summary>
    internal RationalSystem? DeterminantSystem { get; init; }

    /// <summary>How near to singular it is; null where only exact facts were wanted, and where the matrix is too large.</summary>
    public Analysis? Analysis { get; init; }

    /// <summary>What the usual tests in doubles say, without and with fused multiply-add; empty where only exact facts were wanted, and for matrices of more than 100 rows.</summary>
    public IReadOnlyList<UsualTests> UsualTests { get; init; } = [];

    /// <summary>Over each ring that was asked for, whether there is an inverse.</summary>
    public IReadOnlyList<Invertibility> Rings { get; init; } = [];

    /// <summary>The Smith normal form; null where nobody asked.</summary>
    public SmithForm? SmithForm { get; init; }

    /// <summary>Whether the matrix is square and singular.</summary>
    public bool IsSingular => Rows == Columns && Rank < Rows;

    /// <summary>Whether the matrix is square and regular: invertible over the rationals.</summary>
    public bool IsRegular => Rows == Columns && Rank == Rows;

    /// <summary>Finds all of that.</summary>
    /// <exception cref="MatrixException">The matrix is too large to be looked at entry by entry.</exception>
    internal static Diagnosis Of(Matrix matrix, bool withDeterminant, CancellationToken cancellation)
    {
        if (matrix.Sparse is not null)
        {
            return OfSparse(matrix, withDeterminant, cancellation);
        }

        MatrixFile.CheckSize(Place.Whole("matrix"), matrix.Rows, matrix.Columns);
        if (!(withDeterminant && matrix.Rows == matrix.Columns) && FullRank(matrix) is { } known)
        {
            return known;
        }

        var scaled = ScaledMatrix.Of(matrix);
        var rank = ExactRank.Of(scaled.Whole, cancellation);
        var found = Of(matrix, rank, scaled.ColumnFactors);
        return withDeterminant && found.IsRegular ? found.WithDeterminant(scaled, rank.Elimination, cancellation) : found;
    }

    private static Diagnosis OfSparse(Matrix matrix, bool withDeterminant, CancellationToken cancellation)
    {
        var rank = SparseRank.Of(SparseIntegers.Of(matrix, out var columnFactors), SparseLimits.Default, cancellation);
        if (!withDeterminant || matrix.Rows != matrix.Columns || rank.Rank < matrix.Rows)
        {
            return Of(matrix, rank, columnFactors);
        }

        MatrixFile.CheckSize(Place.Whole("matrix"), matrix.Rows, matrix.Columns);
        return Of(matrix, rank, columnFactors).WithDeterminant(ScaledMatrix.Of(matrix), null, cancellation);
    }

    private Diagnosis WithDeterminant(ScaledMatrix scaled, Elimination<PrimeField>? elimination, CancellationToken cancellation)
    {
        if (Rows <= MostWithoutSystem)
        {
            return this with { Determinant = scaled.Determinant(ExactDeterminant.Of(scaled.Whole, cancellation, elimination)) };
        }

        var (determinant, system) = ExactDeterminant.Solved(scaled.Whole, cancellation, elimination);
        return this with { Determinant = scaled.Determinant(determinant), DeterminantSystem = system is null ? null : scaled.System(system) };
    }

    private static Diagnosis Of(Matrix matrix, ExactRank rank, IReadOnlyList<Rational> columnFactors) => new()
    {
        Rows = matrix.Rows,
        Columns = matrix.Columns,
        Rank = rank.Rank,
        Prime = rank.Prime,
        MinorRows = rank.Rows,
        MinorColumns = rank.Columns,
        Kernel = rank.Ceiling is KernelVectors { Vectors: var vectors }
            ? [.. vectors.Select(vector => ScaledMatrix.Primitive(vector.Zip(columnFactors, (entry, factor) => Rational.Of(entry) * factor)))] : [],
        CeilingPrimes = rank.Ceiling is RankModuloPrimes { Primes: var primes } ? primes : [],
        CeilingPower = (rank.Ceiling as RankModuloPower)?.Power,
        Cover = (rank.Ceiling as CoveredRank)?.Cover,
        Determinant = matrix.Rows == matrix.Columns && rank.Rank < matrix.Rows ? Rational.Of(BigInteger.Zero) : null,
    };

    // Doubles have residues as they are: a power of two has an inverse modulo any other prime.
    private static Diagnosis? FullRank(Matrix matrix)
    {
        if (matrix.Doubles is not { } doubles)
        {
            return null;
        }

        // Room that was used before: pages of new room come one by one from the system, which takes longer than the elimination.
        var residues = ArrayPool<double>.Shared.Rent(doubles.Length);
        try
        {
            return FullRank(matrix, doubles, residues);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(residues);
        }
    }

    private static Diagnosis? FullRank(Matrix matrix, double[] doubles, double[] residues)
    {
        var field = new PrimeField(PrimeField.Primes().First());
        Dyadic.Reduce(field, doubles, residues);
        var elimination = new Elimination<PrimeField>(field, residues, matrix.Rows, matrix.Columns);
        return elimination.Rank < Math.Min(matrix.Rows, matrix.Columns) ? null : new Diagnosis
        {
            Rows = matrix.Rows,
            Columns = matrix.Columns,
            Rank = elimination.Rank,
            Prime = field.Prime,
            MinorRows = [.. elimination.RowOrder.Take(elimination.Rank)],
            MinorColumns = [.. elimination.Pivots],
            Kernel = [],
            CeilingPrimes = [],
            CeilingPower = null,
            Cover = null,
            Determinant = null,
        };
    }
}
