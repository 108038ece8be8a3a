namespace Assay.Matrices.Sparse;

/// <summary>
/// As many entries as possible of which no two share a row or a column; their number is the structural rank (Hopcroft and Karp, An
/// n^(5/2) Algorithm for Maximum Matchings in Bipartite Graphs, 1973).
/// </summary>
internal sealed class BipartiteMatching
{
    /// <summary>Stands where a line has no partner.</summary>
    public const int None = -1;

    private BipartiteMatching(int[] columnOfRow, int[] rowOfColumn) => (ColumnOfRow, RowOfColumn) = (columnOfRow, rowOfColumn);

    /// <summary>The column that each row is matched with.</summary>
    public int[] ColumnOfRow { get; }

    /// <summary>The row that each column is matched with.</summary>
    public int[] RowOfColumn { get; }

    /// <summary>The number of pairs.</summary>
    public int Size => ColumnOfRow.Count(column => column != None);

    /// <summary>Finds a maximum matching.</summary>
    public static BipartiteMatching Of(SparsePattern pattern, CancellationToken cancellation)
    {
        var (columnOfRow, rowOfColumn) = (new int[pattern.Rows], new int[pattern.Columns]);
        Array.Fill(columnOfRow, None);
        Array.Fill(rowOfColumn, None);
        var matching = new BipartiteMatching(columnOfRow, rowOfColumn);
        var (levels, next) = (new int[pattern.Rows], new int[pattern.Rows]);
        while (matching.FindLevels(pattern, levels))
        {
            cancellation.ThrowIfCancellationRequested();
            for (var row = 0; row < pattern.Rows; row++)
            {
                next[row] = 0;
            }

            for (var row = 0; row < pattern.Rows; row++)
            {
                if (columnOfRow[row] == None)
                {
                    matching.Augment(pattern, row, levels, next);
                }
            }
        }

        return matching;
    }

    /// <summary>The matching of the transposed pattern.</summary>
    public BipartiteMatching Transpose() => new(RowOfColumn, ColumnOfRow);

    /// <summary>Rows and columns on paths from rows without partner: from a row to each column it has entries in, from there to the partner.</summary>
    public (bool[] Rows, bool[] Columns) Reach(SparsePattern pattern)
    {
        var (rows, columns) = (new bool[pattern.Rows], new bool[pattern.Columns]);
        var waiting = new Stack<int>(Enumerable.Range(0, pattern.Rows).Where(row => ColumnOfRow[row] == None));
        foreach (var row in waiting)
        {
            rows[row] = true;
        }

        while (waiting.TryPop(out var row))
        {
            foreach (var column in pattern.Row(row))
            {
                columns[column] = true;
                var partner = RowOfColumn[column];
                if (partner != None && !rows[partner])
                {
                    rows[partner] = true;
                    waiting.Push(partner);
                }
            }
        }

        return (rows, columns);
    }

    /// <summary>As many lines as there are pairs, which cover every entry (Kőnig 1931): no larger matching exists.</summary>
    public LineCover Cover(SparsePattern pattern)
    {
        var (rows, columns) = Reach(pattern);
        return new LineCover([.. rows.Index().Where(row => !row.Item).Select(row => row.Index)], [.. columns.Index().Where(column => column.Item).Select(column => column.Index)]);
    }

    // How far rows are from those without partner, as far as the nearest column without; whether there is one.
    private bool FindLevels(SparsePattern pattern, int[] levels)
    {
        Array.Fill(levels, None);
        var waiting = new Queue<int>();
        for (var row = 0; row < pattern.Rows; row++)
        {
            if (ColumnOfRow[row] == None)
            {
                levels[row] = 0;
                waiting.Enqueue(row);
            }
        }

        var last = int.MaxValue;
        while (waiting.TryDequeue(out var row) && levels[row] < last)
        {
            foreach (var column in pattern.Row(row))
            {
                var partner = RowOfColumn[column];
                if (partner == None)
                {
                    last = levels[row] + 1;
                }
                else if (levels[partner] == None)
                {
                    levels[partner] = levels[row] + 1;
                    waiting.Enqueue(partner);
                }
            }
        }

        return last != int.MaxValue;
    }

    // Depth first along the levels; a row that leads nowhere is not entered again.
    private void Augment(SparsePattern pattern, int start, int[] levels, int[] next)
    {
        var path = new Stack<int>([start]);
        while (path.TryPeek(out var row))
        {
            var columns = pattern.Row(row);
            if (next[row] == columns.Length)
            {
                levels[row] = None;
                path.Pop();
                continue;
            }

            var partner = RowOfColumn[columns[next[row]++]];
            if (partner == None)
            {
                foreach (var matched in path)
                {
                    var column = pattern.Row(matched)[next[matched] - 1];
                    (ColumnOfRow[matched], RowOfColumn[column]) = (column, matched);
                }

                return;
            }

            if (levels[partner] == levels[row] + 1)
            {
                path.Push(partner);
            }
        }
    }
}
