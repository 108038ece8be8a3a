namespace Assay.Training.Connectivity;

/// <summary>
/// The assignment of rows to columns, each to one, with the greatest sum of what they are worth: shortest augmenting paths with prices, the method
/// of Jonker and Volgenant (1987) without its first steps.
/// </summary>
internal static class Assignment
{
    /// <summary>The best assignment.</summary>
    /// <param name="worth">A square matrix, row after row; finite.</param>
    /// <param name="size">Its rows.</param>
    /// <returns>For each row, its column.</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    public static int[] Best(ReadOnlySpan<double> worth, int size)
    {
        foreach (var entry in worth)
        {
            if (!double.IsFinite(entry))
            {
                throw new ArgumentException("What a row and a column are worth has to be finite.", nameof(worth));
            }
        }

        var (rowOf, columnOf) = (new int[size], new int[size]);
        Array.Fill(rowOf, -1);
        Array.Fill(columnOf, -1);
        var (rowPrices, columnPrices) = (new double[size], new double[size]);
        var (distances, before, isDone) = (new double[size], new int[size], new bool[size]);
        for (var start = 0; start < size; start++)
        {
            Array.Fill(distances, double.PositiveInfinity);
            Array.Clear(isDone);
            var (row, reached, sink) = (start, 0.0, -1);
            while (sink < 0)
            {
                var costs = worth.Slice(row * size, size);
                var price = rowPrices[row];
                var (nearest, least) = (-1, double.PositiveInfinity);
                for (var column = 0; column < size; column++)
                {
                    if (isDone[column])
                    {
                        continue;
                    }

                    var distance = reached - costs[column] - price - columnPrices[column];
                    if (distance < distances[column])
                    {
                        (distances[column], before[column]) = (distance, row);
                    }

                    // Of columns equally near, a free one ends the search.
                    if (distances[column] < least || (distances[column] == least && rowOf[column] < 0))
                    {
                        (nearest, least) = (column, distances[column]);
                    }
                }

                (reached, isDone[nearest]) = (least, true);
                (sink, row) = rowOf[nearest] < 0 ? (nearest, row) : (-1, rowOf[nearest]);
            }

            rowPrices[start] += reached;
            for (var column = 0; column < size; column++)
            {
                if (!isDone[column])
                {
                    continue;
                }

                columnPrices[column] -= reached - distances[column];
                if (rowOf[column] >= 0)
                {
                    rowPrices[rowOf[column]] += reached - distances[column];
                }
            }

            // Back along the path, each column to the row from which it was reached.
            for (var column = sink; ;)
            {
                var owner = before[column];
                rowOf[column] = owner;
                (columnOf[owner], column) = (column, columnOf[owner]);
                if (owner == start)
                {
                    break;
                }
            }
        }

        return columnOf;
    }
}
