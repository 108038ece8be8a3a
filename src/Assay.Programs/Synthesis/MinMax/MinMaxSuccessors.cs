using System.Runtime.InteropServices;
using Assay.Programs.Synthesis.Kernels;
using Assay.Programs.Synthesis.Layers;

namespace Assay.Programs.Synthesis.MinMax;

/// <summary>The successors of a state of min/max kernels.</summary>
internal sealed class MinMaxSuccessors(MinMaxModel model) : ISuccessors
{
    private static readonly KernelOperation[] Operations = [KernelOperation.Mov, KernelOperation.Min, KernelOperation.Max];

    private readonly ulong[] _successor = new ulong[model.Problem.Registers];

    public int Instructions => Operations.Length * model.Problem.Registers * model.Problem.Registers;

    /// <summary>The instruction with a number.</summary>
    public static KernelInstruction Decode(int instruction, int registers)
    {
        var (operation, pair) = Math.DivRem(instruction, registers * registers);
        return new KernelInstruction(Operations[operation], pair / registers, pair % registers);
    }

    public ReadOnlySpan<ushort> After(int instruction, ReadOnlySpan<ushort> members, int left)
    {
        var tables = MemoryMarshal.Cast<ushort, ulong>(members);
        var (operation, target, source) = Decode(instruction, model.Problem.Registers);
        var isNew = target >= tables.Length;
        if (target == source || source >= tables.Length || (isNew && operation != KernelOperation.Mov))
        {
            return [];
        }

        var (old, other) = (isNew ? 0 : tables[target], tables[source]);
        var result = operation switch
        {
            KernelOperation.Mov => other,
            KernelOperation.Min => old & other,
            _ => old | other,
        };
        if (!isNew && result == old)
        {
            return [];
        }

        tables.CopyTo(_successor);
        _successor[isNew ? tables.Length : target] = result;
        var successor = _successor.AsSpan(0, tables.Length + (isNew ? 1 : 0));
        return model.Tables.Bound(successor) <= left && model.Tables.AreLive(successor) ? MemoryMarshal.Cast<ulong, ushort>(successor) : [];
    }
}
