using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Assay.Claims;
using Assay.Training.Networks;

namespace Assay.Training.Parameters;

/// <summary>Parameters of a network in a file: all in one array (.npy), or one tensor for each block (.safetensors).</summary>
public sealed class StoredParameters
{
    /// <summary>Under this name a file of safetensors says which network its parameters are of.</summary>
    internal const string NetworkKey = "network";

    private readonly ConcurrentDictionary<Network, double[]> _read = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<string> _fingerprint;

    /// <summary>The parameters in a file; it is read when they are asked for, and once for each network.</summary>
    /// <param name="path">The file, whose name ends with .npy or .safetensors.</param>
    public StoredParameters(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        Path = path;
        _fingerprint = new(() =>
        {
            using var file = File.OpenRead(Path);
            return Convert.ToHexString(SHA256.HashData(file).AsSpan(0, 8));
        });
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Changes where the file does.</summary>
    internal string Fingerprint => File.Exists(Path) ? _fingerprint.Value : "";

    /// <summary>The parameters, as a network has them.</summary>
    /// <param name="network">The network.</param>
    /// <returns>As many numbers as the network has parameters, block after block.</returns>
    /// <exception cref="TrainingException">The file is missing or broken, or a block has another shape in it; the text names the block.</exception>
    public double[] For(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return [.. _read.GetOrAdd(network, Read)];
    }

    /// <summary>Writes parameters: as one array of doubles (.npy), or as one tensor for each block with the text of the network (.safetensors).</summary>
    /// <param name="path">The file; one that is there is written over.</param>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its parameters, block after block.</param>
    /// <exception cref="ArgumentException">There are more or fewer than the network has, or the name of the file ends otherwise.</exception>
    public static void Write(string path, Network network, double[] parameters)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Length != network.ParameterCount)
        {
            throw new ArgumentException($"There are {parameters.Length} parameters, and the network has {network.ParameterCount}.", nameof(parameters));
        }

        switch (System.IO.Path.GetExtension(path))
        {
            case ".npy":
                NpyFile.Write<double>(path, [parameters.Length], parameters);
                return;
            case ".safetensors":
                // Floats stay what they are in half the room.
                var type = parameters.All(value => double.IsNaN(value) || (float)value == value) ? TensorType.F32 : TensorType.F64;
                Safetensors.Write(path, new TensorFile(
                    [.. network.Parameters.Select(block => new Tensor(block.Name, type, block.Sizes, parameters[block.Start..(block.Start + block.Count)]))],
                    new Dictionary<string, string> { [NetworkKey] = NetworkText.Write(network), ["loss"] = network.Loss == LossKind.Squared ? "squared" : "cross-entropy" }));
                return;
            default:
                throw new ArgumentException($"'{path}' ends with neither .npy nor .safetensors.", nameof(path));
        }
    }

    private double[] Read(Network network)
    {
        var parameters = System.IO.Path.GetExtension(Path) switch
        {
            ".npy" => Array(network),
            ".safetensors" => Tensors(network),
            _ => throw Wrong("Its name ends with neither .npy nor .safetensors."),
        };
        foreach (var block in network.Parameters)
        {
            var wrong = System.Array.FindIndex(parameters, block.Start, block.Count, value => !double.IsFinite(value));
            if (wrong >= 0)
            {
                throw Wrong(string.Create(CultureInfo.InvariantCulture, $"Number {wrong - block.Start} of {block.Name} is {parameters[wrong]}."), "Parameters that training starts from are finite.");
            }
        }

        return parameters;
    }

    private double[] Array(Network network)
    {
        var array = NpyFile.Read<double>(Path);
        return array.Values.Length == network.ParameterCount ? array.Values
            : throw Wrong(
                string.Create(CultureInfo.InvariantCulture, $"It has {array.Values.Length:N0} numbers, and the network has {network.ParameterCount:N0} parameters."),
                $"They are, in this order: {string.Join(", ", network.Parameters.Select(block => $"{block.Name} {Shown(block.Sizes)}"))}.");
    }

    private double[] Tensors(Network network)
    {
        var file = Safetensors.Read(Path);

        // Where all names are ours one that is missing got lost; where they are others they are PyTorch's, whose layers may have no biases.
        if (!file.Metadata.ContainsKey(NetworkKey) && network.Parameters.Any(block => file.Find(block.Name) is null) && !file.Tensors.All(tensor => network.Parameters.Any(block => block.Name == tensor.Name)))
        {
            return new ForeignParameters(Path).For(network);
        }

        var parameters = new double[network.ParameterCount];
        foreach (var block in network.Parameters)
        {
            var tensor = file.Find(block.Name) ?? throw Wrong($"There is no tensor '{block.Name}', {Shown(block.Sizes)}.", NearestSpelling.Advice(block.Name, [.. file.Tensors.Select(one => one.Name)]));
            if (!tensor.Sizes.SequenceEqual(block.Sizes))
            {
                throw Wrong($"The tensor '{block.Name}' is {Shown(tensor.Sizes)}, and the network's is {Shown(block.Sizes)}.");
            }

            tensor.Values.CopyTo(parameters, block.Start);
        }

        return file.Tensors.FirstOrDefault(tensor => network.Parameters.All(block => block.Name != tensor.Name)) is not { } foreign ? parameters
            : throw Wrong($"The tensor '{CallSplitter.Shown(foreign.Name)}' belongs to no layer of the network.");
    }

    private static string Shown(IReadOnlyList<int> sizes) => string.Join('x', sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)));

    private TrainingException Wrong(string message, string? advice = null) => new(new Problem(Place.Whole(Path), message, advice));
}
