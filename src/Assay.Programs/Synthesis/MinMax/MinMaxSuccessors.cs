using Assay.Programs.Synthesis.Kernels;
using Assay.Programs.Synthesis.Layers;

namespace Assay.Programs.Synthesis.MinMax;

/// <summary>The successors of a state of min/max kernels.</summary>
internal sealed class MinMaxSuccessors(MinMaxModel model) : ISuccessors
{
    private const int Operations = 3;

    private readonly ushort[] _successor = new ushort[model.Problem.Registers];

    public int Instructions => Operations * model.Problem.Registers * model.Problem.Registers;

    /// <summary>The instruction with a number.</summary>
    public static KernelInstruction Decode(int instruction, int registers)
    {
        var (operation, pair) = Math.DivRem(instruction, registers * registers);
        return new KernelInstruction(
            operation switch
            {
                0 => KernelOperation.Mov,
                1 => KernelOperation.Min,
                _ => KernelOperation.Max,
            },
            pair / registers,
            pair % registers);
    }

    public ReadOnlySpan<ushort> After(int instruction, ReadOnlySpan<ushort> members, int left)
    {
        var (operation, target, source) = Decode(instruction, model.Problem.Registers);
        var isNew = target >= members.Length;
        if (target == source || source >= members.Length || (isNew && operation != KernelOperation.Mov))
        {
            return [];
        }

        members.CopyTo(_successor);
        var (a, b) = (isNew ? 0 : model.Functions[members[target]], model.Functions[members[source]]);
        var result = operation switch
        {
            KernelOperation.Mov => b,
            KernelOperation.Min => a & b,
            _ => a | b,
        };
        if (!isNew && result == a)
        {
            return [];
        }

        var place = isNew ? members.Length : target;
        _successor[place] = model.Functions.NumberOf(result);
        var successor = _successor.AsSpan(0, members.Length + (isNew ? 1 : 0));
        return model.Bound(successor) <= left && model.IsLive(successor) ? successor : [];
    }
}
