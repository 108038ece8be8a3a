namespace Assay.Training.Parameters;

/// <summary>A named array of numbers in a file of safetensors.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">How its numbers are stored.</param>
/// <param name="Sizes">Its shape; none for a single number.</param>
/// <param name="Values">Its numbers, row-major; doubles hold those of every type exactly.</param>
public sealed record Tensor(string Name, TensorType Type, IReadOnlyList<int> Sizes, double[] Values);
