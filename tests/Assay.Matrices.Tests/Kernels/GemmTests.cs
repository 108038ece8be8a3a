using Assay.Matrices.Kernels;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Kernels;

/// <summary>Products of matrices by every kind of tile, against three loops.</summary>
public sealed class GemmTests
{
    // On small whole numbers every order of summation is exact.
    private static readonly Gen<(int Rows, int Inner, int Columns, int Seed)> Shapes = Gen.Select(Gen.Int[0, 40], Gen.Int[0, 300], Gen.Int[0, 60], Gen.Int[0, 1000]);

    [Fact]
    public void Every_tile_gives_the_product() => Shapes.Sample(
        shape =>
        {
            Check<Tile512>(shape);
            Check<Tile256>(shape);
            Check<TileScalar>(shape);
        },
        iter: Rounds.Of(200));

    [Fact]
    public void Columns_may_be_chosen_and_threads_shared()
    {
        var (a, b, c) = (Numbers(500 * 50, 1), Numbers(20 * 70, 2), Numbers(500 * 70, 3));
        int[] chosen = [.. Enumerable.Range(0, 20).Select(k => (k * 7) % 50)];
        var wanted = c.ToArray();
        for (var i = 0; i < 500 * 70; i++)
        {
            wanted[i] -= Enumerable.Range(0, 20).Sum(k => a[(i / 70 * 50) + chosen[k]] * b[(k * 70) + (i % 70)]);
        }

        Gemm<RealField>.Update(default, new Block(a, 0, 50), chosen, new Block(b, 0, 70), new Block(c, 0, 70), 500, 20, 70, threads: 2);
        Assert.Equal(wanted, c);
    }

    [Fact]
    public void The_upper_half_is_the_same_where_the_lower_is_left_out() => Shapes.Sample(
        shape =>
        {
            var (size, inner) = (shape.Rows + shape.Columns, shape.Inner);
            var (a, b) = (Numbers(size * inner, shape.Seed), Numbers(inner * size, shape.Seed + 1));
            var (whole, upper) = (new Dense(size, size), new Dense(size, size));
            var columns = Dense.Transpose(new Block(a, 0, inner), size, inner).Block;
            Gemm<AddSum>.Update(default, new Block(a, 0, inner), null, new Block(b, 0, size), whole.Block, size, inner, size);
            Gemm<AddSum>.UpdateUpper(default, columns, new Block(b, 0, size), upper.Block, size, inner);
            Assert.All(Enumerable.Range(0, size), row => Assert.Equal(whole.Row(row)[row..], upper.Row(row)[row..]));
        },
        iter: Rounds.Of(100));

    private static void Check<TTile>((int Rows, int Inner, int Columns, int Seed) shape)
        where TTile : struct, ITile
    {
        var (rows, inner, columns, seed) = shape;
        var (a, b, c) = (Numbers(rows * inner, seed), Numbers(inner * columns, seed + 1), Numbers(rows * columns, seed + 2));
        var wanted = new double[rows * columns];
        for (var i = 0; i < wanted.Length; i++)
        {
            wanted[i] = c[i] + Enumerable.Range(0, inner).Sum(k => a[(i / columns * inner) + k] * b[(k * columns) + (i % columns)]);
        }

        var given = c.ToArray();
        Gemm<AddSum>.Update<TTile>(default, new Block(a, 0, inner), null, isTransposed: false, new Block(b, 0, columns), new Block(c, 0, columns), rows, inner, columns, threads: 1, below: rows);
        Assert.Equal(wanted, c);

        var transposed = Dense.Transpose(new Block(a, 0, inner), rows, inner).Block;
        Gemm<AddSum>.Update<TTile>(default, transposed, null, isTransposed: true, new Block(b, 0, columns), new Block(given, 0, columns), rows, inner, columns, threads: 1, below: rows);
        Assert.Equal(wanted, given);
    }

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(-1000, 1001))];
    }
}
