namespace Assay.Programs.Synthesis.Kernels;

/// <summary>The orders that a list of values can have, as ranks from 1 on.</summary>
internal static class Orders
{
    /// <summary>The orders of distinct values, in lexicographic order: n! of them.</summary>
    public static IEnumerable<int[]> Strict(int values) => Weak(values).Where(ranks => ranks.Max() == values);

    /// <summary>The orders of values that may be equal, in lexicographic order: 1, 3, 13, 75, 541, 4683, ... of them.</summary>
    /// <remarks>Each is a list in which every rank from 1 to the greatest occurs.</remarks>
    public static IEnumerable<int[]> Weak(int values)
    {
        var ranks = new int[values];
        return Extend(ranks, 0);
    }

    private static IEnumerable<int[]> Extend(int[] ranks, int at)
    {
        if (at == ranks.Length)
        {
            if (Enumerable.Range(1, ranks.Max()).All(ranks.Contains))
            {
                yield return (int[])ranks.Clone();
            }

            yield break;
        }

        for (ranks[at] = 1; ranks[at] <= ranks.Length; ranks[at]++)
        {
            foreach (var order in Extend(ranks, at + 1))
            {
                yield return order;
            }
        }
    }
}
