using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Iced.Intel;

namespace Assay.Programs.Tests.Frontends.X86;

/// <summary>Runs instructions on the processor of this machine, in a child process.</summary>
internal static class Processor
{
    /// <summary>Why the tests cannot run here; null when they can.</summary>
    public static string? WhyNot() =>
        !OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64 ? "This is no x64 Linux."
        : !Avx2.IsSupported || !Bmi1.IsSupported || !Bmi2.IsSupported || !Lzcnt.IsSupported || !Popcnt.IsSupported
            ? "The processor lacks AVX2, BMI, LZCNT or POPCNT."
            : null;

    /// <summary>The contexts after each batch: one piece of code, run on several contexts.</summary>
    public static List<ProcessorContext[]> Run(IReadOnlyList<(byte[] Code, ProcessorContext[] Contexts)> batches)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Assay.X86Runner.dll") },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var writing = Task.Run(() => Send(process.StandardInput.BaseStream, batches));
        var output = process.StandardOutput.BaseStream;
        var results = batches.Select(batch => Array.ConvertAll(batch.Contexts, _ => Receive(output))).ToList();
        writing.Wait();
        process.WaitForExit();
        return results;
    }

    private static void Send(Stream stream, IReadOnlyList<(byte[] Code, ProcessorContext[] Contexts)> batches)
    {
        using var writer = new BinaryWriter(new BufferedStream(stream));
        writer.Write(ProcessorContext.Size);
        foreach (var (code, contexts) in batches)
        {
            writer.Write(code.Length);
            writer.Write(code);
            writer.Write(contexts.Length);
            foreach (var context in contexts)
            {
                writer.Write(context.Bytes);
            }
        }

        writer.Write(0);
    }

    private static ProcessorContext Receive(Stream stream)
    {
        var bytes = new byte[ProcessorContext.Size];
        stream.ReadExactly(bytes);
        return new ProcessorContext(bytes);
    }

    /// <summary>
    /// A function around some instructions: it loads all registers and flags from a context, executes them, and stores all
    /// again.
    /// </summary>
    /// <param name="instructions">The instructions.</param>
    /// <param name="buffer">The register that gets the address of the context's memory, if any.</param>
    public static byte[] Wrap(IEnumerable<Instruction> instructions, int? buffer)
    {
        Assembler code = new(64);
        AssemblerRegister64[] saved = [AssemblerRegisters.rbx, AssemblerRegisters.rbp, AssemblerRegisters.r12, AssemblerRegisters.r13, AssemblerRegisters.r14, AssemblerRegisters.r15];
        Array.ForEach(saved, code.push);
        code.push(AssemblerRegisters.rdi);
        Load(code, buffer);
        foreach (var instruction in instructions)
        {
            code.AddInstruction(instruction);
        }

        Store(code);
        code.add(AssemblerRegisters.rsp, 8);
        Array.ForEach([.. saved.Reverse()], code.pop);
        code.ret();
        using var bytes = new MemoryStream();
        code.Assemble(new StreamCodeWriter(bytes), 0x10000);
        return bytes.ToArray();
    }

    private static void Load(Assembler code, int? buffer)
    {
        var context = AssemblerRegisters.rdi;
        code.push(AssemblerRegisters.__qword_ptr[context + ProcessorContext.FlagsAt]);
        code.popfq();
        for (var i = 0; i < 16; i++)
        {
            code.vmovdqu(Vector(i), AssemblerRegisters.__xmmword_ptr[context + VectorAt(i)]);
        }

        foreach (var i in Enumerable.Range(0, 16).Where(i => i is not (4 or 7)).Append(7))
        {
            if (i == buffer)
            {
                code.lea(General(i), AssemblerRegisters.__[context + ProcessorContext.MemoryAt]);
            }
            else
            {
                code.mov(General(i), AssemblerRegisters.__qword_ptr[context + (i * 8)]);
            }
        }
    }

    // Neither push, mov nor pop changes a flag.
    private static void Store(Assembler code)
    {
        var context = AssemblerRegisters.rdi;
        code.push(context);
        code.mov(context, AssemblerRegisters.__qword_ptr[AssemblerRegisters.rsp + 8]);
        for (var i = 0; i < 16; i++)
        {
            code.vmovdqu(AssemblerRegisters.__xmmword_ptr[context + VectorAt(i)], Vector(i));
        }

        foreach (var i in Enumerable.Range(0, 16).Where(i => i is not (4 or 7)))
        {
            code.mov(AssemblerRegisters.__qword_ptr[context + (i * 8)], General(i));
        }

        code.pop(AssemblerRegisters.__qword_ptr[context + (7 * 8)]);
        code.pushfq();
        code.pop(AssemblerRegisters.__qword_ptr[context + ProcessorContext.FlagsAt]);
    }

    private static int VectorAt(int index) => ProcessorContext.VectorsAt + (index * 16);

    private static AssemblerRegister64 General(int index) => new(Register.RAX + index);

    private static AssemblerRegisterXMM Vector(int index) => new(Register.XMM0 + index);
}
