using Assay.Claims;
using Assay.Training.Data;
using Assay.Training.Networks;
using Assay.Training.Parameters;
using Assay.Training.Passes;

namespace Assay.Training;

/// <summary>A network with parameters, such as one that was trained.</summary>
public sealed class TrainedNetwork
{
    private const int SamplesAtOnce = 4096;

    private readonly double[] _parameters;

    /// <summary>A network with parameters.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its parameters, block after block as in <see cref="Network.Parameters"/>; they are copied.</param>
    /// <exception cref="ArgumentException">There are more or fewer than the network has.</exception>
    public TrainedNetwork(Network network, IReadOnlyList<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Count != network.ParameterCount)
        {
            throw new ArgumentException($"There are {parameters.Count} parameters, and the network has {network.ParameterCount}.", nameof(parameters));
        }

        (Network, _parameters) = (network, [.. parameters]);
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>Its parameters, block after block; <see cref="Network.ParameterCount"/> numbers.</summary>
    public IReadOnlyList<double> Parameters => _parameters;

    /// <summary>The seed that it was trained with, or null where nobody said.</summary>
    public ulong? Seed { get; init; }

    /// <summary>What was measured of its training, by the names that claims use, such as <c>testAccuracy</c>; empty where it was not trained here.</summary>
    public IReadOnlyDictionary<string, double> Measures { get; init; } = new Dictionary<string, double>();

    /// <summary>How it does on samples, in doubles.</summary>
    /// <param name="data">The samples: [Count][<see cref="Shape.Count"/> of the input].</param>
    /// <exception cref="ArgumentException">A sample has more or fewer numbers than the network takes, or targets do not fit its outputs or loss.</exception>
    public Measure Measure(Dataset data)
    {
        Check(data);
        var plan = new Experiments.DataPlan(_ => new Split(data, data.Select([])), "");
        var engine = Engine<Real, double>.Of(Network, SamplesAtOnce);
        var samples = new Experiments.Samples<Real, double>(Network, engine);
        samples.Use(plan.For<double>(Network, 1, isTuning: false));
        return samples.OnTraining(_parameters);
    }

    /// <summary>What it makes of samples, in doubles: [Count][<see cref="Shape.Count"/> of the output].</summary>
    /// <param name="inputs">The samples, row-major: [Count][<see cref="Shape.Count"/> of the input].</param>
    /// <exception cref="ArgumentException">The numbers are no whole number of samples.</exception>
    public double[] Outputs(ReadOnlySpan<double> inputs)
    {
        var width = Network.Input.Count;
        if (inputs.Length % width != 0)
        {
            throw new ArgumentException($"{inputs.Length} numbers are no whole number of samples of {Network.Input} = {width}.", nameof(inputs));
        }

        var count = inputs.Length / width;
        var batch = new Batch<Real, double>(count, width, 1);
        batch.Fill(inputs, new double[count], [.. Enumerable.Range(0, count)]);
        var outputs = new Real[count * Network.Output.Count];
        Engine<Real, double>.Of(Network, count).Outputs(_parameters, batch, outputs);
        return Array.ConvertAll(outputs, output => output.Value);
    }

    /// <summary>Writes the parameters: as one array of doubles (.npy), or as one tensor for each block with the text of the network (.safetensors).</summary>
    /// <param name="path">The file; one that is there is written over.</param>
    /// <exception cref="ArgumentException">Its name ends with neither .npy nor .safetensors.</exception>
    public void Save(string path) => StoredParameters.Write(path, Network, _parameters);

    /// <summary>Reads parameters of a network that is known.</summary>
    /// <param name="path">A file of .npy or .safetensors.</param>
    /// <param name="network">The network.</param>
    /// <exception cref="TrainingException">The file is missing or broken, or a block has another shape in it; the text names the block.</exception>
    public static TrainedNetwork Load(string path, Network network) => new(network, new StoredParameters(path).For(network));

    /// <summary>Reads a network with its parameters, as <see cref="Save"/> writes them into a file of .safetensors.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TrainingException">The file is missing or broken, or does not say which network it is of.</exception>
    public static TrainedNetwork Load(string path)
    {
        var file = Safetensors.Read(path);
        if (!file.Metadata.TryGetValue(StoredParameters.NetworkKey, out var text))
        {
            throw new TrainingException(new Problem(Place.Whole(path), "It does not say of which network its parameters are.", "Give the network beside the file."));
        }

        var loss = file.Metadata.GetValueOrDefault("loss") == "squared" ? LossKind.Squared : LossKind.CrossEntropy;
        return Load(path, NetworkText.Read(CallText.Parse(ClaimText.Of(text, Place.Whole(path))), loss));
    }

    private void Check(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (Population.WhyNot(Network, data) is { } reason)
        {
            throw new ArgumentException(reason, nameof(data));
        }
    }
}
