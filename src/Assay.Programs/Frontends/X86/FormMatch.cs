using Assay.Claims;

namespace Assay.Programs.Frontends.X86;

/// <summary>Finds the form of an instruction that operands fit, or says why none does.</summary>
internal static class FormMatch
{
    /// <summary>The operation; null when a problem was reported.</summary>
    public static Operation? Of(Instruction instruction, IReadOnlyList<Operand> operands, string text, Place place, LineReader line)
    {
        var fits = new List<Operation>();
        var best = FormFit.WrongCount;
        foreach (var form in instruction.Forms)
        {
            var fit = form.Fit(operands, out var width);
            best = (FormFit)Math.Max((int)best, (int)fit);
            if (fit == FormFit.Fits)
            {
                fits.Add(new Operation(instruction, width, form.Resolve(operands, width), text, place));
            }
        }

        if (fits.Select(WidthOfMemory).Distinct().Count() > 1)
        {
            best = FormFit.NoSize;
        }

        if (best != FormFit.Fits)
        {
            Report(instruction, operands, best, place, line);
            return null;
        }

        if (HighByteConflict(operands) is { } conflict)
        {
            line.Fail(place, conflict, "Use another register.");
            return null;
        }

        return fits[0];
    }

    private static int WidthOfMemory(Operation operation) =>
        operation.Operands.OfType<MemoryOperand>().Select(memory => memory.Width).FirstOrDefault();

    private static void Report(Instruction instruction, IReadOnlyList<Operand> operands, FormFit fit, Place place, LineReader line)
    {
        var name = instruction.Mnemonic;
        var forms = string.Join(" or ", instruction.Forms.Select(form => form.Operands.Count == 0 ? "nothing" : Describe(form)));
        var memory = operands.FirstOrDefault(operand => operand is MemoryOperand)?.Place ?? place;
        switch (fit)
        {
            case FormFit.NoSize:
                line.Fail(memory, "Nothing says how many bytes of memory are meant.", "Write byte, word, dword or qword ptr in front of the bracket.");
                return;
            case FormFit.TwoMemories:
                line.Fail(memory, "An instruction has one memory operand at most.", "Load one of them into a register first.");
                return;
            case FormFit.TooWide:
                var immediate = operands.OfType<ImmediateOperand>().Last();
                line.Fail(immediate.Place, $"{immediate.Value} does not fit in the number that {name} can carry.", "Move it into a register first.");
                return;
            case FormFit.WrongSize:
                line.Fail(place, $"The sizes of the operands do not fit {name}.", $"It takes {forms}.");
                return;
            case FormFit.WrongKinds when IsAligned(instruction, operands):
                line.Fail(memory, $"{name} demands an address that is a multiple of 16, and that is not known of a buffer.", "Load with movdqu first.");
                return;
            default:
                line.Fail(place, $"{name} {(operands.Count == 0 ? "needs operands" : "does not take these operands")}.", $"It takes {forms}.");
                return;
        }
    }

    // Whether the instruction would fit if the memory were a vector register.
    private static bool IsAligned(Instruction instruction, IReadOnlyList<Operand> operands)
    {
        Operand[] registers = [.. operands.Select(operand => operand is MemoryOperand ? new RegisterOperand(Register.All["xmm0"], operand.Place) : operand)];
        return instruction.Forms.Any(form => form.Fit(registers, out _) == FormFit.Fits);
    }

    private static string Describe(Form form) => string.Join(", ", form.Operands.Select(operand =>
    {
        List<string> kinds = [];
        var width = operand.Width == 0 ? "" : $" of {operand.Width} bits";
        void Add(OperandKinds kind, string name)
        {
            if (operand.Kinds.HasFlag(kind))
            {
                kinds.Add(name);
            }
        }

        Add(OperandKinds.Register, "register" + width);
        Add(OperandKinds.Vector, "xmm register");
        Add(OperandKinds.Memory, "memory" + width);
        Add(OperandKinds.Immediate, "number");
        Add(OperandKinds.Count, "cl");
        Add(OperandKinds.Address, "address");
        Add(OperandKinds.Label, "label");
        return string.Join("/", kinds);
    }));

    private static string? HighByteConflict(IReadOnlyList<Operand> operands)
    {
        List<Register> named = [];
        foreach (var operand in operands)
        {
            named.AddRange(operand switch
            {
                RegisterOperand register => [register.Register],
                MemoryOperand memory => new[] { memory.Base, memory.Index }.OfType<Register>().Where(register => register.Index >= 8),
                _ => [],
            });
        }

        var high = named.Find(register => register.IsHighByte);
        var other = named.Find(register => register.NeedsRex || (register.Width == 64 && operands.OfType<RegisterOperand>().Any(operand => operand.Register == register)));
        return high is null || other is null ? null : $"No instruction can name both {high} and {other}.";
    }
}
