using Assay.Claims;
using Assay.Training;
using Assay.Training.Connectivity;
using Assay.Training.Data;
using Assay.Training.Experiments;
using Assay.Training.Networks;
using Assay.Training.Parameters;

namespace Assay.Cli.Commands;

/// <summary>What <c>assay connect</c> is given.</summary>
/// <param name="Files">The files of parameters.</param>
/// <param name="Data">The description of the samples.</param>
/// <param name="Network">The description of the network, or null.</param>
/// <param name="Folder">Where files of data lie.</param>
internal sealed record ConnectInput(IReadOnlyList<string> Files, string Data, string? Network, string Folder)
{
    // Beyond it a weight's product with another one is no float.
    private const double MostWeight = 1e18;
    private const long MostMemory = 8L << 30;

    /// <summary>Reads all of it.</summary>
    /// <exception cref="TrainingException">A file is missing or broken, networks have different shapes, or the samples do not fit.</exception>
    public ConnectNetworks Read(StudyOptions options)
    {
        var recipe = DatasetRecipe.Parse(ClaimText.Of(Data, Place.Whole("--data")), Folder);
        var split = recipe.Load(1);
        var loss = split.Training.Labels is null ? LossKind.Squared : LossKind.CrossEntropy;
        var said = Network is null ? null : NetworkText.Read(CallText.Parse(ClaimText.Of(Network, Place.Whole("--network"))), loss);
        var stored = Files.Select(file => (File: file, Foreign: IsArray(file) ? null : new ForeignParameters(file))).ToList();
        if (said is null && stored.Find(one => one.Foreign is null) is { File: not null } array)
        {
            throw new TrainingException(new Problem(Place.Whole(array.File), "An array does not say which network it is of.", "Say it: --network \"mlp(784, 512, 10)\""));
        }

        var network = said ?? stored[0].Foreign!.Network(loss);
        foreach (var (file, foreign) in said is null ? stored.Skip(1) : [])
        {
            var other = foreign!.Network(loss);
            if (NetworkText.Write(other) != NetworkText.Write(network))
            {
                throw new TrainingException(new Problem(Place.Whole(file), $"It is another network than {Files[0]}: {NetworkText.Write(other)}, and that is {NetworkText.Write(network)}.", "Only networks of one shape can be compared."));
            }
        }

        if (Population.WhyNot(network, split.Training) is { } reason)
        {
            throw new TrainingException(new Problem(Place.Whole("--data"), reason, Network is null ? null : "Say other data, or another network."));
        }

        CheckMemory(network, split.Training.Count + split.Test.Count, options);
        return new ConnectNetworks(Files, network, [.. stored.Select(one => Parameters(one.File, one.Foreign, network))], new DataPlan(_ => split, "").For<float>(network, 1, isTuning: false))
        {
            DataText = recipe.Text,
            IsGuessed = said is null && stored[0].Foreign!.IsGuessed,
            First = stored[0].Foreign,
        };
    }

    private static bool IsArray(string file) => Path.GetExtension(file).Equals(".npy", StringComparison.OrdinalIgnoreCase);

    private static double[] Parameters(string file, ForeignParameters? foreign, Network network)
    {
        var parameters = foreign?.For(network) ?? new StoredParameters(file).For(network);
        var block = network.Parameters.FirstOrDefault(block => parameters.AsSpan(block.Start, block.Count).ContainsAnyExceptInRange(-MostWeight, MostWeight));
        return block is null ? parameters
            : throw new TrainingException(new Problem(Place.Whole(file), $"A number of {block.Name} is beyond {MostWeight:0e0}.", "Such a network computes nothing in floats; it diverged."));
    }

    private static void CheckMemory(Network network, int samples, StudyOptions options)
    {
        var each = ConnectivityLook.MemoryOf(network, samples);
        if (each * options.Threads > MostMemory)
        {
            throw new TrainingException(new Problem(
                Place.Whole("--threads"),
                FormattableString.Invariant($"{options.Threads} pairs at a time would take about {each * options.Threads / (double)(1 << 30):N1} GiB of memory."),
                FormattableString.Invariant($"Up to {MostMemory >> 30} are taken; say --threads {Math.Max(1, MostMemory / each)}, or take fewer samples: --data \"..., samples: 2000\".")));
        }
    }
}
