using Assay.Programs.Synthesis.Kernels;

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
internal sealed class Symmetries
{
    private static readonly bool[] Choices = [false, true];

    private readonly ushort[] _images;

    /// <param name="live">What is renamed.</param>
    /// <param name="onlyIdentity">Leaves out all but the identity, so that searches can be compared.</param>
    public Symmetries(LiveAssignments live, bool onlyIdentity = false)
    {
        Live = live;
        var problem = live.Problem;
        var spares = Enumerable.Range(problem.Values, problem.Spares).ToArray();
        var renamings =
            from values in Permutations([.. Enumerable.Range(0, problem.Values)])
            from rest in Permutations(spares)
            from reverse in problem.SpareStart == SpareStart.Undefined ? Choices : [false]
            from swap in Choices
            select (values.Concat(rest).ToArray(), reverse, swap);
        var images = renamings
            .Take(onlyIdentity ? 1 : int.MaxValue)
            .Select(renaming => Enumerable.Range(0, live.Count).Select(number => live.NumberOf(Image(live[number], renaming))).ToArray())
            .ToList();
        Count = images.Count;
        _images = [.. images.SelectMany(image => image)];
    }

    /// <summary>The assignments that are renamed.</summary>
    public LiveAssignments Live { get; }

    /// <summary>How many there are; the first is the identity.</summary>
    public int Count { get; }

    /// <summary>For each live assignment its image.</summary>
    public ReadOnlySpan<ushort> Images(int symmetry) => _images.AsSpan(symmetry * Live.Count, Live.Count);

    private MachineAssignment Image(MachineAssignment assignment, (int[] Registers, bool Reverse, bool Swap) renaming)
    {
        var image = new MachineAssignment(0, renaming.Swap != renaming.Reverse ? Swapped(assignment.Flags) : assignment.Flags);
        for (var register = 0; register < renaming.Registers.Length; register++)
        {
            var rank = assignment[register];
            image = image.With(renaming.Registers[register], renaming.Reverse && rank > 0 ? Live.Problem.Values + 1 - rank : rank);
        }

        return image;
    }

    private static KernelFlags Swapped(KernelFlags flags) => flags switch
    {
        KernelFlags.Less => KernelFlags.Greater,
        KernelFlags.Greater => KernelFlags.Less,
        _ => flags,
    };

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length == 0 ? [[]]
        : items.SelectMany(item => Permutations([.. items.Where(other => other != item)]), (item, rest) => (int[])[item, .. rest]);
}
