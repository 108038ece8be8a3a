using System.Globalization;

namespace Assay.Programs.Synthesis.Audit;

/// <summary>The smallest values that are in one order, with what unset places hold.</summary>
/// <param name="Values">The values; the least is 0.</param>
/// <param name="Unknowns">What unset registers hold; less than 0 where they are below all values.</param>
/// <param name="Flags">What the flags say before the first comparison: bit 0 less, bit 1 equal.</param>
internal sealed record OrderInput(IReadOnlyList<int> Values, IReadOnlyList<int> Unknowns, int Flags) : IComparable<OrderInput>
{
    /// <summary>The values of an order.</summary>
    public static OrderInput Of(OrderTable table, int row, int flags)
    {
        int least = table.Sorted[0][row];
        return new OrderInput(
            [.. table.Columns.Take(table.Values).Select(column => column[row] - least)],
            [.. table.Columns.Skip(table.Values).Select(column => column[row] - least)],
            flags);
    }

    /// <summary>The order of DESIGN for inputs: least greatest value, least sum, then one after the other; then what is unset.</summary>
    public int CompareTo(OrderInput? other)
    {
        if (other is null)
        {
            return 1;
        }

        var bySize = (Values.Max(), Values.Sum()).CompareTo((other.Values.Max(), other.Values.Sum()));
        if (bySize != 0)
        {
            return bySize;
        }

        var (mine, theirs) = (Values.Concat(Unknowns.Select(Magnitude)).Append(Flags), other.Values.Concat(other.Unknowns.Select(Magnitude)).Append(other.Flags));
        return mine.Zip(theirs, (a, b) => a.CompareTo(b)).FirstOrDefault(sign => sign != 0);
    }

    /// <summary>What the unset places hold, by name.</summary>
    public IReadOnlyList<UnsetValue> Describe(IEnumerable<string> names, bool withFlags) =>
    [
        .. names.Zip(Unknowns, (name, value) => new UnsetValue(name, value.ToString(CultureInfo.InvariantCulture))),
        .. withFlags ? [new UnsetValue("flags", Flags switch { 0 => "greater", 1 => "less", 2 => "equal", _ => "less and equal" })] : Array.Empty<UnsetValue>(),
    ];

    // 0, 1, -1, 2, -2, ...
    private static int Magnitude(int value) => value > 0 ? 2 * value - 1 : -2 * value;
}
