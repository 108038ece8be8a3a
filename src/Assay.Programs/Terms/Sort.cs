using System.Collections.Immutable;

namespace Assay.Programs.Terms;

/// <summary>The kinds of values that terms have.</summary>
internal enum SortKind
{
    Bool,
    BitVector,
    Float,
    Tuple,
    Array,
}

/// <summary>
/// The sort of a term: booleans, bit-vectors of 1 to 128 bits, IEEE binary32 and binary64, tuples and fixed arrays.
/// </summary>
internal sealed record Sort
{
    private static readonly Sort[] BitVectors = [.. Enumerable.Range(0, 129).Select(w => new Sort(SortKind.BitVector, w, []))];

    private Sort(SortKind kind, int width, ImmutableArray<Sort> items)
    {
        Kind = kind;
        Width = width;
        Items = items;
    }

    public static Sort Bool { get; } = new(SortKind.Bool, 1, []);

    public static Sort Single { get; } = new(SortKind.Float, 32, []);

    public static Sort Double { get; } = new(SortKind.Float, 64, []);

    public SortKind Kind { get; }

    /// <summary>Bits of a scalar; 0 for tuples and arrays.</summary>
    public int Width { get; }

    /// <summary>Sorts of the parts of a tuple or array; empty for scalars.</summary>
    public ImmutableArray<Sort> Items { get; }

    public bool IsScalar => Kind <= SortKind.Float;

    /// <summary>All ones in the width of this scalar.</summary>
    public Bits128 Mask => Width == 128 ? Bits128.MaxValue : (Bits128.One << Width) - 1;

    /// <summary>The mask of a bit-vector, zero for every other sort.</summary>
    public Bits128 MaskOrNone => Kind == SortKind.BitVector ? Mask : 0;

    public static Sort BitVector(int width) => width is >= 1 and <= 128
        ? BitVectors[width]
        : throw new ArgumentOutOfRangeException(nameof(width), width, "A bit-vector has 1 to 128 bits.");

    public static Sort Tuple(IEnumerable<Sort> items) => new(SortKind.Tuple, 0, [.. items]);

    public static Sort Array(Sort item, int count) => new(SortKind.Array, 0, [.. Enumerable.Repeat(item, count)]);

    public bool Equals(Sort? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Kind == other.Kind && Width == other.Width && Items.AsSpan().SequenceEqual(other.Items.AsSpan()));

    public override int GetHashCode() => Items.Aggregate(HashCode.Combine(Kind, Width), HashCode.Combine);

    public override string ToString() => Kind switch
    {
        SortKind.Bool => "bool",
        SortKind.BitVector => $"bv{Width}",
        SortKind.Float => Width == 32 ? "float" : "double",
        SortKind.Tuple => $"({string.Join(", ", Items)})",
        _ => Items.Length == 0 ? "[0]" : $"{Items[0]}[{Items.Length}]",
    };
}
