using Assay.Training.Networks;

namespace Assay.Training.Connectivity;

/// <summary>A block of parameters as rows, columns, and what lies behind each of their meetings, such as a kernel.</summary>
/// <param name="block">The block.</param>
internal readonly struct BlockSides(ParameterBlock block)
{
    private readonly int _start = block.Start;

    /// <summary>Its rows.</summary>
    public int Rows { get; } = block.Sizes[0];

    /// <summary>Its columns; 1 of a vector.</summary>
    public int Columns { get; } = block.Sizes.Count > 1 ? block.Sizes[1] : 1;

    /// <summary>How many numbers a row and a column share.</summary>
    public int Depth { get; } = block.Sizes.Skip(2).Aggregate(1, (product, size) => product * size);

    /// <summary>Where those of a row and a column start among all parameters.</summary>
    public int At(int row, int column) => _start + (((row * Columns) + column) * Depth);
}
