namespace Assay.Training.Parameters;

/// <summary>One tensor as the header of a file describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">How its numbers are stored.</param>
/// <param name="Sizes">Its shape.</param>
/// <param name="Count">How many numbers it has.</param>
/// <param name="Begin">Where its bytes begin, counted from the end of the header.</param>
/// <param name="End">Where the next ones begin.</param>
internal sealed record SafetensorsEntry(string Name, TensorType Type, IReadOnlyList<int> Sizes, long Count, long Begin, long End);
