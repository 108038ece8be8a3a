namespace Assay.Programs.Synthesis.Layers;

/// <summary>A group of renamings of the things that states are made of.</summary>
/// <param name="images">For each renaming the images of all things, by their numbers; the identity first.</param>
internal sealed class Symmetries(IReadOnlyList<ushort[]> images)
{
    private readonly ushort[] _images = [.. images.SelectMany(image => image)];

    /// <summary>How many renamings there are; the first is the identity.</summary>
    public int Count { get; } = images.Count;

    /// <summary>How many things are renamed.</summary>
    public int Items { get; } = images[0].Length;

    /// <summary>For each thing its image.</summary>
    public ReadOnlySpan<ushort> Images(int symmetry) => _images.AsSpan(symmetry * Items, Items);
}
