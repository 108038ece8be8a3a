namespace Assay.Programs.Synthesis.Kernels;

/// <summary>What a processor takes for the instructions of kernels.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Width">How many instructions start in a cycle.</param>
/// <param name="Ports">The number of ports that execute them.</param>
/// <param name="Costs">For each operation its latency in cycles and the ports that can execute it, one bit each.</param>
/// <remarks>
/// Latencies and ports are those of Agner Fog, Instruction tables (2022), for register operands: moves between registers are done by
/// renaming, and take a place in the row but no port and no cycle. For the vector minimum of Zen 3 two pipes are counted.
/// </remarks>
internal sealed record Microarchitecture(string Name, int Width, int Ports, IReadOnlyDictionary<KernelOperation, (int Latency, int Ports)> Costs)
{
    /// <summary>Intel Skylake: comparisons on ports 0, 1, 5 and 6, conditional moves on 0 and 6, vector minima on 0 and 1.</summary>
    public static Microarchitecture Skylake { get; } = new("skylake", Width: 4, Ports: 4, Table(compare: 0b1111, conditional: 0b1001, vector: 0b0011));

    /// <summary>AMD Zen 3: comparisons on all four units, conditional moves on two of them.</summary>
    public static Microarchitecture Zen3 { get; } = new("zen3", Width: 6, Ports: 4, Table(compare: 0b1111, conditional: 0b1001, vector: 0b1001));

    /// <summary>All, by name.</summary>
    public static IReadOnlyList<Microarchitecture> All { get; } = [Skylake, Zen3];

    private static Dictionary<KernelOperation, (int Latency, int Ports)> Table(int compare, int conditional, int vector) =>
        Enum.GetValues<KernelOperation>().ToDictionary(operation => operation, operation => operation switch
        {
            KernelOperation.Mov => (0, 0),
            KernelOperation.Cmp => (1, compare),
            KernelOperation.Min or KernelOperation.Max => (1, vector),
            _ => (1, conditional),
        });
}
