using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Programs.Synthesis.Kernels;

namespace Assay.Programs.Synthesis.Audit;

/// <summary>Decides whether a kernel sorts, by running it on every order that its values can have.</summary>
/// <param name="listing">The kernel.</param>
internal sealed class KernelCheck(KernelListing listing)
{
    private readonly Kernel _kernel = listing.Kernel;
    private readonly UnsetReads _unset = UnsetReads.Of(listing.Kernel);
    private OrderInput? _smallest;
    private (int?[] Results, bool LosesValue) _atSmallest;
    private bool _failsDistinct;
    private bool _losesValue;

    /// <summary>The verdict, and the registers of the results.</summary>
    public (KernelVerdict Verdict, IReadOnlyList<int> Results) Run(CancellationToken cancellation)
    {
        var table = OrderTable.Of(_kernel.Values, _unset.Registers.Count);
        var lanes = new KernelLanes(_kernel, _unset);
        var flagStarts = _unset.Flags ? 4 : 1;
        var results = listing.Results.Count > 0 ? [.. listing.Results] : ResultOrder.Of(_kernel, lanes, table, flagStarts, cancellation);
        for (var vector = 0; vector < table.Vectors; vector++)
        {
            if (vector % 1024 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            for (var flags = 0; flags < flagStarts; flags++)
            {
                lanes.Run(table, vector, flags);
                Check(table, vector, flags, lanes.Registers, results);
            }
        }

        return (Verdict(table, flagStarts), results);
    }

    private KernelVerdict Verdict(OrderTable table, int flagStarts)
    {
        if (_smallest is null)
        {
            return new Sorts(table.Count * flagStarts);
        }

        var unset = _smallest.Describe(_unset.Registers.Select(register => listing.Names[register]), _unset.Flags);
        var example = new KernelCounterexample(_smallest.Values, unset, _atSmallest.Results, _atSmallest.LosesValue);
        return _failsDistinct ? new DoesNotSort(example, _losesValue) : new LosesTies(example, _losesValue);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Check(OrderTable table, int vector, int flags, ReadOnlySpan<Vector<byte>> registers, int[] results)
    {
        var row = vector * Vector<byte>.Count;
        var right = Vector<byte>.AllBitsSet;
        for (var place = 0; place < results.Length; place++)
        {
            right &= Vector.Equals(registers[results[place]], new Vector<byte>(table.Sorted[place], row));
        }

        if (right == Vector<byte>.AllBitsSet)
        {
            return;
        }

        for (var lane = 0; lane < Vector<byte>.Count && row + lane < table.Count; lane++)
        {
            if (right[lane] == 0)
            {
                Fail(table, row + lane, flags, registers, lane, results);
            }
        }
    }

    private void Fail(OrderTable table, int row, int flags, ReadOnlySpan<Vector<byte>> registers, int lane, int[] results)
    {
        _failsDistinct |= table.Distinct[row] != 0;
        var isSmallest = _smallest is null || IsSmaller(table, row, flags);
        if (_losesValue && !isSmallest)
        {
            return;
        }

        Span<byte> held = stackalloc byte[results.Length];
        for (var place = 0; place < results.Length; place++)
        {
            held[place] = registers[results[place]][lane];
        }

        int?[] shown = isSmallest ? Shown(held, table.Sorted[0][row]) : [];
        held.Sort();
        var loses = false;
        for (var place = 0; place < held.Length; place++)
        {
            loses |= held[place] != table.Sorted[place][row];
        }

        _losesValue |= loses;
        if (isSmallest)
        {
            (_smallest, _atSmallest) = (OrderInput.Of(table, row, flags), (shown, loses));
        }
    }

    // Most orders that fail are greater at first sight.
    private bool IsSmaller(OrderTable table, int row, int flags) =>
        table.Sorted[^1][row] - table.Sorted[0][row] <= _smallest!.Greatest && OrderInput.Of(table, row, flags).IsLess(_smallest);

    private static int?[] Shown(ReadOnlySpan<byte> held, int least)
    {
        var shown = new int?[held.Length];
        for (var place = 0; place < held.Length; place++)
        {
            shown[place] = held[place] == 0 ? null : held[place] - least;
        }

        return shown;
    }
}
