using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace Assay.Programs.Synthesis.Kernels;

/// <summary>
/// Encodes a kernel as a function that sorts many rows of values in place: <c>void sort(int *rows, long count)</c> in the
/// calling convention of Linux. For minima and maxima a value is a vector of four.
/// </summary>
internal static class KernelEncoder
{
    private static readonly AssemblerRegister32[] General = [eax, ecx, edx, r8d, r9d, r10d, r11d];
    private static readonly AssemblerRegisterXMM[] Vectors = [xmm0, xmm1, xmm2, xmm3, xmm4, xmm5, xmm6, xmm7];

    /// <summary>The bytes of one value.</summary>
    public static int BytesPerValue(Kernel kernel) => IsVector(kernel) ? 16 : 4;

    /// <summary>The machine code.</summary>
    public static byte[] Encode(Kernel kernel)
    {
        var assembler = new Assembler(64);
        var loop = assembler.CreateLabel();
        var end = assembler.CreateLabel();
        var isVector = IsVector(kernel);
        var size = BytesPerValue(kernel);
        assembler.test(rsi, rsi);
        assembler.je(end);
        assembler.Label(ref loop);
        for (var register = 0; register < kernel.Values; register++)
        {
            if (isVector)
            {
                assembler.movdqu(Vectors[register], __[rdi + (size * register)]);
            }
            else
            {
                assembler.mov(General[register], __[rdi + (size * register)]);
            }
        }

        foreach (var instruction in kernel.Instructions)
        {
            Add(assembler, instruction, isVector);
        }

        for (var register = 0; register < kernel.Values; register++)
        {
            if (isVector)
            {
                assembler.movdqu(__[rdi + (size * register)], Vectors[register]);
            }
            else
            {
                assembler.mov(__[rdi + (size * register)], General[register]);
            }
        }

        assembler.add(rdi, size * kernel.Values);
        assembler.dec(rsi);
        assembler.jne(loop);
        assembler.Label(ref end);
        assembler.ret();
        using var stream = new MemoryStream();
        assembler.Assemble(new StreamCodeWriter(stream), rip: 0);
        return stream.ToArray();
    }

    private static bool IsVector(Kernel kernel) => kernel.Instructions.Any(instruction => instruction.Operation is KernelOperation.Min or KernelOperation.Max);

    private static void Add(Assembler assembler, KernelInstruction instruction, bool isVector)
    {
        var (operation, target, source) = instruction;
        if (isVector)
        {
            AddVector(assembler, operation, Vectors[target], Vectors[source]);
            return;
        }

        var (a, b) = (General[target], General[source]);
        switch (operation)
        {
            case KernelOperation.Mov:
                assembler.mov(a, b);
                break;
            case KernelOperation.Cmp:
                assembler.cmp(a, b);
                break;
            case KernelOperation.Cmovl:
                assembler.cmovl(a, b);
                break;
            case KernelOperation.Cmovg:
                assembler.cmovg(a, b);
                break;
            case KernelOperation.Cmovle:
                assembler.cmovle(a, b);
                break;
            case KernelOperation.Cmovge:
                assembler.cmovge(a, b);
                break;
            case KernelOperation.Cmove:
                assembler.cmove(a, b);
                break;
            default:
                assembler.cmovne(a, b);
                break;
        }
    }

    private static void AddVector(Assembler assembler, KernelOperation operation, AssemblerRegisterXMM target, AssemblerRegisterXMM source)
    {
        switch (operation)
        {
            case KernelOperation.Mov:
                assembler.movdqa(target, source);
                break;
            case KernelOperation.Min:
                assembler.pminsd(target, source);
                break;
            default:
                assembler.pmaxsd(target, source);
                break;
        }
    }
}
