using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86.Instructions;

/// <summary>Moving data into, out of, and within vector registers.</summary>
internal static class VectorMoves
{
    public static IEnumerable<Instruction> All { get; } =
    [
        .. Named(["movd", "vmovd"], "x rm32|rm32 x", Move32),
        .. Named(["movq", "vmovq"], "x rm64|rm64 x|x x", Move64),
        .. Named(["movdqu", "vmovdqu", "movups", "vmovups"], "x xm|xm x", cpu => cpu.WriteVector(0, cpu.ReadVector(1))),
        .. Named(["movdqa", "vmovdqa", "movaps", "vmovaps"], "x x", cpu => cpu.WriteVector(0, cpu.ReadVector(1))),
        new("pshufd", "x x i8", cpu => Shuffle(cpu, 1)),
        new("vpshufd", "x xm i8", cpu => Shuffle(cpu, 1)),
        .. Interleaving("punpckldq", (a, b) => [a[0], b[0], a[1], b[1]]),
        .. Interleaving("punpckhdq", (a, b) => [a[2], b[2], a[3], b[3]]),
        .. Interleaving("punpcklqdq", (a, b) => [a[0], a[1], b[0], b[1]]),
        .. Interleaving("punpckhqdq", (a, b) => [a[2], a[3], b[2], b[3]]),
        new("pinsrd", "x rm32 i8", cpu => Insert(cpu, 0)),
        new("vpinsrd", "x x rm32 i8", cpu => Insert(cpu, 1)),
        .. Named(["pextrd", "vpextrd"], "rm32 x i8", cpu => cpu.Write(0, cpu.ReadVector(1)[Lane(cpu, 0)])),
        new("vpblendd", "x x xm i8", Blend),
    ];

    private static IEnumerable<Instruction> Named(IEnumerable<string> mnemonics, string forms, Action<Cpu> execute) =>
        mnemonics.Select(mnemonic => new Instruction(mnemonic, forms, execute));

    private static IEnumerable<Instruction> Interleaving(string mnemonic, Func<Term[], Term[], Term[]> pick)
    {
        yield return new(mnemonic, "x x", cpu => cpu.WriteVector(0, pick(cpu.ReadVector(0), cpu.ReadVector(1))));
        yield return new("v" + mnemonic, "x x xm", cpu => cpu.WriteVector(0, pick(cpu.ReadVector(1), cpu.ReadVector(2))));
    }

    private static bool IsVector(Cpu cpu, int operand) => cpu.Operation.Operands[operand] is RegisterOperand { Register.IsVector: true };

    // What is moved into a register clears the lanes above it.
    private static void Move32(Cpu cpu)
    {
        if (!IsVector(cpu, 0))
        {
            cpu.Write(0, cpu.ReadVector(1)[0]);
            return;
        }

        var zero = cpu.Constant(0, 32);
        cpu.WriteVector(0, [cpu.Read(1), zero, zero, zero]);
    }

    private static void Move64(Cpu cpu)
    {
        if (!IsVector(cpu, 0))
        {
            cpu.Write(0, cpu.Join(cpu.ReadVector(1)[..2]));
            return;
        }

        var zero = cpu.Constant(0, 32);
        Term[] low = IsVector(cpu, 1)
            ? cpu.ReadVector(1)
            : [cpu.Terms.Extract(cpu.Read(1), 0, 32), cpu.Terms.Extract(cpu.Read(1), 32, 32)];
        cpu.WriteVector(0, [low[0], low[1], zero, zero]);
    }

    private static void Shuffle(Cpu cpu, int source)
    {
        var from = cpu.ReadVector(source);
        cpu.WriteVector(0, [from[Lane(cpu, 0)], from[Lane(cpu, 2)], from[Lane(cpu, 4)], from[Lane(cpu, 6)]]);
    }

    private static void Insert(Cpu cpu, int source)
    {
        Term[] dwords = [.. cpu.ReadVector(source)];
        dwords[Lane(cpu, 0)] = cpu.Read(source + 1);
        cpu.WriteVector(0, dwords);
    }

    private static void Blend(Cpu cpu)
    {
        var (a, b, mask) = (cpu.ReadVector(1), cpu.ReadVector(2), (int)cpu.Immediate(3));
        cpu.WriteVector(0, [.. a.Zip(b).Select((pair, lane) => (mask >> lane & 1) == 1 ? pair.Second : pair.First)]);
    }

    // Two bits of the last operand.
    private static int Lane(Cpu cpu, int bit) => (int)(cpu.Immediate(cpu.OperandCount - 1) >> bit) & 3;
}
