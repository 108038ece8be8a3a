using Assay.Matrices.Exact;
using Assay.Matrices.Kernels;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Kernels;

/// <summary>Rows less multiples of others, against the same one by one.</summary>
public sealed class CombinationTests
{
    [Fact]
    public void A_row_loses_all_multiples_at_once() => Gen.Select(Gen.Int[0, 90], Gen.Int[0, 24], Gen.Int[0, 1_000_000]).Sample(
        (length, count, seed) =>
        {
            var (field, random) = (new PrimeField(PrimeField.Primes().First()), new Random(seed));
            double[] Residues(int size) => [.. Enumerable.Range(0, size).Select(_ => (double)random.Next(-(1 << 23) + 10, (1 << 23) - 10))];
            double[] row = Residues(length), factors = Residues(count), others = Residues((length + 3) * count);
            int[] starts = [.. Enumerable.Range(0, count).Select(k => ((length + 3) * k) + (k % 4))];
            double[] expected = [.. row];
            for (var k = 0; k < count; k++)
            {
                field.SubtractMultiple(expected, factors[k], others.AsSpan(starts[k], length));
            }

            Combination.Apply(field, row, factors, others, starts);
            Assert.Equal(Array.ConvertAll(expected, field.Least), Array.ConvertAll(row, field.Least));
        },
        iter: Rounds.Of(1000));

    [Fact]
    public void Rows_that_are_too_short_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Combination.Apply(default(RealField), new double[3], [1], new double[3], [1]));
}
