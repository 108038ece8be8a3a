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
    /// <returns>Null unless it is one, sorts everything, ties included, and is small enough for the search.</returns>
    public static SortingKernelFile? Read(string file, string text, CancellationToken cancellation)
    {
        if (KernelText.Read(file, text, []) is not { } listing || new KernelCheck(listing).Run(cancellation).Verdict is not Sorts)
        {
            return null;
        }

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
        return isSmall
            ? new SortingKernelFile(listing.Length, new KernelRequest(listing.Kernel.Values) { Spares = spares, Instructions = instructions.Name })
            : null;
    }
}
