namespace Assay.Matrices.Kernels;

/// <summary>A rectangle of a matrix in an array, row after row.</summary>
/// <param name="Data">The array.</param>
/// <param name="Start">The place of the first entry.</param>
/// <param name="Stride">How far one row is from the next.</param>
internal readonly record struct Block(double[] Data, int Start, int Stride)
{
    /// <summary>The rectangle that starts so many rows and columns later.</summary>
    public Block At(int row, int column) => this with { Start = Start + (row * Stride) + column };
}
