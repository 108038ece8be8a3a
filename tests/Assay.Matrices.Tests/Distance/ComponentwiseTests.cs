using System.Numerics;
using Assay.Matrices.Certified;
using Assay.Matrices.Distance;
using Assay.Matrices.Kernels;
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
            var most = found.Uncertainty.Factor * OettliPrager.Weight(matrix, found.Uncertainty, row, column);
            Assert.True(change <= most && default(Rational) - change <= most);
        }

        for (var row = 0; row < size; row++)
        {
            Assert.True(Enumerable.Range(0, size).Aggregate(default(Rational), (sum, j) => sum + (changed[row, j] * Rational.Of(found.Vector[j]))).Numerator.IsZero);
        }

        Assert.True(Matrix.Of(changed).Diagnose().IsSingular);
    }

    // det(A - D_y W D_z) has one sign for all signs y, z.
    private static bool AllVerticesAgree(Matrix matrix, Uncertainty uncertainty)
    {
        var size = matrix.Rows;
        HashSet<int> found = [];
        for (var bits = 0; bits < 1 << (2 * size); bits++)
        {
            var vertex = new Rational[size * size];
            for (var i = 0; i < vertex.Length; i++)
            {
                var sign = ((bits >> (i / size)) ^ (bits >> (size + (i % size)))) & 1;
                var change = uncertainty.Factor * OettliPrager.Weight(matrix, uncertainty, i / size, i % size);
                vertex[i] = sign == 0 ? matrix[i / size, i % size] + change : matrix[i / size, i % size] - change;
            }

            var multiple = vertex.Aggregate(BigInteger.One, (product, entry) => product * entry.Denominator / BigInteger.GreatestCommonDivisor(product, entry.Denominator));
            found.Add(Bareiss.Run([.. vertex.Select(entry => entry.Numerator * (multiple / entry.Denominator))], size, size).Determinant.Sign);
        }

        return found.Count == 1 && !found.Contains(0);
    }
}
