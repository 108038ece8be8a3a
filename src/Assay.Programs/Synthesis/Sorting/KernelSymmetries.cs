using Assay.Programs.Synthesis.Kernels;
using Assay.Programs.Synthesis.Layers;

namespace Assay.Programs.Synthesis.Sorting;

/// <summary>
/// The renamings under which a kernel stays a kernel: of value registers among themselves, of spare registers, of values into
/// reverse order, and of the flags less and greater.
/// </summary>
/// <remarks>
/// The instructions are closed under each: a renamed comparison is one of the list up to the order of its operands, which
/// the renaming of the flags makes up for. So from a state and from its image sorting takes the same number of instructions,
/// and equally many programs do it.
/// </remarks>
internal static class KernelSymmetries
{
    private static readonly bool[] Choices = [false, true];

    /// <summary>The images of all live assignments.</summary>
    /// <param name="live">What is renamed.</param>
    /// <param name="onlyIdentity">Leaves out all but the identity, so that searches can be compared.</param>
    public static Symmetries Of(LiveAssignments live, bool onlyIdentity)
    {
        var problem = live.Problem;
        var spares = Enumerable.Range(problem.Values, problem.Spares).ToArray();
        var renamings =
            from values in Permutations.Of([.. Enumerable.Range(0, problem.Values)])
            from rest in Permutations.Of(spares)
            from reverse in problem.SpareStart == SpareStart.Undefined ? Choices : [false]
            from swap in Choices
            select (values.Concat(rest).ToArray(), reverse, swap);
        return new Symmetries([.. renamings
            .Take(onlyIdentity ? 1 : int.MaxValue)
            .Select(renaming => Enumerable.Range(0, live.Count).Select(number => live.NumberOf(Image(live, number, renaming))).ToArray())]);
    }

    private static MachineAssignment Image(LiveAssignments live, int number, (int[] Registers, bool Reverse, bool Swap) renaming)
    {
        var assignment = live[number];
        var image = new MachineAssignment(0, renaming.Swap != renaming.Reverse ? Swapped(assignment.Flags) : assignment.Flags);
        for (var register = 0; register < renaming.Registers.Length; register++)
        {
            var rank = assignment[register];
            image = image.With(renaming.Registers[register], renaming.Reverse && rank > 0 ? live.Problem.Values + 1 - rank : rank);
        }

        return image;
    }

    private static KernelFlags Swapped(KernelFlags flags) => flags switch
    {
        KernelFlags.Less => KernelFlags.Greater,
        KernelFlags.Greater => KernelFlags.Less,
        _ => flags,
    };
}
