using System.Numerics;
using Assay.Matrices.Tests.Exact;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests;

/// <summary>More than a hundred thousand matrices that are hard on purpose, against elimination without fractions.</summary>
public sealed class AdversarialTests
{
    [Fact]
    public void Rank_determinant_and_kernel_are_exact_on_a_hundred_thousand_matrices() => Families.Square(1, 5).Sample(
        entries =>
        {
            var size = entries.GetLength(0);
            var whole = Families.Whole(entries, out var exponent);
            var (rank, determinant) = Bareiss.Run(whole, size, size);
            var diagnosis = Matrix.Of(entries).Diagnose(new DiagnoseOptions { ExactOnly = true });
            Assert.Equal(rank, diagnosis.Rank);
            var scaled = diagnosis.Determinant!.Value;
            Assert.Equal(determinant * scaled.Denominator, scaled.Numerator * BigInteger.Pow(2, Math.Max(0, exponent * size)));
            Assert.Equal(size - rank, diagnosis.Kernel.Count);
            foreach (var vector in diagnosis.Kernel)
            {
                Assert.All(Enumerable.Range(0, size), row => Assert.True(Enumerable.Range(0, size).Aggregate(BigInteger.Zero, (sum, column) => sum + (whole[(row * size) + column] * vector[column])).IsZero));
            }
        },
        iter: Rounds.Of(100_000));
}
