namespace Assay.Programs.Frontends.Alive;

/// <summary>Checks that every register is defined once and used, and tells what the inputs are.</summary>
internal static class RewriteNames
{
    /// <summary>Registers that nothing defines, and constants, in the order of the text.</summary>
    /// <exception cref="RewriteException">A name breaks a rule.</exception>
    public static IReadOnlyList<Symbol> Inputs(Condition precondition, IReadOnlyList<Instruction> source, IReadOnlyList<Instruction> target)
    {
        List<Symbol> inputs = [];
        HashSet<string> known = [], used = [];
        foreach (var instruction in source)
        {
            foreach (var symbol in Symbols(instruction))
            {
                used.Add(symbol.Name);
                if (known.Add(symbol.Name))
                {
                    inputs.Add(symbol);
                }
            }

            Define(instruction, known, inputs);
        }

        BlockNames.Check(source, target);
        var defined = source.Select(instruction => instruction.Result).ToHashSet();
        CheckPrecondition(precondition, known);
        HashSet<string> inTarget = [], usedInTarget = [];
        foreach (var instruction in target)
        {
            foreach (var symbol in Symbols(instruction))
            {
                usedInTarget.Add(symbol.Name);
                if (!known.Contains(symbol.Name) && !inTarget.Contains(symbol.Name))
                {
                    throw new RewriteException(symbol.Offset, $"{symbol.Name} is declared nowhere in the source: the target cannot declare new input variables or constants.", "Use what the source names.");
                }
            }

            if (!inTarget.Add(instruction.Result))
            {
                throw Twice(instruction);
            }

            if (inputs.Find(input => input.Name == instruction.Result) is not null)
            {
                throw new RewriteException(instruction.Offset, $"The target defines {instruction.Result}, which is an input.", "Give the new value a name of its own.");
            }
        }

        CheckUse(source.Where(instruction => !inTarget.Contains(instruction.Result)), [.. used, .. usedInTarget], "is not used and the target does not replace it");
        CheckUse(target.Where(instruction => !defined.Contains(instruction.Result)), usedInTarget, "is not used and replaces nothing in the source");
        return inputs;
    }

    private static IEnumerable<Symbol> Symbols(Instruction instruction) => instruction.Operands.SelectMany(Rewrite.Parts).OfType<Symbol>();

    private static void Define(Instruction instruction, HashSet<string> known, List<Symbol> inputs)
    {
        if (known.Add(instruction.Result))
        {
            return;
        }

        throw inputs.Any(input => input.Name == instruction.Result)
            ? new RewriteException(instruction.Offset, $"{instruction.Result} is used before it is defined.", "Put its definition first.")
            : Twice(instruction);
    }

    private static RewriteException Twice(Instruction instruction) =>
        new(instruction.Offset, $"{instruction.Result} is defined twice.", "Give each value its own name.");

    private static void CheckPrecondition(Condition precondition, HashSet<string> known)
    {
        var unknown = Rewrite.Operands(precondition).SelectMany(Rewrite.Parts).OfType<Symbol>().FirstOrDefault(symbol => !known.Contains(symbol.Name));
        if (unknown is not null)
        {
            throw new RewriteException(unknown.Offset, $"{unknown.Name} stands in the precondition, but nowhere in the source.", "Use what the source names.");
        }
    }

    private static void CheckUse(IEnumerable<Instruction> instructions, HashSet<string> used, string fault)
    {
        var unused = instructions.FirstOrDefault(instruction => !instruction.IsEnd && !used.Contains(instruction.Result));
        if (unused is not null)
        {
            throw new RewriteException(unused.Offset, $"Temporary register {unused.Result} unused: it {fault}.", "Use it, or leave the instruction out.");
        }
    }
}
