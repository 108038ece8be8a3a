using Assay.Claims;
using Assay.Programs.Frontends.X86;

namespace Assay.Programs.Synthesis.Kernels;

/// <summary>Intel's syntax over general registers of one width, over vector registers, and memory behind one register.</summary>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class IntelSyntax(ICollection<Problem> problems) : IKernelSyntax
{
    private readonly KernelMemory _memory = new(problems);
    private (int Width, string Name)? _width;

    /// <summary>The memory that the kernel uses.</summary>
    public KernelMemory Memory => _memory;

    public void Add(KernelLine line, KernelOperation operation, KernelRegisters registers, ICollection<KernelStep> steps)
    {
        var isOfThree = registers == KernelRegisters.Vector && operation != KernelOperation.Mov && line.Mnemonic.Text[0] is 'v' or 'V';
        var expected = isOfThree ? 3 : 2;
        if (line.Mnemonic.Text.ToLowerInvariant() is "min" or "max" or "pmin" or "pmax")
        {
            problems.Add(KernelMnemonics.Refuse(line.Mnemonic) with { Message = $"There is no instruction '{line.Mnemonic.Text}' here.", Advice = "Did you mean 'pminsd' or 'pmaxsd'?" });
        }
        else if (line.Operands.Count != expected)
        {
            problems.Add(new Problem(line.Mnemonic.Place, $"'{line.Mnemonic.Text}' has {line.Operands.Count} operands, not {(isOfThree ? "three" : "two")}.", "Separate operands by commas, as in: cmp eax, ecx"));
        }
        else if (line.Operands.Select(word => Operand(word, line, registers)).ToArray() is var operands && Array.TrueForAll(operands, operand => operand is not null))
        {
            Add(line, operation, registers, operands!, steps);
        }
    }

    private void Add(KernelLine line, KernelOperation operation, KernelRegisters registers, KernelOperand[] operands, ICollection<KernelStep> steps)
    {
        var (target, source) = (operands[0], operands[^1]);
        if (Refusal(operation, registers, operands) is { } reason)
        {
            problems.Add(new Problem(line.Operands[reason.At].Place, reason.Message, reason.Advice));
        }
        else if (operands.Length == 2)
        {
            steps.Add(new KernelStep(operation, target.Name, source.Name, IsCounted: operation != KernelOperation.Mov || !(target.IsMemory || source.IsMemory)));
        }
        else if (target.Name == source.Name)
        {
            // Least and greatest do not depend on the order of what they take.
            steps.Add(new KernelStep(operation, target.Name, operands[1].Name, IsCounted: true));
        }
        else
        {
            if (target.Name != operands[1].Name)
            {
                steps.Add(new KernelStep(KernelOperation.Mov, target.Name, operands[1].Name, IsCounted: false));
            }

            steps.Add(new KernelStep(operation, target.Name, source.Name, IsCounted: true));
        }
    }

    private static (int At, string Message, string Advice)? Refusal(KernelOperation operation, KernelRegisters registers, KernelOperand[] operands)
    {
        var (target, source) = (operands[0], operands[^1]);
        if (registers == KernelRegisters.Vector)
        {
            return Array.FindIndex(operands, operand => !operand.IsVector) is >= 0 and var at
                ? (at, $"{operands[at].Name} is no vector register.", operands[at].IsMemory ? "Load and store single values with movd." : "Use xmm0 to xmm15.")
                : null;
        }

        if (registers == KernelRegisters.Between)
        {
            return target.IsVector != source.IsVector ? null : (1, $"movd moves between a vector register and another place, not between {target.Name} and {source.Name}.", "Use mov or movdqa.");
        }

        return Array.FindIndex(operands, operand => operand.IsVector) is >= 0 and var vector ? (vector, $"{operands[vector].Name} is a vector register.", "Use movdqa, movd, pminsd or pmaxsd.")
            : target.IsMemory && source.IsMemory ? (1, "There is no instruction on two places in memory.", "Load one of them into a register first.")
            : target.IsMemory && operation.IsConditional() ? (0, "A conditional move cannot write memory.", "Move into a register, and store that.")
            : null;
    }

    private KernelOperand? Operand(KernelWord word, KernelLine line, KernelRegisters registers)
    {
        if (word.Text.Contains('['))
        {
            return _memory.Cell(word);
        }

        if (Register.All.TryGetValue(word.Text, out var register))
        {
            return Check(word, register) ? new KernelOperand(register.Name, IsMemory: false, register.IsVector) : null;
        }

        problems.Add(word.Text is ['%', ..] or ['$', ..]
            ? new Problem(word.Place, $"'{word.Text[0]}' belongs to AT&T syntax, which writes operands the other way round.", "Give the Intel form, destination first and without prefixes.")
            : word.Text is ['-' or '+' or (>= '0' and <= '9'), ..]
            ? new Problem(word.Place, $"'{word.Text}' is a number, which no sorting kernel needs.", "A kernel compares and copies registers.")
            : Register.IsStackPointer(word.Text)
            ? new Problem(word.Place, $"'{word.Text}' is the stack pointer, and there is no stack.", "Use another register.")
            : new Problem(word.Place, word.Text.Length == 0 ? "An operand is missing." : $"There is no register '{word.Text}'.", OperandReader.RegisterAdvice(word.Text)));
        return null;
    }

    // Values of different widths could not all be the same values.
    private bool Check(KernelWord word, Register register)
    {
        var width = register.IsVector ? 32 : register.Width;
        if (width is not (32 or 64))
        {
            problems.Add(new Problem(word.Place, $"{register} has {width} bits.", "Use registers of 32 or 64 bits."));
            return false;
        }

        _width ??= (width, register.Name);
        if (_width.Value.Width != width)
        {
            problems.Add(new Problem(word.Place, $"{register} holds values of {width} bits, but {_width.Value.Name} of {_width.Value.Width}.", "Use registers of one width."));
            return false;
        }

        _memory.Width = width;
        return true;
    }
}
