namespace Assay.Programs.Frontends.Alive;

/// <summary>Operands and conditions as Alive writes them.</summary>
internal static class NodeText
{
    public static string Of(Node node) => node switch
    {
        Literal literal => literal.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Undefined undefined => undefined.IsPoison ? "poison" : "undef",
        Symbol symbol => symbol.Name,
        Unary unary => unary.Sign + Tight(unary.Of),
        Binary binary => $"{Tight(binary.Left)} {binary.Sign} {Tight(binary.Right)}",
        Call call => $"{call.Function}({string.Join(", ", call.Arguments.Select(Of))})",
        Comparison comparison => $"{Tight(comparison.Left)} {comparison.Sign} {Tight(comparison.Right)}",
        Predicate predicate => $"{predicate.Name}({string.Join(", ", predicate.Arguments.Select(Of))})",
        Negation negation => "!" + Tight(negation.Of),
        Junction junction => $"{Tight(junction.Left)} {(junction.IsAnd ? "&&" : "||")} {Tight(junction.Right)}",
        _ => "true",
    };

    /// <summary>The right side of an instruction, without types.</summary>
    public static string Of(Instruction instruction)
    {
        var words = instruction.Operation == "copy" ? [] : (string[])[instruction.Operation, .. instruction.Flags.Order()];
        var condition = instruction.Operation == "icmp" ? $"{instruction.Condition} " : string.Empty;
        var labels = string.Concat(instruction.Labels.Select(label => $" %{label}"));
        return $"{string.Join(' ', words)} {condition}{string.Join(", ", instruction.Operands.Select(Of))}{labels}".TrimStart();
    }

    private static string Tight(Node node) => node is Binary or Comparison or Junction ? $"({Of(node)})" : Of(node);
}
