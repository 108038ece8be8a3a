using System.Globalization;

namespace Assay.Programs.Synthesis.Audit;

/// <summary>The smallest values that are in one order, with what unset places hold.</summary>
/// <param name="values">The values; the least is 0.</param>
/// <param name="unknowns">What unset registers hold; less than 0 where they are below all values.</param>
/// <param name="flags">What the flags say before the first comparison: bit 0 less, bit 1 equal.</param>
internal sealed class OrderInput(int[] values, int[] unknowns, int flags)
{
    /// <summary>The values.</summary>
    public IReadOnlyList<int> Values => values;

    /// <summary>The greatest value.</summary>
    public int Greatest { get; } = values.Max();

    /// <summary>The values of an order.</summary>
    public static OrderInput Of(OrderTable table, int row, int flags)
    {
        int least = table.Sorted[0][row];
        return new OrderInput(
            [.. table.Columns.Take(table.Values).Select(column => column[row] - least)],
            [.. table.Columns.Skip(table.Values).Select(column => column[row] - least)],
            flags);
    }

    /// <summary>Whether it is the smaller one: least greatest value, least sum, then one after the other; what is unset comes last.</summary>
    public bool IsLess(OrderInput than)
    {
        var bySize = (Greatest, values.Sum()).CompareTo((than.Greatest, than.Values.Sum()));
        return bySize != 0 ? bySize < 0 : Key().AsSpan().SequenceCompareTo(than.Key()) < 0;
    }

    /// <summary>What the unset places hold, by name.</summary>
    public IReadOnlyList<UnsetValue> Describe(IEnumerable<string> names, bool withFlags) =>
    [
        .. names.Zip(unknowns, (name, value) => new UnsetValue(name, value.ToString(CultureInfo.InvariantCulture))),
        .. withFlags ? [new UnsetValue("flags", flags switch { 0 => "greater", 1 => "less", 2 => "equal", _ => "less and equal" })] : Array.Empty<UnsetValue>(),
    ];

    private int[] Key() => [.. values, .. unknowns.Select(Magnitude), flags];

    // 0, 1, -1, 2, -2, ...
    private static int Magnitude(int value) => value > 0 ? 2 * value - 1 : -2 * value;
}
