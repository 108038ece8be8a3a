using System.Numerics;
using Assay.Matrices.Checking;
using Assay.Matrices.Distance;
using Assay.Matrices.Tests.Sparse;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Checking;

/// <summary>Whatever the tool reports, the checker verifies.</summary>
public sealed class ReportCheckerTests
{
    private const int MostRows = 60;

    private static readonly string Folder = Path.Combine(Repository.Root, "..", "shared", "corpora", "matrices");

    private static readonly Gen<Uncertainty> Uncertainties = Gen.OneOf(
        Gen.Const(Uncertainty.HalfUlp), Gen.Const(Uncertainty.Parse("8ulp")), Gen.Const(Uncertainty.Parse("1/3")), Gen.Const(Uncertainty.Parse("0.01")),
        Gen.Const(Uncertainty.Parse("1abs")), Gen.Const(Uncertainty.Parse("1/10abs")), Gen.Const(Uncertainty.Parse("1/10")), Gen.Const(Uncertainty.Parse("1/100ulp")), Gen.Const(Uncertainty.Parse("0")));

    // Whoever reads "proves all that it states" must not be told so of what was not looked at.
    [Fact]
    public void A_field_that_is_not_known_is_not_covered()
    {
        var report = Reports.Of(Matrix.Parse("[[1, 2], [3, 4]]"));
        var found = Reports.Check(report.Insert(report.IndexOf('{', StringComparison.Ordinal) + 1, "\"numericalRank\": 3, "));
        var statement = Assert.Single(found.Statements, statement => statement.Verdict is not Verified);
        Assert.IsType<NotCovered>(statement.Verdict);
        Assert.Contains("numericalRank", statement.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_about_doubles_are_verified() => Gen.Select(Families.Square(1, 5), Uncertainties).Sample(
        one => Reports.AssertVerified(Reports.Of(Matrix.Of(one.Item1), new DiagnoseOptions { Uncertainty = one.Item2 })), iter: Rounds.Of(600));

    // The distance is just below 2^-25, which .NET writes as the double below.
    [Fact]
    public void A_bound_that_is_a_power_of_two_is_read_as_it_was_written() =>
        Reports.AssertVerified(Reports.Of(Matrix.Of(new[,] { { -393216, Math.ScaleB(1, -37) }, { 0, -Math.ScaleB(1, -25) } })));

    [Fact]
    public void Reports_about_fractions_are_verified() => Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[0, 10_000_000], Uncertainties).Sample(
        one => Reports.AssertVerified(Reports.Of(Fractions(one.Item1, one.Item2, new Random(one.Item3)), new DiagnoseOptions { Uncertainty = one.Item4 })), iter: Rounds.Of(300));

    [Fact]
    public void Reports_about_rings_and_Smith_forms_are_verified() => Gen.Select(Gen.Int[1, 5], Gen.Int[0, 10_000_000]).Sample(
        one =>
        {
            var random = new Random(one.Item2);
            var matrix = Whole(one.Item1, one.Item1, random.Next(1, 10), random);
            BigInteger[] rings = [0, 1, 2, 12, 256, BigInteger.One << 64, BigInteger.Pow(10, 30) + 57];
            Reports.AssertVerified(Reports.Of(matrix, new DiagnoseOptions { Rings = rings, SmithForm = true }));
        },
        iter: Rounds.Of(200));

    [Fact]
    public void Reports_about_rectangular_matrices_are_verified() => Gen.Select(Gen.Int[1, 6], Gen.Int[1, 6], Gen.Int[0, 10_000_000]).Sample(
        one =>
        {
            var random = new Random(one.Item3);
            Reports.AssertVerified(Reports.Of(Whole(one.Item1, one.Item2, 2, random), new DiagnoseOptions { SmithForm = random.Next(2) == 0 }));
        },
        iter: Rounds.Of(300));

    [Fact]
    public void Reports_about_sparse_matrices_are_verified() => SparseMatrices.Cases.Sample(
        one => Reports.AssertVerified(Reports.Of(SparseMatrices.Of(one.Rows, one.Columns, SparseMatrices.Entries(one)))), iter: Rounds.Of(300));

    [Theory]
    [InlineData(2000)]
    public void Reports_about_large_sparse_matrices_are_verified(int size) =>
        Reports.AssertVerified(Reports.Of(SparseMatrices.Of(size, SparseMatrices.ThreeDiagonals(size)), new DiagnoseOptions { Determinant = false, ExactOnly = true }));

    // Approximate inverses are sums of several matrices here, and entries are hundreds of powers of two apart.
    [Theory]
    [InlineData(12, 0)]
    [InlineData(20, 0)]
    [InlineData(20, 90)]
    [InlineData(40, 1)]
    public void Reports_about_hard_matrices_are_verified(int size, int spread)
    {
        var (random, entries) = (new Random(size), new double[size, size]);
        for (var i = 0; i < size * size; i++)
        {
            entries[i / size, i % size] = spread == 0 ? 1.0 / ((i / size) + (i % size) + 1) : Math.ScaleB(random.NextDouble() - 0.5, random.Next(-spread, spread));
        }

        Reports.AssertVerified(Reports.Of(Matrix.Of(entries)));
    }

    public static TheoryData<string> Files() => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder).Where(file => Path.GetExtension(file) is ".npy" or ".mtx").Select(file => Path.GetFileName(file)).Order()] : ["none"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Reports_about_reference_matrices_are_verified(string name)
    {
        Assert.SkipWhen(name == "none", "The reference matrices are not here.");
        var matrix = Matrix.Load(Path.Combine(Folder, name));
        Assert.SkipWhen(Math.Max(matrix.Rows, matrix.Columns) > MostRows, "It is large.");
        Reports.AssertVerified(Reports.Of(matrix));
    }

    private static Matrix Whole(int rows, int columns, int most, Random random)
    {
        var entries = new BigInteger[rows, columns];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i / columns, i % columns] = random.Next(-most, most + 1);
        }

        return Matrix.Of(entries);
    }

    private static Matrix Fractions(int rows, int columns, Random random)
    {
        var entries = new Rational[rows, columns];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i / columns, i % columns] = new Rational(random.Next(-5, 6), random.Next(1, 8));
        }

        return Matrix.Of(entries);
    }
}
