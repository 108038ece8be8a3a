namespace Assay.Programs.Synthesis.Layers;

/// <summary>What a search may use, and who is told how far it is.</summary>
/// <param name="Memory">Bytes of managed memory.</param>
/// <param name="Progress">Told several times a second how far the search is.</param>
/// <param name="Cancellation">Ends it.</param>
internal sealed record SearchLimits(long Memory, Action<SearchProgress> Progress, CancellationToken Cancellation);

/// <summary>How far a search is.</summary>
/// <param name="Length">The length that is searched.</param>
/// <param name="Layer">The layer that is formed.</param>
/// <param name="States">The states found so far, in all layers.</param>
/// <param name="PerSecond">States of the layer before that were followed in a second.</param>
/// <param name="Left">The time that is left, guessed.</param>
/// <param name="IsWhole">Whether that is for all layers; otherwise for this one only, and more will follow.</param>
internal sealed record SearchProgress(int Length, int Layer, long States, double PerSecond, TimeSpan Left, bool IsWhole);

/// <summary>A search needs more memory than it may use.</summary>
internal sealed class SearchTooLargeException(int layer)
    : Exception($"Layer {layer} needs more memory than is allowed.");
