using System.Numerics;
using Assay.Programs.Synthesis.Kernels;

namespace Assay.Programs.Synthesis.Sorting;

/// <summary>How many comparisons a state needs at least: the logarithm of its largest group of members that look alike.</summary>
/// <remarks>
/// Members look alike when they share the flags and which registers hold equal values. While no comparison tells two of them
/// apart, the same instructions copy the same registers in both. If that sorted both, the registers that end up holding the
/// values 1 to n would have held the same values in both, and every other register a copy of one of these: the two would be
/// the same member. A comparison of such members has one outcome if its operands look equal and two otherwise, so it splits a
/// group in two parts, of which one has at least half of it, and the parts look alike again until the next one. Flags
/// alone are not enough: of members that hold copies in other registers one comparison makes three groups.
/// </remarks>
internal sealed class ComparisonBound
{
    private readonly ushort[] _groups;

    public ComparisonBound(LiveAssignments live)
    {
        var groups = new Dictionary<(KernelFlags, string), ushort>();
        _groups = [.. Enumerable.Range(0, live.Count).Select(number =>
        {
            var look = (live[number].Flags, Pattern(live[number], live.Problem.Registers));
            return groups.TryGetValue(look, out var group) ? group : groups[look] = checked((ushort)groups.Count);
        })];
        Groups = groups.Count;
    }

    /// <summary>The number of groups.</summary>
    public int Groups { get; }

    /// <summary>A lower bound on the number of comparisons.</summary>
    /// <param name="members">The state; each member once.</param>
    /// <param name="counts">Room for <see cref="Groups"/> numbers.</param>
    public int Of(ReadOnlySpan<ushort> members, Span<byte> counts)
    {
        counts.Clear();
        var largest = 0;
        foreach (var member in members)
        {
            largest = Math.Max(largest, ++counts[_groups[member]]);
        }

        return BitOperations.Log2((uint)(2 * largest) - 1);
    }

    // For each register the first one with the same content.
    private static string Pattern(MachineAssignment assignment, int registers) =>
        string.Concat(Enumerable.Range(0, registers).Select(register =>
            assignment[register] == 0 ? '-' : (char)('a' + Enumerable.Range(0, registers).First(other => assignment[other] == assignment[register]))));
}
