using Assay.Programs.Frontends.X86;
using Iced.Intel;
using Instruction = Iced.Intel.Instruction;
using MemoryOperand = Assay.Programs.Frontends.X86.MemoryOperand;
using Register = Iced.Intel.Register;

namespace Assay.Programs.Tests.Frontends.X86;

/// <summary>Translates an operation that Assay has read into an instruction that Iced can encode.</summary>
internal static class IcedTranslation
{
    private static readonly ILookup<string, Code> Codes = Enum.GetValues<Code>()
        .Where(code => code.ToOpCode() is { IsInstruction: true, Mode64: true } opcode
            && opcode.Encoding is EncodingKind.Legacy or EncodingKind.VEX)
        .ToLookup(code => code.Mnemonic().ToString(), StringComparer.OrdinalIgnoreCase);

    // Iced knows each condition by one of its names.
    private static readonly Dictionary<string, string> Aliases = new[]
    {
        "c b", "nae b", "nb ae", "nc ae", "z e", "nz ne", "na be", "nbe a", "pe p", "po np", "nge l", "nl ge", "ng le", "nle g",
    }.Select(pair => pair.Split(' ')).ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>The instruction; null when Iced has none with these operands.</summary>
    public static Instruction? Translate(Operation operation)
    {
        foreach (var code in Codes[Canonical(operation.Instruction.Mnemonic)])
        {
            if (Build(code, operation) is { } instruction && Encodes(instruction))
            {
                return instruction;
            }
        }

        return operation switch
        {
            // Both directions of these are one encoding.
            { Instruction.Mnemonic: "xchg" or "test", Operands: [var first, MemoryOperand second] } =>
                Translate(operation with { Operands = [second, first] }),
            { Instruction.Mnemonic: "imul", Operands: [var factor, ImmediateOperand number] } =>
                Translate(operation with { Operands = [factor, factor, number] }),
            _ => null,
        };
    }

    private static string Canonical(string mnemonic)
    {
        foreach (var stem in (string[])["cmov", "set", "j"])
        {
            if (mnemonic.StartsWith(stem, StringComparison.Ordinal) && Aliases.TryGetValue(mnemonic[stem.Length..], out var name))
            {
                return stem + name;
            }
        }

        return mnemonic;
    }

    private static Instruction? Build(Code code, Operation operation)
    {
        var opcode = code.ToOpCode();
        var shiftsByOne = opcode.OpCount == operation.Operands.Count + 1
            && opcode.GetOpKind(opcode.OpCount - 1) == OpCodeOperandKind.imm8_const_1;
        if (opcode.OpCount != operation.Operands.Count && !shiftsByOne)
        {
            return null;
        }

        var instruction = new Instruction { Code = code };
        for (var i = 0; i < operation.Operands.Count; i++)
        {
            if (!TrySet(ref instruction, i, opcode.GetOpKind(i), operation.Operands[i], opcode))
            {
                return null;
            }
        }

        if (shiftsByOne)
        {
            instruction.SetOpKind(opcode.OpCount - 1, OpKind.Immediate8);
            instruction.Immediate8 = 1;
        }

        return instruction;
    }

    private static bool TrySet(ref Instruction instruction, int index, OpCodeOperandKind kind, Operand operand, OpCodeInfo opcode)
    {
        var name = kind.ToString();
        switch (operand)
        {
            case RegisterOperand register when IsRegister(name, register.Register):
                instruction.SetOpKind(index, OpKind.Register);
                instruction.SetOpRegister(index, Of(register.Register));
                return true;
            case MemoryOperand memory when name == "mem" || (name.EndsWith("_or_mem", StringComparison.Ordinal) && MemoryBits(opcode) == memory.Width):
                instruction.SetOpKind(index, OpKind.Memory);
                instruction.MemoryBase = memory.Base is { } start ? Of(start) : Register.None;
                instruction.MemoryIndex = memory.Index is { } offset ? Of(offset) : Register.None;
                instruction.MemoryIndexScale = memory.Scale;
                instruction.MemoryDisplacement64 = (ulong)memory.Displacement;
                instruction.MemoryDisplSize = memory.Base is null ? 4 : memory.Displacement == 0 ? 0 : 1;
                return true;
            case ImmediateOperand immediate when Immediate(name) is { } known && (known.Check is null || known.Check(immediate.Value)):
                instruction.SetOpKind(index, known.Kind);
                instruction.SetImmediate(index, (ulong)(immediate.Value & ulong.MaxValue));
                return true;
            default:
                return false;
        }
    }

    private static int MemoryBits(OpCodeInfo opcode) => 8 * opcode.MemorySize.GetSize();

    private static (OpKind Kind, Func<Int128, bool>? Check)? Immediate(string kind) => kind switch
    {
        "imm8" => (OpKind.Immediate8, null),
        "imm16" => (OpKind.Immediate16, null),
        "imm32" => (OpKind.Immediate32, null),
        "imm64" => (OpKind.Immediate64, null),
        "imm8sex16" => (OpKind.Immediate8to16, IsSmall),
        "imm8sex32" => (OpKind.Immediate8to32, IsSmall),
        "imm8sex64" => (OpKind.Immediate8to64, IsSmall),
        "imm32sex64" => (OpKind.Immediate32to64, null),
        _ => null,
    };

    private static bool IsSmall(Int128 value) => value >= sbyte.MinValue && value <= sbyte.MaxValue;

    private static bool IsRegister(string kind, Programs.Frontends.X86.Register register) => kind == "cl" ? register.Name == "cl"
        : register.IsVector ? kind.StartsWith("xmm_", StringComparison.Ordinal)
        : kind.StartsWith($"r{register.Width}_", StringComparison.Ordinal);

    private static Register Of(Programs.Frontends.X86.Register register) => Enum.Parse<Register>(register.Name switch
    {
        ['r', .. var number, 'b'] when char.IsAsciiDigit(number[0]) => $"r{number}l",
        var name => name,
    }, ignoreCase: true);

    private static bool Encodes(Instruction instruction)
    {
        using var bytes = new MemoryStream();
        return Encoder.Create(64, new StreamCodeWriter(bytes)).TryEncode(instruction, 0x1000, out _, out _);
    }
}
