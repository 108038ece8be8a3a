namespace Assay.Programs.Frontends.Alive;

/// <summary>Checks that branches lead down the text, and that the target has no other blocks than the source.</summary>
internal static class BlockNames
{
    /// <exception cref="RewriteException">A block breaks a rule.</exception>
    public static void Check(IReadOnlyList<Instruction> source, IReadOnlyList<Instruction> target)
    {
        List<string> blocks = [.. source.Select(instruction => instruction.Block).Distinct()];
        foreach (var label in source.SelectMany(instruction => instruction.Labels).Where(label => !blocks.Contains(label)))
        {
            blocks.Add(label);
        }

        if (target.FirstOrDefault(instruction => !blocks.Contains(instruction.Block)) is { } strange)
        {
            throw new RewriteException(strange.Offset, $"The source has no block '{strange.Block}'.", "The target may replace what stands in the blocks of the source.");
        }

        foreach (var branch in source.Concat(target))
        {
            var backwards = branch.Labels.FirstOrDefault(label => blocks.IndexOf(label) <= blocks.IndexOf(branch.Block));
            if (backwards is not null)
            {
                throw new RewriteException(branch.Offset, $"This branch leads to '{backwards}', which does not stand below it.", "Loops are not decided.") { Unsupported = "loop" };
            }
        }
    }
}
