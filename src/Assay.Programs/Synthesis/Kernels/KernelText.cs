using Assay.Claims;

namespace Assay.Programs.Synthesis.Kernels;

/// <summary>
/// Reads a kernel from text, in one of two forms: that of published enumerations, <c>cmovl r1 s1</c>, or Intel's syntax,
/// <c>cmovl eax, edx</c>. A comment in the first line may give a signature.
/// </summary>
internal static class KernelText
{
    private const int MostInstructions = 4096;

    /// <summary>The most values that can be audited: nine have seven million orders.</summary>
    public const int MostValues = 9;

    /// <summary>Reads a text; null when it has problems, which are all reported.</summary>
    public static KernelListing? Read(string file, string text, ICollection<Problem> problems)
    {
        var found = problems.Count;
        var reader = new KernelLineReader(file, problems);
        var lines = reader.Read(text);
        var start = lines.Count > 0 ? lines[0].Mnemonic.Place : Place.Whole(file);
        if (lines.Count is 0 or > MostInstructions)
        {
            problems.Add(lines.Count == 0
                ? new Problem(start, "There is no instruction in this file.", "A kernel has one instruction a line, as in: cmp eax, ecx")
                : new Problem(Place.Whole(file), $"There are {lines.Count} instructions in this file; a kernel has {MostInstructions} at most."));
            return null;
        }

        var isEnumerated = EnumeratedSyntax.Fits(lines);
        var signature = KernelSignature.Read(reader.FirstComment, isEnumerated, problems);
        var listing = isEnumerated ? Enumerated(lines, signature, start, problems) : Intel(lines, signature, start, problems);
        if (listing is not null && problems.Count == found)
        {
            Limit(listing, problems);
        }

        return problems.Count == found ? listing : null;
    }

    private static KernelListing Enumerated(IReadOnlyList<KernelLine> lines, KernelSignature? signature, Place start, ICollection<Problem> problems)
    {
        var syntax = new EnumeratedSyntax(problems);
        var assembly = new KernelAssembly(Steps(lines, syntax, problems), signature, problems);
        var (values, results) = assembly.Enumerated(syntax);
        return Listing(assembly, values, results, lines, lines.Count, signature, start, memory: null, isEnumerated: true);
    }

    private static KernelListing? Intel(IReadOnlyList<KernelLine> lines, KernelSignature? signature, Place start, ICollection<Problem> problems)
    {
        var syntax = new IntelSyntax(problems);
        var steps = Steps(lines, syntax, problems);
        var assembly = new KernelAssembly(steps, signature, problems);
        return assembly.Intel(syntax.Memory, start) is var (values, results)
            ? Listing(assembly, values, results, lines, steps.Count(step => step.IsCounted), signature, start, syntax.Memory.Base, isEnumerated: false)
            : null;
    }

    private static List<KernelStep> Steps(IReadOnlyList<KernelLine> lines, IKernelSyntax syntax, ICollection<Problem> problems)
    {
        List<KernelStep> steps = new(lines.Count);
        foreach (var line in lines)
        {
            if (KernelMnemonics.Find(line.Mnemonic.Text) is var (operation, registers))
            {
                syntax.Add(line, operation, registers, steps);
            }
            else
            {
                problems.Add(KernelMnemonics.Refuse(line.Mnemonic));
            }
        }

        return steps;
    }

    private static KernelListing Listing(
        KernelAssembly assembly, IReadOnlyList<string> values, IReadOnlyList<string> results, IReadOnlyList<KernelLine> lines,
        int length, KernelSignature? signature, Place start, string? memory, bool isEnumerated)
    {
        var (kernel, names, places) = assembly.Number(values, results);
        return new KernelListing
        {
            Kernel = kernel,
            Names = names,
            Results = places,
            Length = length,
            Name = signature?.Name,
            Lines = lines,
            Memory = memory,
            IsEnumerated = isEnumerated,
            Start = start,
        };
    }

    private static void Limit(KernelListing listing, ICollection<Problem> problems)
    {
        var registers = listing.Names.Count(name => name[0] != '[');
        if (listing.Kernel.Values == 0)
        {
            problems.Add(new Problem(listing.Start, "No register holds a value at the start.", listing.IsEnumerated ? "Registers r1, r2, ... hold values." : "A register holds a value when it is read before it is written."));
        }
        else if (registers > MachineAssignment.MaximalRegisters)
        {
            problems.Add(new Problem(listing.Start, $"The kernel uses {registers} registers; {MachineAssignment.MaximalRegisters} is the most."));
        }
        else if (listing.Kernel.Values + UnsetReads.Of(listing.Kernel).Registers.Count is > MostValues and var values)
        {
            problems.Add(new Problem(listing.Start, $"The kernel reads {values} values; {MostValues} is the most whose orders can all be tried.", "Ask with 'assay prove' or a claim document."));
        }
    }
}
