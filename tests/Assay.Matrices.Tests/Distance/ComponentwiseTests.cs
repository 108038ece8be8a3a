using System.Numerics;
using Assay.Matrices.Certified;
using Assay.Matrices.Distance;
using Assay.Matrices.Kernels;
using Assay.Matrices.Tests.Checking;
using Assay.Matrices.Tests.Exact;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Distance;

/// <summary>Is some matrix within the uncertainty singular: against the determinants of all vertices (Baumann 1984).</summary>
public sealed class ComponentwiseTests
{
    private static readonly Gen<(double[,] Entries, Uncertainty Uncertainty)> Cases = Gen.Select(
        Families.Square(1, 3),
        Gen.OneOf(
            Gen.Const(Uncertainty.HalfUlp), Gen.Const(Uncertainty.Parse("8ulp")), Gen.Const(Uncertainty.Parse("1/3")), Gen.Const(Uncertainty.Parse("0.01")),
            Gen.Const(Uncertainty.Parse("1abs")), Gen.Const(Uncertainty.Parse("1/7abs")), Gen.Const(Uncertainty.Parse("0"))));

    // The inverse of a quick proof is so coarse that what is left of I - R A counts.
    [Fact]
    public void A_positive_vector_bounds_what_is_left_of_the_identity_too()
    {
        const int Size = 8;
        var entries = new double[Size, Size];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i / Size, i % Size] = 1.0 / ((i / Size) + (i % Size) + 1);
        }

        var floats = FloatMatrix.Of(Matrix.Of(entries))!;
        var inverse = CertifiedInverse.Of(floats, CertifiedInverse.Below, CancellationToken.None)!;
        Assert.InRange(inverse.Residual.RowNorm, 1e-7, 0.25);
        var weights = new Dense([.. Enumerable.Repeat(1.0, Size * Size)], Size, Size);
        var (factor, vector) = PerronBound.Below(inverse, weights);
        Assert.True(factor > 0);
        var image = inverse.Approximation.MagnitudesTimes(weights.MagnitudesTimes(vector));
        Assert.All(inverse.Residual.Times(vector).Index(), rest => Assert.True((factor * image[rest.Index]) + rest.Item <= vector[rest.Index] * (1 + 1e-12)));
    }

    [Fact]
    public void What_is_decided_is_what_the_vertices_say() => Cases.Sample(
        one =>
        {
            var matrix = Matrix.Of(one.Entries);
            if (!matrix.Diagnose().IsRegular)
            {
                return;
            }

            var found = Decide(matrix, one.Uncertainty);
            Assert.Equal(AllVerticesAgree(matrix, one.Uncertainty), found is AllRegular);
            if (found is SomeSingular singular)
            {
                AssertSingularWithin(matrix, singular);
            }
        },
        iter: Rounds.Of(4000));

    [Fact]
    public void Orthants_alone_decide_the_same() => Cases.Sample(
        one =>
        {
            var matrix = Matrix.Of(one.Entries);
            if (!matrix.Diagnose().IsRegular)
            {
                return;
            }

            var found = ComponentwiseDistance.Of(matrix, one.Uncertainty, null, null, CancellationToken.None);
            Assert.Equal(AllVerticesAgree(matrix, one.Uncertainty), found is AllRegular);
            if (found is SomeSingular singular)
            {
                AssertSingularWithin(matrix, singular);
            }
        },
        iter: Rounds.Of(4000));

    // Entries below the least normal double, and below the least of all.
    [Theory]
    [InlineData("1", 1, 0, "1", true)]
    [InlineData("1", 1, 400, "1", true)]
    [InlineData("1", 1, 400, "999/1000", false)]
    [InlineData("1 1 1 6/5", 2, 323, "0.0457", true)]
    [InlineData("1 1 1 6/5", 2, 323, "0.0455", false)]
    [InlineData("1 1 1 6/5", 2, 400, "0.0457", true)]
    [InlineData("1 1 1 6/5", 2, 400, "0.0455", false)]
    public void The_size_of_all_entries_is_no_matter(string entries, int size, int digits, string uncertainty, bool isSingular)
    {
        var matrix = Over(BigInteger.Pow(10, digits), size, entries.Split(' '));
        var options = new DiagnoseOptions { Uncertainty = Uncertainty.Parse(uncertainty) };
        Assert.Equal(isSingular, matrix.Diagnose(options).Analysis!.Within is SomeSingular);
        Reports.AssertVerified(Reports.Of(matrix, options));
    }

    // 2^54 - 1 lies between doubles with units of 2 and of 4.
    [Theory]
    [InlineData("[[18014398509481983]]", "0.5ulp")]
    [InlineData("[[18014398509481983, 18014398509481983], [18014398509481983, 18014398509481989]]", "0.5ulp")]
    [InlineData("[[18014398509481983, 18014398509481983], [18014398509481983, 18014398509481990]]", "1ulp")]
    public void What_is_not_proved_with_the_greater_unit_is_not_said(string matrix, string uncertainty) =>
        Reports.AssertVerified(Reports.Of(Matrix.Parse(matrix), new DiagnoseOptions { Uncertainty = Uncertainty.Parse(uncertainty) }));

    // What is no double may have been rounded to either neighbour; just below a power of two their units differ.
    [Fact]
    public void Of_two_units_the_harder_one_counts() => Gen.Select(Gen.Int[1, 3], Gen.Int[0, 10_000_000], Gen.OneOf(Gen.Const("0.5ulp"), Gen.Const("0.25ulp"), Gen.Const("1ulp"), Gen.Const("1/10ulp"))).Sample(
        one =>
        {
            var (random, uncertainty) = (new Random(one.Item2), Uncertainty.Parse(one.Item3));
            var entries = new Rational[one.Item1, one.Item1];
            var exponent = new[] { 54, 54, 54, -1074, -1076, -1021, 970, 1030 }[random.Next(8)];
            for (var i = 0; i < entries.Length; i++)
            {
                entries[i / one.Item1, i % one.Item1] = (Rational.Of((BigInteger)random.Next(1, 3)) - new Rational(random.Next(-3, 8), BigInteger.One << 55)) * Rational.PowerOfTwo(exponent);
            }

            var matrix = Matrix.Of(entries);
            if (!matrix.Diagnose(new DiagnoseOptions { ExactOnly = true }).IsRegular)
            {
                return;
            }

            var found = Decide(matrix, uncertainty);
            Assert.Equal(found is AllRegular, AllVerticesAgree(matrix, uncertainty));
            Assert.Equal(found is SomeSingular, !AllVerticesAgree(matrix, uncertainty, isGreatest: false));
            Reports.AssertVerified(Reports.Of(matrix, new DiagnoseOptions { Uncertainty = uncertainty }));
        },
        iter: Rounds.Of(400));

    [Theory]
    [InlineData("[[18014398509481983]]", 1, 2)]
    [InlineData("[[18014398509481985]]", 2, 2)]
    [InlineData("[[3]]", -51, -51)]
    [InlineData("[[1/3]]", -54, -54)]
    [InlineData("[[5e-324]]", -1074, -1074)]
    [InlineData("[[1.7976931348623157e308]]", 971, 971)]
    public void Units_are_those_of_both_neighbours(string matrix, int least, int greatest) =>
        Assert.Equal((Rational.PowerOfTwo(least), Rational.PowerOfTwo(greatest)), Uncertainty.HalfUlp.WeightOf(Matrix.Parse(matrix), 0, 0));

    // Programs in fractions of thousands of bits.
    [Fact(Timeout = 120_000)]
    public async Task What_takes_too_much_work_stays_open()
    {
        var (random, entries) = (new Random(7), new double[8, 8]);
        for (var i = 0; i < 64; i++)
        {
            entries[i / 8, i % 8] = Math.ScaleB(random.NextDouble() + 0.5, random.Next(-1000, 1000));
        }

        Assert.IsType<Unknown>(await Task.Run(() => Decide(Matrix.Of(entries), Uncertainty.HalfUlp), TestContext.Current.CancellationToken));
    }

    // Ten rows: the vector and the orthants are two proofs of one thing.
    [Fact]
    public void Larger_matrices_are_decided_alike_both_ways()
    {
        var (decided, random) = (0, new Random(3));
        for (var round = 0; round < 12; round++)
        {
            var entries = new double[8, 8];
            for (var i = 0; i < 64; i++)
            {
                entries[i / 8, i % 8] = random.Next(-9, 10);
            }

            var matrix = Matrix.Of(entries);
            var uncertainty = Uncertainty.Parse($"{random.Next(1, 60)}/1000");
            var alone = ComponentwiseDistance.Of(matrix, uncertainty, null, null, CancellationToken.None);
            var found = Decide(matrix, uncertainty);
            Assert.Equal(alone.GetType(), found.GetType());
            decided += found is SomeSingular ? 1 : 0;
        }

        Assert.InRange(decided, 2, 10);
    }

    // Regular as stored, while some matrix within half an ulp of every entry is singular: statement M8.
    [Theory]
    [InlineData("[[0.1, 0.2, 0.3], [0.4, 0.5, 0.6], [0.7, 0.8, 0.9]]")]
    [InlineData("[[1, 2, 3], [4, 5, 6.000000000000001], [5.000000000000001, 7, 9]]")]
    public void A_regular_matrix_may_have_a_singular_one_within_half_an_ulp(string text)
    {
        var matrix = Matrix.Parse(text);
        Assert.True(matrix.Diagnose().IsRegular);
        AssertSingularWithin(matrix, Assert.IsType<SomeSingular>(Decide(matrix, Uncertainty.HalfUlp)));
    }

    [Fact]
    public void Bad_scaling_is_no_nearness_to_singular_matrices()
    {
        var found = Assert.IsType<AllRegular>(Decide(Matrix.Parse("[[1e20, 0], [0, 1e-20]]"), Uncertainty.HalfUlp));
        Assert.True(found.Factor > 1e15);
    }

    [Theory]
    [InlineData("0.5ulp", "half an ulp of each entry")]
    [InlineData("2ulp", "2 ulp of each entry")]
    [InlineData("1e-6", "1e-6 of each entry")]
    [InlineData("1/4abs", "0.25 for all entries")]
    public void Uncertainties_are_read(string text, string expected) => Assert.Equal(expected, Uncertainty.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("ulp")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("NaN")]
    public void Others_are_refused(string text) =>
        Assert.Contains("is no uncertainty", Assert.Throws<MatrixException>(() => Uncertainty.Parse(text)).Message, StringComparison.Ordinal);

    private static Matrix Over(BigInteger divisor, int size, string[] entries)
    {
        var fractions = new Rational[size, size];
        for (var i = 0; i < entries.Length; i++)
        {
            fractions[i / size, i % size] = Matrix.Parse($"[[{entries[i]}]]")[0, 0] / Rational.Of(divisor);
        }

        return Matrix.Of(fractions);
    }

    private static ComponentwiseDistance Decide(Matrix matrix, Uncertainty uncertainty)
    {
        var floats = FloatMatrix.Of(matrix);
        var inverse = floats is null ? null : CertifiedInverse.Of(floats, CertifiedInverse.SevenDigits, CancellationToken.None);
        return ComponentwiseDistance.Of(matrix, uncertainty, floats, inverse, CancellationToken.None);
    }

    private static void AssertSingularWithin(Matrix matrix, SomeSingular found)
    {
        Assert.True(found.Factor <= found.Uncertainty.Factor);
        var size = matrix.Rows;
        var changed = new Rational[size, size];
        for (var i = 0; i < size * size; i++)
        {
            var (row, column) = (i / size, i % size);
            changed[row, column] = found.Entry(matrix, row, column);
            var change = changed[row, column] - matrix[row, column];
            var most = found.Uncertainty.Factor * found.Uncertainty.WeightOf(matrix, row, column).Least;
            Assert.True(change <= most && default(Rational) - change <= most);
        }

        for (var row = 0; row < size; row++)
        {
            Assert.True(Enumerable.Range(0, size).Aggregate(default(Rational), (sum, j) => sum + (changed[row, j] * Rational.Of(found.Vector[j]))).Numerator.IsZero);
        }

        Assert.True(Matrix.Of(changed).Diagnose().IsSingular);
    }

    // det(A - D_y W D_z) has one sign for all signs y, z.
    private static bool AllVerticesAgree(Matrix matrix, Uncertainty uncertainty, bool isGreatest = true)
    {
        var size = matrix.Rows;
        HashSet<int> found = [];
        for (var bits = 0; bits < 1 << (2 * size); bits++)
        {
            var vertex = new Rational[size * size];
            for (var i = 0; i < vertex.Length; i++)
            {
                var sign = ((bits >> (i / size)) ^ (bits >> (size + (i % size)))) & 1;
                var (least, greatest) = uncertainty.WeightOf(matrix, i / size, i % size);
                var change = uncertainty.Factor * (isGreatest ? greatest : least);
                vertex[i] = sign == 0 ? matrix[i / size, i % size] + change : matrix[i / size, i % size] - change;
            }

            var multiple = vertex.Aggregate(BigInteger.One, (product, entry) => product * entry.Denominator / BigInteger.GreatestCommonDivisor(product, entry.Denominator));
            found.Add(Bareiss.Run([.. vertex.Select(entry => entry.Numerator * (multiple / entry.Denominator))], size, size).Determinant.Sign);
        }

        return found.Count == 1 && !found.Contains(0);
    }
}
