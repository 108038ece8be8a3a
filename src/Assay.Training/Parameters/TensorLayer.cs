using Assay.Claims;

namespace Assay.Training.Parameters;

/// <summary>Tensors of a file that belong to one layer, by their names: <c>fc1.weight</c> and <c>fc1.bias</c>.</summary>
/// <param name="Name">What they are called in front of the last dot.</param>
/// <param name="Weight">The weights; of normalisation, the scales.</param>
/// <param name="Bias">The biases, or null where there is none.</param>
/// <param name="Mean">The mean that batch normalisation has seen, or null.</param>
/// <param name="Variance">The variance that it has seen, or null.</param>
internal sealed record TensorLayer(string Name, Tensor Weight, Tensor? Bias, Tensor? Mean, Tensor? Variance)
{
    private static readonly string[][] Parts = [["weight", "scale", "gamma"], ["bias", "beta"], ["running_mean", "mean"], ["running_var", "variance"]];

    /// <summary>The tensors, in the order of weight, bias, mean and variance; null where there is none.</summary>
    public IReadOnlyList<Tensor?> All => [Weight, Bias, Mean, Variance];

    /// <summary>The layers of a file, in the order of their names, in which numbers count as such.</summary>
    /// <exception cref="TrainingException">A tensor is no part of a layer, or a layer has no weight.</exception>
    public static IReadOnlyList<TensorLayer> Of(TensorFile file, string path)
    {
        Dictionary<string, Tensor?[]> layers = new(StringComparer.Ordinal);
        foreach (var tensor in file.Tensors)
        {
            var dot = tensor.Name.LastIndexOf('.');
            var part = Array.FindIndex(Parts, names => names.Contains(tensor.Name[(dot + 1)..]));
            if (part < 0)
            {
                throw Wrong(path, $"The tensor '{CallSplitter.Shown(tensor.Name)}' is neither weight nor bias of a layer, nor a mean or variance.", "Networks of dense layers, convolutions and normalisation are read, named as in 0.weight and 0.bias.");
            }

            var name = dot < 0 ? "" : tensor.Name[..dot];
            var own = layers.TryGetValue(name, out var known) ? known : layers[name] = new Tensor?[Parts.Length];
            if (own[part] is { } twice)
            {
                throw Wrong(path, $"The tensors '{CallSplitter.Shown(twice.Name)}' and '{CallSplitter.Shown(tensor.Name)}' are the same part of a layer.");
            }

            own[part] = tensor;
        }

        return [.. layers.OrderBy(pair => pair.Key, NaturalOrder.Instance).Select(pair => pair.Value[0] is { } weight ? new TensorLayer(pair.Key, weight, pair.Value[1], pair.Value[2], pair.Value[3])
            : throw Wrong(path, $"There is no tensor '{CallSplitter.Shown(pair.Key)}.weight', and there is '{CallSplitter.Shown(pair.Value.First(tensor => tensor is not null)!.Name)}'."))];
    }

    private static TrainingException Wrong(string path, string message, string? advice = null) => new(new Problem(Place.Whole(path), message, advice));
}
