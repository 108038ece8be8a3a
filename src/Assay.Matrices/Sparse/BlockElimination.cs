using Assay.Matrices.Exact;

namespace Assay.Matrices.Sparse;

/// <summary>
/// Elimination of the blocks of a block triangular form, each for itself. The minor of all their pivots is triangular in blocks, hence
/// not zero.
/// </summary>
/// <param name="Rows">The rows of the minor.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record BlockElimination(IReadOnlyList<int> Rows, IReadOnlyList<int> Columns)
{
    /// <summary>The minor of as many rows as the structural rank; null where some block has not all of its rank modulo the prime.</summary>
    /// <param name="field">The field.</param>
    /// <param name="pattern">Where the matrix has entries.</param>
    /// <param name="residues">Their residues.</param>
    /// <param name="form">The form.</param>
    /// <param name="limits">How far it stays sparse.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="MatrixException">Elimination comes to hold too many entries.</exception>
    public static BlockElimination? Of(
        PrimeField field, SparsePattern pattern, double[] residues, BlockTriangularForm form, SparseLimits limits, CancellationToken cancellation)
    {
        List<int> rows = [], columns = [];
        var positions = new int[pattern.Columns];
        Array.Fill(positions, -1);
        foreach (var block in form.Blocks)
        {
            cancellation.ThrowIfCancellationRequested();
            var (part, values) = Part(pattern, residues, block, positions);
            var elimination = new SparseElimination(field, part, values, keepSteps: false, limits, cancellation);
            if (elimination.Rank < Math.Min(block.Rows.Length, block.Columns.Length))
            {
                return null;
            }

            rows.AddRange(elimination.Rows.Select(row => block.Rows[row]));
            columns.AddRange(elimination.Columns.Select(column => block.Columns[column]));
        }

        return new BlockElimination(rows, columns);
    }

    // The block alone. Positions are negative before and after.
    private static (SparsePattern Pattern, double[] Values) Part(SparsePattern pattern, double[] residues, DiagonalBlock block, int[] positions)
    {
        foreach (var (i, column) in block.Columns.Index())
        {
            positions[column] = i;
        }

        List<int> starts = [0], columns = [];
        List<double> values = [];
        foreach (var row in block.Rows)
        {
            var i = pattern.Start(row);
            foreach (var column in pattern.Row(row))
            {
                if (positions[column] >= 0)
                {
                    columns.Add(positions[column]);
                    values.Add(residues[i]);
                }

                i++;
            }

            starts.Add(columns.Count);
        }

        foreach (var column in block.Columns)
        {
            positions[column] = -1;
        }

        return (new SparsePattern([.. starts], [.. columns], block.Columns.Length), [.. values]);
    }
}
