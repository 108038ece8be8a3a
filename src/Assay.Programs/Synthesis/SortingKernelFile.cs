using Assay.Claims;
using Assay.Programs.Synthesis.Audit;
using Assay.Programs.Synthesis.Kernels;

namespace Assay.Programs.Synthesis;

/// <summary>A kernel in a file that sorts: what <c>assay shorten</c> hands to the search for sorting kernels.</summary>
/// <param name="Length">The number of its instructions, loads and stores left out.</param>
/// <param name="Request">A search for the shortest kernel over the same instructions and registers.</param>
public sealed record SortingKernelFile(int Length, KernelRequest Request)
{
    private const int MostCompared = 4;
    private const int MostMinMax = 5;

    /// <summary>Reads a text as a kernel.</summary>
    /// <param name="file">The file, for places.</param>
    /// <param name="text">Its text.</param>
    /// <param name="problems">Receives what is wrong with a kernel in the form of published enumerations, which can be nothing but that.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>Null unless it is one, sorts everything, ties included, and is small enough for the search.</returns>
    public static SortingKernelFile? Read(string file, string text, ICollection<Problem> problems, CancellationToken cancellation)
    {
        List<Problem> found = [];
        var listing = KernelText.Read(file, text, found);
        var kernel = listing is null ? null
            : new KernelCheck(listing).Run(cancellation).Verdict is not Sorts
                ? Refuse(found, listing, "This kernel does not sort every order, equal values included, and in this form only sorting kernels can be shortened.", "'assay audit FILE' shows an order on which it fails. What it does otherwise can be shortened as assembly with a signature.")
            : Of(listing) ?? Refuse(found, listing, "There is no search for the shortest kernel over so many values, registers and instructions.", "'assay kernels --help' says what can be searched.");
        foreach (var problem in kernel is null && KernelFunction.IsEnumerated(text) ? found : [])
        {
            problems.Add(problem);
        }

        return kernel;
    }

    private static SortingKernelFile? Refuse(List<Problem> problems, KernelListing listing, string message, string advice)
    {
        problems.Add(new Problem(listing.Start, message, advice));
        return null;
    }

    private static SortingKernelFile? Of(KernelListing listing)
    {
        var used = listing.Kernel.Instructions.Select(instruction => instruction.Operation).ToHashSet();
        if (InstructionSet.All.FirstOrDefault(set => used.All(set.Operations.Contains)) is not { } instructions)
        {
            return null;
        }

        // A value in memory takes a register once it is loaded.
        var registers = listing.Names.Count(name => !name.StartsWith('['));
        var spares = Math.Max(1, registers - listing.Kernel.Values);
        var isSmall = instructions == InstructionSet.MinMax
            ? listing.Kernel.Values <= MostMinMax && spares <= 2
            : listing.Kernel.Values <= MostCompared && spares <= (listing.Kernel.Values == MostCompared ? 1 : 2);
        return !isSmall ? null : new SortingKernelFile(
            listing.Length, new KernelRequest(listing.Kernel.Values) { Spares = spares, Instructions = instructions.Name, Language = listing.IsEnumerated ? "text" : "intel" });
    }
}
