using Assay.Claims;
using Assay.Programs.Synthesis.Audit;
using Assay.Programs.Synthesis.Kernels;
using CsCheck;

namespace Assay.Programs.Tests.Synthesis.Audit;

/// <summary>Kernels to test with, and random ones.</summary>
internal static class Kernels
{
    /// <summary>The kernel of eleven instructions of Ullrich and Hack (CGO 2025).</summary>
    public const string Sort3 =
        "mov s1 r1\ncmp r3 s1\ncmovl s1 r3\ncmovl r3 r1\ncmp r2 r3\nmov r1 r2\ncmovg r2 r3\ncmovg r3 r1\ncmp r1 s1\ncmovl r2 s1\ncmovg r1 s1";

    private static readonly Gen<KernelOperation> Operations = Gen.Enum<KernelOperation>();

    /// <summary>Comparisons and conditional moves over values and spare registers.</summary>
    public static Gen<KernelInstruction> Instruction(int registers) =>
        Gen.Select(Operations, Gen.Int[0, registers - 1], Gen.Int[0, registers - 1], (operation, target, source) => new KernelInstruction(operation, target, source));

    /// <summary>Random kernels, some of which do not touch all their registers.</summary>
    public static Gen<Kernel> Random(int values, int spares, int most) =>
        Instruction(values + spares).Array[1, most].Select(instructions => new Kernel(values, values + spares, instructions));

    /// <summary>Variants of a kernel that sorts: a few instructions are replaced.</summary>
    public static Gen<Kernel> Variant(string text) =>
        Gen.Select(Gen.Int[0, 2], Instruction(4).Array[2], Gen.Int[0, 10].Array[2], (changes, instructions, places) =>
        {
            var kernel = Read(text).Kernel;
            KernelInstruction[] changed = [.. kernel.Instructions];
            for (var i = 0; i < changes; i++)
            {
                changed[places[i]] = instructions[i];
            }

            return kernel with { Instructions = changed };
        });

    /// <summary>The text of a kernel under these names, with a signature.</summary>
    public static string Text(Kernel kernel, IReadOnlyList<string> names) => string.Join('\n', (string[])
    [
        $"# K({string.Join(", ", names.Take(kernel.Values))}) -> ({string.Join(", ", names.Take(kernel.Values))})",
        .. kernel.Instructions.Select(instruction => $"{instruction.Operation.Name()} {names[instruction.Target]} {names[instruction.Source]}"),
    ]);

    /// <summary>The usual names of registers.</summary>
    public static IReadOnlyList<string> Names(Kernel kernel) =>
        [.. Enumerable.Range(1, kernel.Values).Select(i => $"r{i}"), .. Enumerable.Range(1, kernel.Registers - kernel.Values).Select(i => $"s{i}")];

    /// <summary>Reads a text that has no problems.</summary>
    public static KernelListing Read(string text)
    {
        List<Problem> problems = [];
        var listing = KernelText.Read("kernel", text, problems);
        Assert.Empty(problems);
        return listing!;
    }

    /// <summary>The problems of a text.</summary>
    public static List<string> Problems(string text)
    {
        List<Problem> problems = [];
        Assert.Null(KernelText.Read("kernel", text, problems));
        return [.. problems.Select(problem => problem.ToString())];
    }

    /// <summary>Audits a text that can be used.</summary>
    public static UsableKernel Audit(string text) => Assert.IsType<UsableKernel>(KernelAudit.Of("kernel", text, CancellationToken.None).Kernel);
}
