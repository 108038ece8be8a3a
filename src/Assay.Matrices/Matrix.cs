using System.Numerics;
using Assay.Claims;
using Assay.Matrices.Certified;
using Assay.Matrices.Formats;
using Assay.Matrices.Rings;
using Assay.Matrices.UnderTest;

namespace Assay.Matrices;

/// <summary>A stored matrix, with exactly the values that are stored: a double counts as the fraction that it is.</summary>
public sealed class Matrix
{
    private const int MostForDeterminant = 200;

    private readonly double[]? _doubles;
    private readonly Rational[]? _rationals;

    private Matrix(int rows, int columns, double[]? doubles, Rational[]? rationals, IReadOnlyList<SparseEntry>? sparse)
    {
        (Rows, Columns, _doubles, _rationals, Sparse) = (rows, columns, doubles, rationals, sparse);
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>The entries that are not zero, row by row, where the matrix is stored that way; else null.</summary>
    public IReadOnlyList<SparseEntry>? Sparse { get; }

    /// <summary>The floating type in which the entries are stored; null for doubles and for what is no floating type.</summary>
    internal FloatType? Stored { get; init; }

    /// <summary>All entries as doubles, row after row, where every one is a double; else null.</summary>
    internal double[]? Doubles => _doubles;

    /// <summary>An entry.</summary>
    /// <param name="row">The row, from 0 on.</param>
    /// <param name="column">The column, from 0 on.</param>
    public Rational this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
            return _doubles is not null ? Rational.Of(_doubles[(row * Columns) + column])
                : _rationals is not null ? _rationals[(row * Columns) + column]
                : FindSparse(row, column);
        }
    }

    /// <summary>Reads a matrix from a file: <c>.npy</c>, MatrixMarket (<c>.mtx</c>), or rows of numbers as text.</summary>
    /// <exception cref="MatrixException">The file is missing, or holds no matrix of finite real numbers.</exception>
    public static Matrix Load(string path) => MatrixFile.Read(path);

    /// <summary>Reads a matrix that is written out, as in <c>[[1, 2], [2, 4]]</c>.</summary>
    /// <exception cref="MatrixException">It is not written so.</exception>
    public static Matrix Parse(string text) => LiteralReader.Read(ClaimText.Of(text, new Place("matrix", 1, 1)));

    /// <summary>Finds out what is true of it: rank, determinant and kernel exactly, singular values, condition and distances enclosed, each with a proof.</summary>
    /// <param name="options">What is wanted; null for all that takes no long time.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="MatrixException">It takes too much memory, entry by entry or, where it is sparse, by what elimination comes to hold; or a ring was asked for and it is not square and whole.</exception>
    public Diagnosis Diagnose(DiagnoseOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new DiagnoseOptions();
        options.Progress?.Report("exact rank and determinant");
        var exact = Diagnosis.Of(this, options.Determinant ?? Rows <= MostForDeterminant, cancellation);
        var withAnalysis = !options.ExactOnly && Math.Max(Rows, Columns) <= Analysis.MostRows;
        return exact with
        {
            Analysis = withAnalysis ? Analysis.Of(this, exact.Rank, options with { Uncertainty = options.Uncertainty.For(this) }, cancellation) : null,
            UsualTests = options.ExactOnly ? [] : UsualTests.Of(this),
            Rings = [.. options.Rings.Select(modulus => OverRing(modulus, options.Progress, cancellation))],
            SmithForm = options.SmithForm ? OfSmith(options.Progress, cancellation) : null,
        };
    }

    private Invertibility OverRing(BigInteger modulus, IProgress<string>? progress, CancellationToken cancellation)
    {
        progress?.Report(modulus.IsZero ? "inverse over the whole numbers" : "inverse modulo a number");
        return modulus.IsZero ? RingInverse.OverIntegers(this, cancellation) : RingInverse.Modulo(this, modulus, cancellation);
    }

    private SmithForm OfSmith(IProgress<string>? progress, CancellationToken cancellation)
    {
        progress?.Report("Smith normal form");
        return Rings.SmithForm.Of(this, null, cancellation);
    }

    /// <summary>Solves A x = b exactly.</summary>
    /// <param name="right">b: one column of as many rows.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="MatrixException">The sizes do not fit, or the matrix is not square and regular.</exception>
    public LinearSolution Solve(Matrix right, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(right);
        return LinearSolution.Of(this, right, cancellation);
    }

    /// <summary>An entry as a double, or one near it.</summary>
    internal double Near(int row, int column) => _doubles is not null ? _doubles[(row * Columns) + column] : this[row, column].Approximation;

    /// <summary>All entries as doubles, row after row, however they are stored; null where some entry is none.</summary>
    internal double[]? AsDoubles()
    {
        if (Sparse is null)
        {
            return _doubles;
        }

        var entries = new double[Rows * Columns];
        foreach (var entry in Sparse)
        {
            if (entry.Value.ToDouble() is not { } value)
            {
                return null;
            }

            entries[(entry.Row * Columns) + entry.Column] = value;
        }

        return entries;
    }

    /// <summary>A matrix of doubles.</summary>
    /// <exception cref="ArgumentException">An entry is infinite or not a number.</exception>
    public static Matrix Of(double[,] entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return OfDoubles(entries.GetLength(0), entries.GetLength(1), [.. entries.Cast<double>()]);
    }

    /// <summary>A matrix of whole numbers.</summary>
    public static Matrix Of(BigInteger[,] entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return OfRationals(entries.GetLength(0), entries.GetLength(1), [.. entries.Cast<BigInteger>().Select(Rational.Of)]);
    }

    /// <summary>A matrix of fractions.</summary>
    public static Matrix Of(Rational[,] entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return OfRationals(entries.GetLength(0), entries.GetLength(1), [.. entries.Cast<Rational>()]);
    }

    internal static Matrix OfDoubles(int rows, int columns, double[] entries, FloatType? stored = null) => Array.TrueForAll(entries, double.IsFinite)
        ? new Matrix(rows, columns, entries, null, null) { Stored = stored }
        : throw new ArgumentException("Every entry has to be finite.", nameof(entries));

    // Fractions that are doubles are kept as such, so that the fast paths see them.
    internal static Matrix OfRationals(int rows, int columns, Rational[] entries)
    {
        var doubles = new double[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].ToDouble() is not { } value)
            {
                return new Matrix(rows, columns, null, entries, null);
            }

            doubles[i] = value;
        }

        return new Matrix(rows, columns, doubles, null, null);
    }

    /// <summary>A matrix of these entries, row by row and in a row by columns, none of them zero.</summary>
    internal static Matrix OfSparse(int rows, int columns, IReadOnlyList<SparseEntry> entries) => new(rows, columns, null, null, entries);

    // Entries are in order.
    private Rational FindSparse(int row, int column)
    {
        var (low, high) = (0, Sparse!.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var entry = Sparse[middle];
            (low, high) = entry.Row < row || (entry.Row == row && entry.Column < column) ? (middle + 1, high) : (low, middle);
        }

        return low < Sparse.Count && Sparse[low].Row == row && Sparse[low].Column == column ? Sparse[low].Value : default;
    }
}
