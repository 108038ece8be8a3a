using Assay.Matrices.Exact;
using Assay.Matrices.Kernels;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Kernels;

/// <summary>Inverses, against products with what they are the inverses of.</summary>
public sealed class InverseTests
{
    private static readonly Gen<(int Size, int Seed)> Cases = Gen.Select(Gen.Int[1, 150], Gen.Int[0, 1000]);

    [Fact]
    public void Modulo_a_prime_the_product_is_the_identity() => Cases.Sample(
        one =>
        {
            // Zeros in the first place make rows change their places.
            var (field, size) = (new PrimeField(PrimeField.Primes().First()), one.Size);
            var entries = Numbers(size, one.Seed);
            if (Inverse<PrimeField>.Of(field, entries, size) is not { } inverse)
            {
                return;
            }

            for (var i = 0; i < size; i += 1 + (size / 7))
            {
                for (var j = 0; j < size; j++)
                {
                    var entry = Enumerable.Range(0, size).Sum(k => (long)inverse[(i * size) + k] * (long)entries[(k * size) + j]);
                    Assert.Equal(i == j ? 1 : 0, ((entry % field.Prime) + field.Prime) % field.Prime);
                }
            }
        },
        iter: Rounds.Of(60));

    [Fact]
    public void A_missing_pivot_leaves_no_inverse() =>
        Assert.Null(Inverse<RealField>.Of(default, [1, 2, 3, 2, 4, 6, 1, 0, 1], 3));

    private static double[] Numbers(int size, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, size * size).Select(i => i == 0 ? 0.0 : random.Next(-1000, 1001))];
    }
}
