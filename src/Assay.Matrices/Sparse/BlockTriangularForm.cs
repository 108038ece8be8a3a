namespace Assay.Matrices.Sparse;

/// <summary>
/// Orders of rows and columns in which a matrix has zeros below a diagonal of blocks (Dulmage and Mendelsohn, Coverings of Bipartite
/// Graphs, 1958; Pothen and Fan, Computing the Block Triangular Form of a Sparse Matrix, 1990).
/// </summary>
/// <remarks>
/// The first block may have more columns than rows, the last one more rows than columns; those between are square and cannot be
/// taken apart any further. The structural rank is the sum of the smaller sides of all blocks.
/// </remarks>
/// <param name="Blocks">The blocks, in the order of the diagonal.</param>
internal sealed record BlockTriangularForm(IReadOnlyList<DiagonalBlock> Blocks)
{
    /// <summary>Finds the form by a maximum matching.</summary>
    public static BlockTriangularForm Of(SparsePattern pattern, BipartiteMatching matching)
    {
        var (tallRows, tallColumns) = matching.Reach(pattern);
        var (wideColumns, wideRows) = matching.Transpose().Reach(pattern.Transpose(out _));
        List<DiagonalBlock> blocks = [new(Lines(wideRows), Lines(wideColumns))];
        var between = new bool[pattern.Rows];
        for (var row = 0; row < between.Length; row++)
        {
            between[row] = !tallRows[row] && !wideRows[row];
        }

        // Components come with those first that no other is needed for, hence at the bottom.
        blocks.AddRange(StrongComponents.Of(pattern, matching, between).Reverse()
            .Select(rows => new DiagonalBlock(rows, Array.ConvertAll(rows, row => matching.ColumnOfRow[row]))));
        blocks.Add(new DiagonalBlock(Lines(tallRows), Lines(tallColumns)));
        return new BlockTriangularForm([.. blocks.Where(block => block.Rows.Length > 0 || block.Columns.Length > 0)]);
    }

    private static int[] Lines(bool[] chosen) => [.. chosen.Index().Where(line => line.Item).Select(line => line.Index)];
}

/// <summary>A block of the diagonal.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record DiagonalBlock(int[] Rows, int[] Columns);
