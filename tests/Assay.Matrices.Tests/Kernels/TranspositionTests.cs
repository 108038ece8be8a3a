using Assay.Matrices.Kernels;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Kernels;

/// <summary>Rows as columns, entry by entry.</summary>
public sealed class TranspositionTests
{
    [Fact]
    public void Every_entry_and_no_other_is_copied() => Gen.Select(Gen.Int[0, 35], Gen.Int[0, 35], Gen.Int[0, 9], Gen.Int[0, 9]).Sample(
        (rows, columns, right, below) =>
        {
            var (stride, height) = (columns + right, rows + below);
            double[] source = [.. Enumerable.Range(1, rows * stride).Select(i => (double)i)];
            var target = new double[columns * height];
            Transposition.Copy(source, stride, target, height, rows, columns);
            for (var i = 0; i < target.Length; i++)
            {
                var (column, row) = (i / height, i % height);
                Assert.Equal(row < rows ? source[(row * stride) + column] : 0, target[i]);
            }
        },
        iter: Rounds.Of(1000));
}
