using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86.Instructions;

/// <summary>Arithmetic and logic on the 128 bits of a vector register, lane by lane; no flag changes.</summary>
/// <remarks>
/// The old encodings demand that memory lies at a multiple of 16, which is not known of a buffer, so they take registers
/// only; those with a v in front take memory anywhere.
/// </remarks>
internal static class Vectors
{
    private static readonly (string Suffix, int Width)[] Sizes = [("b", 8), ("w", 16), ("d", 32), ("q", 64)];
    private static readonly (string Prefix, string Forms)[] Encodings = [("", "x i8"), ("v", "x x i8")];

    public static IEnumerable<Instruction> All { get; } =
    [
        .. Lanes("padd", 64, (terms, a, b) => terms.Add(a, b)),
        .. Lanes("psub", 64, (terms, a, b) => terms.Sub(a, b)),
        .. Lanes("pcmpeq", 64, (terms, a, b) => Ones(terms, terms.Equal(a, b), a.Width)),
        .. Lanes("pcmpgt", 64, (terms, a, b) => Ones(terms, terms.SLt(b, a), a.Width)),
        .. Lanes("pmins", 32, (terms, a, b) => terms.Ite(terms.SLt(a, b), a, b)),
        .. Lanes("pmaxs", 32, (terms, a, b) => terms.Ite(terms.SLt(a, b), b, a)),
        .. Lanes("pminu", 32, (terms, a, b) => terms.Ite(terms.ULt(a, b), a, b)),
        .. Lanes("pmaxu", 32, (terms, a, b) => terms.Ite(terms.ULt(a, b), b, a)),
        .. Both("pmulld", 32, (terms, a, b) => terms.Mul(a, b)),
        .. Both("pand", 32, (terms, a, b) => terms.BvAnd(a, b)),
        .. Both("pandn", 32, (terms, a, b) => terms.BvAnd(terms.BvNot(a), b)),
        .. Both("por", 32, (terms, a, b) => terms.BvOr(a, b)),
        .. Both("pxor", 32, (terms, a, b) => terms.BvXor(a, b)),
        .. Shifts("psll", 16, (terms, a, count) => terms.Shl(a, count)),
        .. Shifts("psrl", 16, (terms, a, count) => terms.LShr(a, count)),
        .. Shifts("psra", 16, (terms, a, count) => terms.AShr(a, count)).Where(instruction => !instruction.Mnemonic.EndsWith('q')),
    ];

    private static Term Ones(TermFactory terms, Term condition, int width) =>
        terms.Ite(condition, terms.Constant(-1, width), terms.Constant(0, width));

    private static IEnumerable<Instruction> Lanes(string stem, int greatest, Func<TermFactory, Term, Term, Term> operation) =>
        Sizes.Where(size => size.Width <= greatest).SelectMany(size => Both(stem + size.Suffix, size.Width, operation));

    // destination = destination op source, and the form with three operands.
    private static IEnumerable<Instruction> Both(string mnemonic, int width, Func<TermFactory, Term, Term, Term> operation)
    {
        yield return new(mnemonic, "x x", cpu => Combine(cpu, width, operation, 0));
        yield return new("v" + mnemonic, "x x xm", cpu => Combine(cpu, width, operation, 1));
    }

    private static void Combine(Cpu cpu, int width, Func<TermFactory, Term, Term, Term> operation, int first)
    {
        var (a, b) = (Split(cpu, cpu.ReadVector(first), width), Split(cpu, cpu.ReadVector(first + 1), width));
        cpu.WriteVector(0, Merge(cpu, [.. a.Zip(b, (x, y) => operation(cpu.Terms, x, y))]));
    }

    private static IEnumerable<Instruction> Shifts(string stem, int least, Func<TermFactory, Term, Term, Term> shift) =>
        from size in Sizes
        where size.Width >= least
        from encoding in Encodings
        select new Instruction(encoding.Prefix + stem + size.Suffix, encoding.Forms, cpu => ShiftAll(cpu, size.Width, shift));

    // The count is not masked: the width or more shifts everything out.
    private static void ShiftAll(Cpu cpu, int width, Func<TermFactory, Term, Term, Term> shift)
    {
        var count = (int)(cpu.Immediate(cpu.OperandCount - 1) & 0xFF);
        var amount = cpu.Constant(Math.Min(count, width), width);
        var lanes = Split(cpu, cpu.ReadVector(cpu.OperandCount - 2), width);
        cpu.WriteVector(0, Merge(cpu, [.. lanes.Select(lane => shift(cpu.Terms, lane, amount))]));
    }

    /// <summary>The lanes of four dwords, the lowest first.</summary>
    private static List<Term> Split(Cpu cpu, Term[] dwords, int width) => width switch
    {
        32 => [.. dwords],
        64 => [cpu.Join(dwords[..2]), cpu.Join(dwords[2..])],
        _ => [.. dwords.SelectMany(dword => Enumerable.Range(0, 32 / width).Select(i => cpu.Terms.Extract(dword, i * width, width)))],
    };

    private static Term[] Merge(Cpu cpu, List<Term> lanes) => lanes[0].Width switch
    {
        32 => [.. lanes],
        64 => [.. lanes.SelectMany(lane => new[] { cpu.Terms.Extract(lane, 0, 32), cpu.Terms.Extract(lane, 32, 32) })],
        var width => [.. lanes.Chunk(32 / width).Select(cpu.Join)],
    };
}
