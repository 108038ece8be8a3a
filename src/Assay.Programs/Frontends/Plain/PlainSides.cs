using Assay.Claims.Plain;

namespace Assay.Programs.Frontends.Plain;

/// <summary>Finds what a plain statement compares, as <see cref="Questions.SideExpressions"/> does in all others.</summary>
internal static class PlainSides
{
    /// <summary>The expressions.</summary>
    public static IEnumerable<PlainNode> Of(PlainNode expression) => expression switch
    {
        PlainParentheses inner => Of(inner.Inner),
        PlainUnary { Operator: "!" } not => Of(not.Operand),
        PlainChoice choice => [.. Of(choice.Condition), .. Of(choice.WhenTrue), .. Of(choice.WhenFalse)],
        PlainBinary { IsLogical: true } logical => [.. Of(logical.Left), .. Of(logical.Right)],
        PlainBinary { IsComparison: true } comparison => [.. Shown(comparison.Left), .. Shown(comparison.Right)],
        _ => [],
    };

    private static IEnumerable<PlainNode> Shown(PlainNode side)
    {
        while (side is PlainParentheses inner)
        {
            side = inner.Inner;
        }

        return side switch
        {
            PlainName or PlainInteger or PlainTruth or PlainUnary { Operand: PlainInteger or PlainTruth } => [],
            PlainBinary { IsLogical: true } or PlainBinary { IsComparison: true } => [side, .. Of(side)],
            _ => [side],
        };
    }
}
