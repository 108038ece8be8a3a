using System.Collections.Immutable;

namespace Assay.Programs.Frontends.Alive;

/// <summary>An instruction of a source or target.</summary>
/// <param name="Offset">Where it stands in the text of the rewrite.</param>
/// <param name="Result">The register that it defines.</param>
/// <param name="Slot">The type of the result.</param>
/// <param name="Operation">Its name, such as <c>add</c>; <c>copy</c> for <c>%a = %b</c>.</param>
/// <param name="Operands">What it works on.</param>
internal sealed record Instruction(int Offset, string Result, int Slot, string Operation, ImmutableArray<Operand> Operands)
{
    /// <summary>Some of <c>nsw</c>, <c>nuw</c> and <c>exact</c>.</summary>
    public ImmutableHashSet<string> Flags { get; init; } = [];

    /// <summary>The block it stands in; empty for the first block when that has no name.</summary>
    public string Block { get; init; } = string.Empty;

    /// <summary>Of <c>br</c> where it leads.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Whether it ends a block and defines no register.</summary>
    public bool IsEnd => Operation is BranchReader.Branch or BranchReader.Return;

    /// <summary>Of <c>icmp</c> the condition, such as <c>slt</c>, or a name that stands for any condition.</summary>
    public string Condition { get; init; } = string.Empty;
}

/// <summary>A rewrite in Alive's language: under the precondition the target may take the place of the source.</summary>
/// <param name="Precondition">When the compiler applies it.</param>
/// <param name="Source">The instructions before.</param>
/// <param name="Target">The instructions after; registers of the source that it defines again are replaced.</param>
/// <param name="Inputs">Registers that nothing defines, and constants, in the order of the text.</param>
/// <param name="Types">What is known about all widths.</param>
internal sealed record Rewrite(
    Condition Precondition,
    IReadOnlyList<Instruction> Source,
    IReadOnlyList<Instruction> Target,
    IReadOnlyList<Symbol> Inputs,
    TypeRules Types)
{
    /// <summary>Where the source starts in the text of the rewrite.</summary>
    public int Body { get; init; }

    /// <summary>All values that an instruction or operand is made of, itself included.</summary>
    public static IEnumerable<Operand> Parts(Operand operand) => operand switch
    {
        Unary unary => Parts(unary.Of).Prepend(operand),
        Binary binary => Parts(binary.Left).Concat(Parts(binary.Right)).Prepend(operand),
        Call call => call.Arguments.SelectMany(Parts).Prepend(operand),
        _ => [operand],
    };

    /// <summary>The operands of a condition.</summary>
    public static IEnumerable<Operand> Operands(Condition condition) => condition switch
    {
        Comparison comparison => [comparison.Left, comparison.Right],
        Predicate predicate => predicate.Arguments,
        Negation negation => Operands(negation.Of),
        Junction junction => Operands(junction.Left).Concat(Operands(junction.Right)),
        _ => [],
    };
}
