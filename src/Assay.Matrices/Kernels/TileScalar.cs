using System.Runtime.CompilerServices;

namespace Assay.Matrices.Kernels;

/// <summary>What the tiles compute, written to be read: their oracle, and their stand-in where there are no vectors.</summary>
internal readonly struct TileScalar : ITile
{
    public static int Rows => 4;

    public static int Columns => 4;

    public static int MostProducts => 256;

    public static int RowsAtOnce => 192;

    public static void Multiply<TFinish>(TFinish finish, ReadOnlySpan<double> a, ReadOnlySpan<double> b, int inner, ref double c, int stride)
        where TFinish : struct, IFinish
    {
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var sum = 0.0;
                for (var k = 0; k < inner; k++)
                {
                    sum = Math.FusedMultiplyAdd(a[(k * Rows) + row], b[(k * Columns) + column], sum);
                }

                ref var entry = ref Unsafe.Add(ref c, (row * stride) + column);
                entry = finish.Finish(entry, sum);
            }
        }
    }
}
