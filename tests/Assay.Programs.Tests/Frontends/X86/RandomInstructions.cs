using System.Globalization;
using Assay.Programs.Frontends.X86;

namespace Assay.Programs.Tests.Frontends.X86;

/// <summary>Writes random instructions of a form, as text.</summary>
internal sealed class RandomInstructions(Random random)
{
    private const string Buffer = "rdi";

    private static readonly ILookup<int, Register> General = Register.All.Values.Where(register => !register.IsVector).ToLookup(register => register.Width);

    /// <summary>An instruction of a form and width; null when the width is none of the form's.</summary>
    public string Write(Instruction instruction, Form form, int width)
    {
        var hasMemory = false;
        var words = form.Operands.Select(operand => Operand(operand, width, ref hasMemory)).ToArray();
        return $"{instruction.Mnemonic} {string.Join(", ", words)}";
    }

    private string Operand(OperandForm form, int width, ref bool hasMemory)
    {
        var bits = form.Width == 0 ? width : form.Width;
        if (form.Kinds is OperandKinds.Count)
        {
            return "cl";
        }

        if (form.Kinds is OperandKinds.Address)
        {
            return Address();
        }

        var kinds = Enum.GetValues<OperandKinds>().Where(kind => kind != OperandKinds.None && form.Kinds.HasFlag(kind)).ToList();
        if (hasMemory && kinds.Count > 1)
        {
            kinds.Remove(OperandKinds.Memory);
        }

        switch (kinds[random.Next(kinds.Count)])
        {
            case OperandKinds.Memory:
                hasMemory = true;
                return $"{Size(bits)} ptr [{Buffer} + {random.Next(ProcessorContext.MemorySize - (bits / 8) + 1)}]";
            case OperandKinds.Immediate:
                return Immediate(form.Width == 0 ? Math.Min(bits, 32) : bits);
            case OperandKinds.Vector:
                return $"xmm{random.Next(random.Next(2) == 0 ? 3 : 16)}";
            default:
                return Name(bits);
        }
    }

    // Few registers meet often, so that sources and destinations coincide; rdi holds the buffer.
    private string Name(int width)
    {
        var few = random.Next(2) == 0;
        Register[] choice = [.. General[width].Where(register => register.Index != 7 && (!few || register.Index < 3))];
        return choice[random.Next(choice.Length)].Name;
    }

    private string Immediate(int bits)
    {
        var value = random.Next(4) switch
        {
            0 => random.Next(-3, 4),
            1 => random.Next(0, 70),
            2 => random.Next(-128, 128),
            _ => bits == 64 ? random.NextInt64(long.MinValue, long.MaxValue) : random.NextInt64(-(1L << (bits - 1)), 1L << (bits - 1)),
        };
        return value.ToString(CultureInfo.InvariantCulture);
    }

    private string Address()
    {
        var width = random.Next(4) == 0 ? 32 : 64;
        var start = random.Next(8) == 0 ? "" : Name(width) + " + ";
        var index = random.Next(3) == 0 ? "" : $"{Name(width)}*{1 << random.Next(4)} + ";
        return $"[{start}{index}{random.Next(-1000, 1000)}]".Replace("+ -", "- ", StringComparison.Ordinal);
    }

    private static string Size(int bits) => bits switch { 8 => "byte", 16 => "word", 32 => "dword", 64 => "qword", _ => "xmmword" };
}
