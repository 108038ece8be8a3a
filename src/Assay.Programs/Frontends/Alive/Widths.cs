namespace Assay.Programs.Frontends.Alive;

/// <summary>A width for every type of a rewrite.</summary>
/// <param name="types">The types.</param>
/// <param name="ofClass">The width of each class.</param>
/// <param name="open">The classes whose widths the text leaves open, in the order of the text.</param>
internal sealed class Widths(TypeRules types, IReadOnlyDictionary<int, int> ofClass, IReadOnlyList<int> open)
{
    public int this[int slot] => ofClass[types.Class(slot)];

    /// <summary>The widths of the open classes.</summary>
    public IReadOnlyList<int> Open { get; } = [.. open.Select(type => ofClass[type])];

    /// <summary>For example <c>i4</c>, or <c>i2, i4</c> for two open types; empty when no type is open.</summary>
    public override string ToString() => string.Join(", ", Open.Select(width => $"i{width}"));
}
