using System.Collections.Immutable;
using Assay.Claims;

namespace Assay.Programs.Frontends.Alive;

/// <summary>Reads instructions, one a line.</summary>
internal sealed class InstructionReader(OptReader reader, ExpressionReader expressions)
{
    private static readonly string[] Arithmetic =
        ["add", "sub", "mul", "udiv", "sdiv", "urem", "srem", "shl", "lshr", "ashr", "and", "or", "xor"];

    private static readonly string[] Conversions = ["trunc", "zext", "sext", "ZExtOrTrunc", "bitcast"];

    private static readonly HashSet<string> NotDecided =
    [
        "load", "store", "alloca", "getelementptr", "inttoptr", "ptrtoint", "unreachable", "switch", "phi", "invoke",
        "fadd", "fsub", "fmul", "fdiv", "frem", "fneg", "fcmp", "fptrunc", "fpext", "fptoui", "fptosi", "uitofp", "sitofp",
        "freeze", "extractvalue", "insertvalue", "extractelement", "insertelement", "shufflevector", "fence", "cmpxchg", "atomicrmw",
    ];

    /// <summary>Reads up to <c>=></c> or the end.</summary>
    /// <param name="first">The name of the first block, when it has no label here.</param>
    public List<Instruction> Instructions(string first = "")
    {
        List<Instruction> instructions = [];
        var block = first;
        HashSet<string> blocks = [];
        for (reader.SkipLineEnds(); reader.Now.Kind != OptTokenKind.End && !reader.Now.Is("=>"); reader.SkipLineEnds())
        {
            if (reader.Now.Kind == OptTokenKind.Word && reader.Now.Text == "skip")
            {
                reader.Take();
            }
            else if (reader.Now.Kind is OptTokenKind.Word or OptTokenKind.Number && reader.Following.Is(":"))
            {
                block = Label(blocks);
            }
            else if (reader.Now.Kind == OptTokenKind.Register)
            {
                instructions.Add(Definition() with { Block = block });
            }
            else if (reader.Now.Kind == OptTokenKind.Word && reader.Now.Text is BranchReader.Branch or BranchReader.Return)
            {
                instructions.Add(Marked(new BranchReader(reader, expressions).Read(block)));
            }
            else
            {
                throw NoDefinition();
            }

            reader.ExpectLineEnd();
        }

        return instructions;
    }

    private RewriteException NoDefinition()
    {
        var word = reader.Now;
        return word.Kind == OptTokenKind.Word && NotDecided.Contains(word.Text)
            ? OptReader.Unsupported(word, word.Text)
            : reader.Unexpected("an instruction such as '%r = add %x, C'");
    }

    private Instruction Definition()
    {
        var name = reader.Take();
        reader.Expect("=");
        var slot = reader.SlotOf(name.Text);
        reader.Types.MarkInProgram(slot);
        return Marked(Right(name.Offset, name.Text, slot));
    }

    private string Label(HashSet<string> blocks)
    {
        var label = reader.Take();
        reader.Expect(":");
        return blocks.Add(label.Text)
            ? label.Text
            : throw new RewriteException(label.Offset, $"Two blocks are named '{label.Text}'.", "Give each block its own name.");
    }

    private Instruction Marked(Instruction instruction)
    {
        foreach (var part in instruction.Operands.SelectMany(Rewrite.Parts))
        {
            reader.Types.MarkInProgram(part.Slot);
        }

        return instruction;
    }

    private Instruction Right(int offset, string result, int slot)
    {
        var operation = reader.Now.Kind == OptTokenKind.Word ? reader.Now.Text : string.Empty;
        if (Arithmetic.Contains(operation))
        {
            var word = reader.Take();
            var flags = Flags(word.Text);
            var left = expressions.TypedOperand(slot);
            reader.Expect(",");
            return new Instruction(offset, result, slot, operation, [left, expressions.TypedOperand(slot)]) { Flags = flags };
        }

        if (Conversions.Contains(operation))
        {
            return Conversion(offset, result, slot);
        }

        return operation switch
        {
            "icmp" => Comparison(offset, result, slot),
            "select" => Choice(offset, result, slot),
            "call" => new IntrinsicReader(reader, expressions).Read(offset, result, slot),
            _ => Copy(offset, result, slot),
        };
    }

    private ImmutableHashSet<string> Flags(string operation)
    {
        var flags = ImmutableHashSet.CreateBuilder<string>();
        while (reader.Now.Kind == OptTokenKind.Word && reader.Now.Text is "nsw" or "nuw" or "exact")
        {
            var allowed = reader.Now.Text == "exact" ? operation is "udiv" or "sdiv" or "lshr" or "ashr" : operation is "add" or "sub" or "mul" or "shl";
            flags.Add(allowed ? reader.Now.Text : throw new RewriteException(reader.Now.Offset, $"'{operation}' has no flag '{reader.Now.Text}'.", "Leave it out."));
            reader.Take();
        }

        return flags.ToImmutable();
    }

    private Instruction Conversion(int offset, string result, int slot)
    {
        var word = reader.Take();
        var operand = expressions.TypedOperand(reader.Types.New());
        if (reader.TryTake("to"))
        {
            reader.TakeType(slot);
        }

        switch (word.Text)
        {
            case "trunc":
                reader.Types.Narrower(slot, operand.Slot);
                break;
            case "bitcast":
                reader.Types.Same(slot, operand.Slot, word.Offset);
                break;
            case "zext" or "sext":
                reader.Types.Narrower(operand.Slot, slot);
                break;
        }

        return new Instruction(offset, result, slot, word.Text, [operand]);
    }

    private Instruction Comparison(int offset, string result, int slot)
    {
        reader.Take();
        var condition = reader.Now is { Kind: OptTokenKind.Word, Text: not ("true" or "false" or "undef" or "poison") } word
            && !reader.IsType && !OptTokens.IsConstantName(word.Text) && !reader.Following.Is("(")
            ? reader.Take().Text
            : $"the condition of {result}";
        var compared = reader.Types.New();
        var left = expressions.TypedOperand(compared);
        reader.Expect(",");
        reader.Types.Fix(slot, 1, offset);
        return new Instruction(offset, result, slot, "icmp", [left, expressions.TypedOperand(compared)]) { Condition = condition };
    }

    private Instruction Choice(int offset, string result, int slot)
    {
        reader.Take();
        var condition = reader.Types.New();
        reader.Types.Fix(condition, 1, offset);
        var which = expressions.TypedOperand(condition);
        reader.Expect(",");
        var yes = expressions.TypedOperand(slot);
        reader.Expect(",");
        return new Instruction(offset, result, slot, "select", [which, yes, expressions.TypedOperand(slot)]);
    }

    private Instruction Copy(int offset, string result, int slot)
    {
        var word = reader.Now;
        if (word.Kind == OptTokenKind.Word && NotDecided.Contains(word.Text))
        {
            throw OptReader.Unsupported(word, word.Text);
        }

        var isInstruction = word.Kind == OptTokenKind.Word && !reader.IsType && !OptTokens.IsConstantName(word.Text)
            && word.Text is not ("true" or "false" or "undef" or "poison" or "null") && !reader.Following.Is("(");
        return isInstruction
            ? throw new RewriteException(word.Offset, $"Unknown instruction '{word.Text}'.", NearestSpelling.Advice(word.Text, [.. Arithmetic, .. Conversions, "icmp", "select", "call"]))
            : new Instruction(offset, result, slot, "copy", [expressions.TypedOperand(slot)]);
    }
}
