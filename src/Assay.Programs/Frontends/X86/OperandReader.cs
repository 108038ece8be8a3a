using Assay.Claims;

namespace Assay.Programs.Frontends.X86;

/// <summary>Reads operands in Intel syntax.</summary>
internal sealed class OperandReader(LineReader line)
{
    private static readonly Dictionary<string, int> Sizes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["byte"] = 8,
        ["word"] = 16,
        ["dword"] = 32,
        ["qword"] = 64,
        ["xmmword"] = 128,
        ["oword"] = 128,
    };

    /// <summary>The next operand; null when the line has failed.</summary>
    /// <param name="isTarget">Whether it is the target of a jump.</param>
    public Operand? Read(bool isTarget)
    {
        var place = line.Here;
        if (line.Next == '[')
        {
            return ReadMemory(0, place);
        }

        if (line.Next is '-' or '+' or (>= '0' and <= '9'))
        {
            return ReadImmediate(place);
        }

        var word = line.PeekWord();
        if (word.Length == 0)
        {
            line.Fail(place, line.AtEnd ? "An operand is missing." : $"'{line.Next}' starts no operand.", "An operand is a register, a number, or an address in brackets.");
            return null;
        }

        if (Sizes.TryGetValue(word, out var size))
        {
            return ReadSized(size, place);
        }

        return isTarget ? ReadTarget(place) : ReadRegister(place) is { } register ? new RegisterOperand(register, place) : null;
    }

    private ImmediateOperand? ReadImmediate(Place place)
    {
        var isNegative = line.TryTake('-');
        if (!isNegative)
        {
            line.TryTake('+');
        }

        return line.TakeNumber() is { } value ? new ImmediateOperand(isNegative ? -value : value, place) : null;
    }

    private MemoryOperand? ReadSized(int size, Place place)
    {
        var word = line.TakeWord();
        if (line.PeekWord().Equals("ptr", StringComparison.OrdinalIgnoreCase))
        {
            line.TakeWord();
        }

        if (line.Next == '[')
        {
            return ReadMemory(size, place);
        }

        line.Fail(line.Here, $"An address in brackets must follow '{word}'.", $"Write {word} ptr [rdi].");
        return null;
    }

    private LabelOperand? ReadTarget(Place place)
    {
        var word = line.TakeWord();
        if (word.Equals("short", StringComparison.OrdinalIgnoreCase) && line.PeekWord().Length > 0)
        {
            word = line.TakeWord();
        }

        if (!Register.All.ContainsKey(word))
        {
            return new LabelOperand(word, place);
        }

        line.Fail(place, $"A jump to the address in {word} is not supported.", "Jump to a label.");
        return null;
    }

    private Register? ReadRegister(Place place)
    {
        var word = line.TakeWord();
        if (Register.All.TryGetValue(word, out var register))
        {
            return register;
        }

        if (Register.IsStackPointer(word))
        {
            line.Fail(place, $"'{word}' is the stack pointer, and there is no stack.", "Use another register.");
        }
        else
        {
            line.Fail(place, $"There is no register '{word}'.", RegisterAdvice(word));
        }

        return null;
    }

    /// <summary>What to write instead of a name that is no register.</summary>
    public static string RegisterAdvice(string word) => NearestSpelling.Of(word, Register.All.Keys) is { } nearest
        ? $"Did you mean '{nearest}'?"
        : "Known are the general registers (rax, eax, ax, al, ah and so on, r8 to r15) and xmm0 to xmm15.";

    private MemoryOperand? ReadMemory(int size, Place place)
    {
        line.TryTake('[');
        var address = new AddressTerms(line);
        var isNegative = line.TryTake('-');
        while (!line.Failed)
        {
            ReadTerm(address, isNegative);
            if (line.Failed || line.TryTake(']'))
            {
                break;
            }

            isNegative = line.Next == '-';
            if (!line.TryTake('-') && !line.TryTake('+'))
            {
                line.Fail(line.Here, line.AtEnd ? "The bracket is never closed." : $"'{line.Next}' cannot stand in an address.", "Write [base + index*scale + number].");
            }
        }

        return line.Failed ? null : address.ToOperand(size, place);
    }

    // A number, a register, or a register times a number, in either order.
    private void ReadTerm(AddressTerms address, bool isNegative)
    {
        var place = line.Here;
        if (char.IsAsciiDigit(line.Next))
        {
            if (line.TakeNumber() is not { } number)
            {
                return;
            }

            if (!line.TryTake('*'))
            {
                address.Add(isNegative ? -number : number, place);
            }
            else if (ReadRegister(line.Here) is { } scaled)
            {
                address.Add(scaled, number, isNegative, place);
            }

            return;
        }

        if (line.PeekWord().Length == 0)
        {
            line.Fail(place, "A register or a number is missing in the address.", "Write [base + index*scale + number].");
            return;
        }

        if (ReadRegister(place) is { } register)
        {
            var scale = line.TryTake('*') ? line.TakeNumber() : null;
            address.Add(register, scale, isNegative, place);
        }
    }
}
