using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Programs.Synthesis.Kernels;

namespace Assay.Programs.Synthesis.Audit;

/// <summary>Finds out in which registers a kernel leaves its results when its text does not say.</summary>
/// <remarks>
/// For each place it is the register that holds the right value in the most orders, those without ties first. Where the kernel
/// sorts in some order of registers, these hits are all, no two places want the same register, and that order is found.
/// </remarks>
internal static class ResultOrder
{
    /// <summary>The register for each place, the least value first.</summary>
    public static int[] Of(Kernel kernel, KernelLanes lanes, OrderTable table, int flagStarts, CancellationToken cancellation)
    {
        var hits = new (long Distinct, long All)[kernel.Values, kernel.Registers];
        for (var vector = 0; vector < table.Vectors; vector++)
        {
            if (vector % 1024 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            for (var flags = 0; flags < flagStarts; flags++)
            {
                lanes.Run(table, vector, flags);
                Count(hits, lanes.Registers, table, vector);
            }
        }

        return Choose(hits, kernel);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count((long Distinct, long All)[,] hits, ReadOnlySpan<Vector<byte>> registers, OrderTable table, int vector)
    {
        var row = vector * Vector<byte>.Count;
        var distinct = new Vector<byte>(table.Distinct, row) & Vector<byte>.One;
        for (var place = 0; place < table.Values; place++)
        {
            var wanted = new Vector<byte>(table.Sorted[place], row);
            for (var register = 0; register < registers.Length; register++)
            {
                var right = Vector.Equals(registers[register], wanted);
                ref var hit = ref hits[place, register];
                hit = (hit.Distinct + Vector.Sum(right & distinct), hit.All + Vector.Sum(right & Vector<byte>.One));
            }
        }
    }

    // A kernel may leave no place for some value; then any free register stands for it.
    private static int[] Choose((long Distinct, long All)[,] hits, Kernel kernel)
    {
        var chosen = new int[kernel.Values];
        var taken = new bool[kernel.Registers];
        for (var place = 0; place < chosen.Length; place++)
        {
            chosen[place] = -1;
            for (var register = 0; register < kernel.Registers; register++)
            {
                if (!taken[register] && (chosen[place] < 0 || IsBetter(hits, place, register, chosen[place])))
                {
                    chosen[place] = register;
                }
            }

            taken[chosen[place]] = true;
        }

        return chosen;
    }

    // Of registers with equal hits, the one that held the value of this place at the start wins, then the first.
    private static bool IsBetter((long Distinct, long All)[,] hits, int place, int register, int than)
    {
        var (one, other) = (hits[place, register], hits[place, than]);
        return one.Distinct != other.Distinct ? one.Distinct > other.Distinct
            : one.All != other.All ? one.All > other.All
            : register == place;
    }
}
