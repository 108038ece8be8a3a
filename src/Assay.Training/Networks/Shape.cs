using System.Globalization;

namespace Assay.Training.Networks;

/// <summary>The sizes of one sample: features, or channels, height and width, or tokens and features.</summary>
/// <remarks>Entries lie in the order of the sizes, the last one fastest.</remarks>
public sealed class Shape : IEquatable<Shape>
{
    private Shape(params int[] sizes)
    {
        foreach (var size in sizes)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size, nameof(sizes));
        }

        Sizes = sizes;
        Count = sizes.Aggregate(1, (product, size) => checked(product * size));
    }

    /// <summary>One size for features, two for a sequence, three for an image.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>The number of entries.</summary>
    public int Count { get; }

    /// <summary>Whether it is an image.</summary>
    public bool IsImage => Sizes.Count == 3;

    /// <summary>Whether it is a sequence.</summary>
    public bool IsSequence => Sizes.Count == 2;

    /// <summary>So many features.</summary>
    public static Shape Features(int count) => new(count);

    /// <summary>So many tokens, each of so many features.</summary>
    public static Shape Sequence(int tokens, int features) => new(tokens, features);

    /// <summary>An image.</summary>
    public static Shape Image(int channels, int height, int width) => new(channels, height, width);

    /// <summary>A shape of one to three sizes.</summary>
    public static Shape Of(IReadOnlyList<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        return sizes.Count is >= 1 and <= 3 ? new([.. sizes])
            : throw new ArgumentException($"A sample has one to three sizes, not {sizes.Count}.", nameof(sizes));
    }

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && Sizes.SequenceEqual(other.Sizes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode() => Sizes.Aggregate(17, (hash, size) => (hash * 31) + size);

    /// <summary>The sizes, as 1x8x8.</summary>
    public override string ToString() => string.Join('x', Sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)));
}
