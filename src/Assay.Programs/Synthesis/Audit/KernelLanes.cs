using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Programs.Synthesis.Kernels;

namespace Assay.Programs.Synthesis.Audit;

/// <summary>Runs a kernel on as many orders at once as a vector has bytes.</summary>
/// <remarks>
/// Every byte is the rank of what a register holds in one order; 0 stands for a register that is neither a value nor ever
/// read before it is written. What the flags say is two masks, as on a processor, where an unset pair may be both.
/// <see cref="MachineAssignment"/> says the same for one order at a time.
/// </remarks>
/// <param name="kernel">The kernel.</param>
/// <param name="unset">What it reads although nothing set it.</param>
internal sealed class KernelLanes(Kernel kernel, UnsetReads unset)
{
    private readonly KernelInstruction[] _instructions = [.. kernel.Instructions];
    private readonly Vector<byte>[] _registers = new Vector<byte>[kernel.Registers];

    /// <summary>What the registers hold at the end.</summary>
    public ReadOnlySpan<Vector<byte>> Registers => _registers;

    /// <summary>Runs on one vector of orders.</summary>
    /// <param name="table">The orders.</param>
    /// <param name="vector">Which of its vectors.</param>
    /// <param name="flags">What the flags say before the first comparison: bit 0 less, bit 1 equal.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(OrderTable table, int vector, int flags)
    {
        Start(table, vector * Vector<byte>.Count);
        var registers = _registers.AsSpan();
        var less = (flags & 1) != 0 ? Vector<byte>.AllBitsSet : Vector<byte>.Zero;
        var equal = (flags & 2) != 0 ? Vector<byte>.AllBitsSet : Vector<byte>.Zero;
        foreach (var (operation, target, source) in _instructions)
        {
            var (old, other) = (registers[target], registers[source]);
            switch (operation)
            {
                case KernelOperation.Mov:
                    registers[target] = other;
                    break;
                case KernelOperation.Cmp:
                    less = Vector.LessThan(old, other);
                    equal = Vector.Equals(old, other);
                    break;
                case KernelOperation.Min:
                    registers[target] = Vector.Min(old, other);
                    break;
                case KernelOperation.Max:
                    registers[target] = Vector.Max(old, other);
                    break;
                default:
                    registers[target] = Vector.ConditionalSelect(Condition(operation, less, equal), other, old);
                    break;
            }
        }
    }

    private void Start(OrderTable table, int row)
    {
        Array.Clear(_registers);
        for (var value = 0; value < kernel.Values; value++)
        {
            _registers[value] = new Vector<byte>(table.Columns[value], row);
        }

        for (var i = 0; i < unset.Registers.Count; i++)
        {
            _registers[unset.Registers[i]] = new Vector<byte>(table.Columns[kernel.Values + i], row);
        }
    }

    private static Vector<byte> Condition(KernelOperation operation, Vector<byte> less, Vector<byte> equal) => operation switch
    {
        KernelOperation.Cmovl => less,
        KernelOperation.Cmovg => ~(less | equal),
        KernelOperation.Cmovle => less | equal,
        KernelOperation.Cmovge => ~less,
        KernelOperation.Cmove => equal,
        _ => ~equal,
    };
}
