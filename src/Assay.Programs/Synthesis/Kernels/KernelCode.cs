using System.Globalization;

namespace Assay.Programs.Synthesis.Kernels;

/// <summary>Writes kernels as code.</summary>
internal static class KernelCode
{
    private static readonly string[] BothOutcomes = ["less", "greater"];
    private static readonly string[] General = ["eax", "ebx", "ecx", "edx", "esi", "edi", "r8d", "r9d", "r10d", "r11d"];

    /// <summary>The languages.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["text", "intel", "c", "csharp"];

    /// <summary>The kernel in a language, line by line.</summary>
    public static IReadOnlyList<string> Of(Kernel kernel, string language) => language switch
    {
        "text" => Text(kernel),
        "intel" => Intel(kernel),
        "c" => C(kernel),
        "csharp" => CSharp(kernel),
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "There is no such language."),
    };

    /// <summary>One instruction a line, as in published enumerations: <c>cmovl r1 s1</c>.</summary>
    public static List<string> Text(Kernel kernel) =>
        [.. kernel.Instructions.Select(instruction => $"{instruction.Operation.Name()} {Register(kernel, instruction.Target)} {Register(kernel, instruction.Source)}")];

    private static bool IsVector(Kernel kernel) => kernel.Instructions.Any(instruction => instruction.Operation is KernelOperation.Min or KernelOperation.Max);

    // The body of a block of assembly; its signature stands in a comment.
    private static List<string> Intel(Kernel kernel)
    {
        var isVector = IsVector(kernel);
        string Name(int register) => isVector ? string.Create(CultureInfo.InvariantCulture, $"xmm{register}") : General[register];
        var values = string.Join(", ", Enumerable.Range(0, kernel.Values).Select(Name));
        return
        [
            $"; Sort{kernel.Values}({values}) -> ({values})",
            .. kernel.Instructions.Select(instruction => $"{Mnemonic(instruction.Operation, isVector),-7} {Name(instruction.Target)}, {Name(instruction.Source)}"),
        ];
    }

    private static string Mnemonic(KernelOperation operation, bool isVector) => operation switch
    {
        KernelOperation.Mov when isVector => "movdqa",
        KernelOperation.Min => "pminsd",
        KernelOperation.Max => "pmaxsd",
        _ => operation.Name(),
    };

    private static List<string> C(Kernel kernel)
    {
        var isVector = IsVector(kernel);
        var type = isVector ? "__m128i" : "int";
        List<string> lines =
        [
            isVector ? "#include <smmintrin.h>" : "#include <stdbool.h>",
            string.Empty,
            isVector ? $"/* Sorts the vectors v[0] to v[{kernel.Values - 1}] lane by lane. */" : $"/* Sorts v[0] to v[{kernel.Values - 1}]. */",
            $"static inline void sort{kernel.Values}({type} *v)",
            "{",
            .. Enumerable.Range(0, kernel.Values).Select(register => $"    {type} {Register(kernel, register)} = v[{register}];"),
            .. Enumerable.Range(kernel.Values, kernel.Registers - kernel.Values).Select(register => $"    {type} {Register(kernel, register)} = {(isVector ? "_mm_setzero_si128()" : "0")};"),
        ];
        if (Outcomes(kernel) is { Count: > 0 } outcomes)
        {
            lines.Add($"    bool {string.Join(", ", outcomes.Select(outcome => $"{outcome} = false"))};");
        }

        lines.AddRange(kernel.Instructions.Select(instruction => "    " + (isVector ? Intrinsic(kernel, instruction) : Statement(kernel, instruction))));
        lines.AddRange(Enumerable.Range(0, kernel.Values).Select(register => $"    v[{register}] = {Register(kernel, register)};"));
        return [.. lines, "}"];
    }

    private static List<string> CSharp(Kernel kernel)
    {
        var isVector = IsVector(kernel);
        var type = isVector ? "Vector128<int>" : "int";
        var values = Enumerable.Range(0, kernel.Values).Select(register => Register(kernel, register)).ToList();
        var results = kernel.Values == 1 ? type : $"({string.Join(", ", values.Select(_ => type))})";
        List<string> lines =
        [
            .. isVector ? (string[])["using System.Runtime.Intrinsics;", string.Empty] : [],
            $"static {results} Sort{kernel.Values}({string.Join(", ", values.Select(value => $"{type} {value}"))})",
            "{",
            .. Enumerable.Range(kernel.Values, kernel.Registers - kernel.Values).Select(register => $"    {type} {Register(kernel, register)} = default;"),
        ];
        if (Outcomes(kernel) is { Count: > 0 } outcomes)
        {
            lines.Add($"    bool {string.Join(", ", outcomes.Select(outcome => $"{outcome} = false"))};");
        }

        lines.AddRange(kernel.Instructions.Select(instruction => "    " + (isVector ? Method(kernel, instruction) : Statement(kernel, instruction))));
        return [.. lines, kernel.Values == 1 ? $"    return {values[0]};" : $"    return ({string.Join(", ", values)});", "}"];
    }

    private static string Intrinsic(Kernel kernel, KernelInstruction instruction)
    {
        var (target, source) = (Register(kernel, instruction.Target), Register(kernel, instruction.Source));
        return instruction.Operation == KernelOperation.Mov ? $"{target} = {source};"
            : $"{target} = {(instruction.Operation == KernelOperation.Min ? "_mm_min_epi32" : "_mm_max_epi32")}({target}, {source});";
    }

    private static string Method(Kernel kernel, KernelInstruction instruction)
    {
        var (target, source) = (Register(kernel, instruction.Target), Register(kernel, instruction.Source));
        return instruction.Operation == KernelOperation.Mov ? $"{target} = {source};"
            : $"{target} = Vector128.{(instruction.Operation == KernelOperation.Min ? "Min" : "Max")}({target}, {source});";
    }

    // C and C# write this in the same way.
    private static string Statement(Kernel kernel, KernelInstruction instruction)
    {
        var (target, source) = (Register(kernel, instruction.Target), Register(kernel, instruction.Source));
        return instruction.Operation switch
        {
            KernelOperation.Mov => $"{target} = {source};",
            KernelOperation.Cmp => string.Join(' ', Outcomes(kernel).Select(outcome => $"{outcome} = {target} {(outcome == "less" ? '<' : '>')} {source};")),
            _ => $"{target} = {Condition(instruction.Operation)} ? {source} : {target};",
        };
    }

    // Which outcomes of comparisons some conditional move asks for.
    private static List<string> Outcomes(Kernel kernel) => [.. BothOutcomes.Where(outcome =>
        kernel.Instructions.Any(instruction => instruction.Operation.IsConditional() && Condition(instruction.Operation).Contains(outcome, StringComparison.Ordinal)))];

    private static string Condition(KernelOperation operation) => operation switch
    {
        KernelOperation.Cmovl => "less",
        KernelOperation.Cmovg => "greater",
        KernelOperation.Cmovle => "!greater",
        KernelOperation.Cmovge => "!less",
        KernelOperation.Cmove => "!less && !greater",
        _ => "(less || greater)",
    };

    private static string Register(Kernel kernel, int register) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(register < kernel.Values ? 'r' : 's')}{(register < kernel.Values ? register : register - kernel.Values) + 1}");
}
