namespace Assay.Programs.Synthesis.Layers;

/// <summary>The orders in which things can stand.</summary>
internal static class Permutations
{
    /// <summary>All of them, the given one first.</summary>
    public static IEnumerable<int[]> Of(int[] items) => items.Length == 0 ? [[]]
        : items.SelectMany(item => Of([.. items.Where(other => other != item)]), (item, rest) => (int[])[item, .. rest]);
}
