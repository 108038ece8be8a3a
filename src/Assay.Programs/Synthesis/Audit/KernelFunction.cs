using Assay.Claims;
using Assay.Programs.Frontends.X86;
using Assay.Programs.Synthesis.Kernels;

namespace Assay.Programs.Synthesis.Audit;

/// <summary>A kernel as a function that claims can be about.</summary>
/// <param name="Name">The function.</param>
/// <param name="Block">Its code, each instruction in a line that knows its place in the file.</param>
/// <param name="Shown">For each line of the code, the instruction as the file has it.</param>
/// <param name="Variables">What the file calls its values, where the code has to call them otherwise; else nothing.</param>
/// <param name="Registers">What the file calls each register of the code, where that is something else.</param>
public sealed record KernelFunction(
    string Name, CodeBlock Block, IReadOnlyList<string> Shown, IReadOnlyList<string> Variables, IReadOnlyDictionary<string, string> Registers)
{
    private const string UsualName = "Kernel";

    private static readonly string[] General =
        ["eax", "ecx", "edx", "ebx", "esi", "edi", "ebp", "r8d", "r9d", "r10d", "r11d", "r12d", "r13d", "r14d", "r15d"];

    private static readonly string[] Vector = [.. Enumerable.Range(0, 16).Select(index => $"xmm{index}")];

    /// <summary>Whether a text names registers as published enumerations do, r1 and s1.</summary>
    public static bool IsEnumerated(string text) => EnumeratedSyntax.Fits(new KernelLineReader("", []).Read(text));

    /// <summary>Reads a kernel without caring which order of results is meant when it does not say.</summary>
    /// <param name="file">The file, for places.</param>
    /// <param name="text">Its text.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>The function, or null when there are problems.</returns>
    public static KernelFunction? Read(string file, string text, ICollection<Problem> problems, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (KernelText.Read(file, text, problems) is not { } listing)
        {
            return null;
        }

        var results = new KernelCheck(listing).Run(cancellation).Results;
        return listing.IsEnumerated ? Enumerated(listing, results, problems) : Intel(listing, results, problems);
    }

    private static KernelFunction? Intel(KernelListing listing, IReadOnlyList<int> results, ICollection<Problem> problems)
    {
        var name = listing.Name ?? UsualName;
        if (Signature(listing, results) is not { } signature)
        {
            problems.Add(new Problem(listing.Start, "The kernel's values or results are spread over memory in a way that no signature can say.", "Values start at the address itself and lie beside each other; results are all in memory or all in registers."));
            return null;
        }

        var lines = listing.Lines.Select(line => (line.Mnemonic.Place, Text: Text(line, ", "))).ToList();
        return new KernelFunction(name, Code(name + signature, lines, listing.Start), [.. lines.Select(line => line.Text)], [], new Dictionary<string, string>());
    }

    private static string? Signature(KernelListing listing, IReadOnlyList<int> results)
    {
        List<string> inputs = [.. listing.Names.Take(listing.Kernel.Values)];
        List<string> outputs = [.. results.Select(result => listing.Names[result])];
        var size = listing.Names.Any(name => Register.All.TryGetValue(name, out var register) && register is { IsVector: false, Width: 64 }) ? 8 : 4;
        List<string> cells = [.. Enumerable.Range(0, inputs.Count).Select(i => i == 0 ? $"[{listing.Memory}]" : $"[{listing.Memory} + {i * size}]")];
        var given = listing.Memory is not null && inputs.SequenceEqual(cells) ? $"{(size == 8 ? "long" : "int")}[{inputs.Count}] {listing.Memory}"
            : inputs.Any(IsCell) ? null
            : string.Join(", ", inputs);
        var left = given is not null && outputs.SequenceEqual(cells) ? listing.Memory
            : outputs.Any(IsCell) ? null
            : string.Join(", ", outputs);
        return given is null || left is null ? null : $"({given}) -> ({left})";

        static bool IsCell(string name) => name[0] == '[';
    }

    private static KernelFunction? Enumerated(KernelListing listing, IReadOnlyList<int> results, ICollection<Problem> problems)
    {
        var kernel = listing.Kernel;
        var isMinMax = kernel.Instructions.All(instruction => instruction.Operation is KernelOperation.Mov or KernelOperation.Min or KernelOperation.Max);
        var registers = isMinMax ? Vector : General;
        if (kernel.Registers > registers.Length || (!isMinMax && kernel.Instructions.Any(instruction => instruction.Operation is KernelOperation.Min or KernelOperation.Max)))
        {
            problems.Add(new Problem(listing.Start, kernel.Registers > registers.Length ? $"The kernel uses {kernel.Registers} registers; x86 has {registers.Length} to offer." : "The kernel has comparisons and minima, for which x86 has different registers."));
            return null;
        }

        string Names(IEnumerable<int> numbers) => string.Join(", ", numbers.Select(number => registers[number]));
        var name = listing.Name ?? UsualName;
        var lines = listing.Lines.Zip(kernel.Instructions, (line, instruction) =>
            (line.Mnemonic.Place, Text: $"{Mnemonic(instruction.Operation, isMinMax)} {registers[instruction.Target]}, {registers[instruction.Source]}"));
        var signature = $"{name}({Names(Enumerable.Range(0, kernel.Values))}) -> ({Names(results)})";
        return new KernelFunction(
            name, Code(signature, [.. lines], listing.Start), [.. listing.Lines.Select(line => Text(line, line.HasCommas ? ", " : " "))], [.. listing.Names.Take(kernel.Values)],
            listing.Names.Index().ToDictionary(register => registers[register.Index], register => register.Item));
    }

    private static string Mnemonic(KernelOperation operation, bool isMinMax) => operation switch
    {
        KernelOperation.Mov when isMinMax => "movdqa",
        KernelOperation.Min => "pminsd",
        KernelOperation.Max => "pmaxsd",
        _ => operation.Name(),
    };

    private static string Text(KernelLine line, string separator) =>
        $"{line.Mnemonic.Text} {string.Join(separator, line.Operands.Select(operand => operand.Text))}";

    private static CodeBlock Code(string signature, IReadOnlyList<(Place Place, string Text)> lines, Place start) =>
        new("asm", ClaimText.Of(signature, start), new ClaimText(string.Join('\n', lines.Select(line => line.Text)), [.. lines.Select(line => line.Place)]));
}
