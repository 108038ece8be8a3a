namespace Assay.Training.Parameters;

/// <summary>An array of numbers with any number of dimensions.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Sizes">The shape; none for a single number.</param>
/// <param name="Values">The numbers, row-major: the last index moves fastest.</param>
public sealed record NpyArray<T>(IReadOnlyList<int> Sizes, T[] Values);
