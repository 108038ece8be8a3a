namespace Assay.Matrices.Sparse;

/// <summary>
/// Rows of which each leads to each other, from a row to the partners of all columns that it has entries in (Tarjan, Depth-First Search
/// and Linear Graph Algorithms, 1972), without recursion.
/// </summary>
internal static class StrongComponents
{
    private const int Unseen = 0;
    private const int Finished = int.MaxValue;

    /// <summary>The components; one comes after all that it leads to.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="matching">The partners.</param>
    /// <param name="chosen">The rows that take part; all of them have partners.</param>
    public static IReadOnlyList<int[]> Of(SparsePattern pattern, BipartiteMatching matching, bool[] chosen)
    {
        List<int[]> components = [];
        var (low, next, seen) = (new int[pattern.Rows], new int[pattern.Rows], Unseen);
        var number = new int[pattern.Rows];
        var (open, path) = (new Stack<int>(), new Stack<int>());
        for (var start = 0; start < pattern.Rows; start++)
        {
            if (chosen[start] && number[start] == Unseen)
            {
                Enter(start);
            }

            while (path.TryPeek(out var row))
            {
                if (next[row] < pattern.Row(row).Length)
                {
                    Follow(row, matching.RowOfColumn[pattern.Row(row)[next[row]++]]);
                    continue;
                }

                Leave(row);
            }
        }

        return components;

        void Enter(int row)
        {
            number[row] = low[row] = ++seen;
            open.Push(row);
            path.Push(row);
        }

        void Follow(int row, int other)
        {
            if (other == BipartiteMatching.None || !chosen[other])
            {
                return;
            }

            if (number[other] == Unseen)
            {
                Enter(other);
            }
            else if (low[other] != Finished)
            {
                low[row] = Math.Min(low[row], number[other]);
            }
        }

        void Leave(int row)
        {
            path.Pop();
            var lowest = low[row];
            if (lowest == number[row])
            {
                List<int> component = [];
                do
                {
                    component.Add(open.Peek());
                    low[open.Peek()] = Finished;
                }
                while (open.Pop() != row);
                components.Add([.. component]);
            }

            if (lowest < number[row] && path.TryPeek(out var parent))
            {
                low[parent] = Math.Min(low[parent], lowest);
            }
        }
    }
}
