using System.Numerics;

namespace Assay.Programs.Synthesis.Kernels;

/// <summary>How long a kernel takes by the model of a processor that starts instructions in order and executes them as soon as they can.</summary>
/// <param name="CriticalPath">Cycles of the longest chain of instructions that wait for each other.</param>
/// <param name="Cycles">Cycles from the first start to the last result, when ports are busy too.</param>
/// <param name="Throughput">Cycles for each of many independent runs: what the busiest ports, or the width, allow.</param>
internal readonly record struct KernelSchedule(int CriticalPath, int Cycles, double Throughput) : IComparable<KernelSchedule>
{
    /// <summary>Simulates one run.</summary>
    public static KernelSchedule Of(Kernel kernel, Microarchitecture processor) => new(
        Simulate(kernel, processor, isLimited: false),
        Simulate(kernel, processor, isLimited: true),
        BusiestPorts(kernel, processor));

    /// <summary>The one with fewer cycles comes first, then that with the shorter chain, then that with the better throughput.</summary>
    public int CompareTo(KernelSchedule other) =>
        (Cycles, CriticalPath, Throughput).CompareTo((other.Cycles, other.CriticalPath, other.Throughput));

    private static int Simulate(Kernel kernel, Microarchitecture processor, bool isLimited)
    {
        Span<int> ready = stackalloc int[MachineAssignment.MaximalRegisters];
        ready.Clear();
        var flags = 0;
        var busy = new List<int>();
        for (var i = 0; i < kernel.Length; i++)
        {
            var (operation, target, source) = kernel.Instructions[i];
            var (latency, ports) = processor.Costs[operation];
            var start = isLimited ? i / processor.Width : 0;
            start = Math.Max(start, ready[source]);
            start = operation == KernelOperation.Mov ? start : Math.Max(start, ready[target]);
            start = operation.IsConditional() ? Math.Max(start, flags) : start;
            if (isLimited && ports != 0)
            {
                start = Reserve(busy, start, ports);
            }

            if (operation == KernelOperation.Cmp)
            {
                flags = start + latency;
            }
            else
            {
                ready[target] = start + latency;
            }
        }

        var end = 0;
        for (var register = 0; register < kernel.Values; register++)
        {
            end = Math.Max(end, ready[register]);
        }

        return end;
    }

    // Of the free ports that can do it the highest is taken.
    private static int Reserve(List<int> busy, int start, int ports)
    {
        for (var cycle = start; ; cycle++)
        {
            while (busy.Count <= cycle)
            {
                busy.Add(0);
            }

            var free = ports & ~busy[cycle];
            if (free != 0)
            {
                busy[cycle] |= 1 << BitOperations.Log2((uint)free);
                return cycle;
            }
        }
    }

    private static double BusiestPorts(Kernel kernel, Microarchitecture processor)
    {
        var most = (double)kernel.Length / processor.Width;
        for (var ports = 1; ports < 1 << processor.Ports; ports++)
        {
            var load = kernel.Instructions.Count(instruction => processor.Costs[instruction.Operation].Ports is not 0 and var own && (own & ~ports) == 0);
            most = Math.Max(most, (double)load / BitOperations.PopCount((uint)ports));
        }

        return most;
    }
}
