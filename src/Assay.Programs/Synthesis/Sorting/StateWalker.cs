using Assay.Programs.Synthesis.Kernels;

namespace Assay.Programs.Synthesis.Sorting;

/// <summary>Applies instructions to states; belongs to one thread.</summary>
internal sealed class StateWalker(LiveAssignments live)
{
    private readonly int[] _seen = new int[live.Count];
    private readonly ushort[] _successor = new ushort[live.Starts.Count];
    private int _round;

    /// <summary>The members that an instruction makes of a state, valid until the next call.</summary>
    /// <returns>Nothing if some member dies, or if none changes.</returns>
    public ReadOnlySpan<ushort> Apply(int instruction, ReadOnlySpan<ushort> members)
    {
        _round++;
        var next = live.Next(instruction);
        var count = 0;
        var changes = false;
        foreach (var member in members)
        {
            var successor = next[member];
            if (successor == LiveAssignments.Dead)
            {
                return [];
            }

            changes |= successor != member;
            if (_seen[successor] != _round)
            {
                _seen[successor] = _round;
                _successor[count++] = successor;
            }
        }

        return changes ? _successor.AsSpan(0, count) : [];
    }
}
