using Assay.Claims;

namespace Assay.Training.Data;

/// <summary>
/// Data as a user describes it: a dataset, then what is done to it, such as <c>digits, samples: 500, labels(noise: 0.2)</c>,
/// <c>teacher(inputs: 20, width: 5, n: 1000)</c>, <c>x.npy, y.npy</c> or <c>table.csv, label: class</c>.
/// </summary>
/// <param name="Text">The description.</param>
/// <param name="Source">Where the samples come from.</param>
public sealed record DatasetRecipe(string Text, DatasetSource Source)
{
    /// <summary>How many samples are learnt from, or null for all that are left.</summary>
    public int? Samples { get; init; }

    /// <summary>How many samples are tested on, or null for the usual number: those of the source, or a fifth.</summary>
    public int? Test { get; init; }

    /// <summary>The share of labels to learn from that is drawn anew.</summary>
    public double LabelNoise { get; init; }

    /// <summary>Where <see cref="Text"/> stands.</summary>
    public Place Place { get; init; }

    /// <summary>Reads a description.</summary>
    /// <param name="text">The description, and where it stands.</param>
    /// <param name="folder">The folder in which files are; they cannot be outside.</param>
    /// <param name="files">Which files may be named; those in the folder unless said.</param>
    /// <exception cref="TrainingException">It describes no data; place and text say why, and what is possible.</exception>
    public static DatasetRecipe Parse(ClaimText text, string folder, NamedFiles? files = null) => DatasetReader.Read(text, folder, files ?? NamedFiles.InFolder);

    /// <summary>
    /// The samples, split and changed as described. The seed decides which are learnt from and tested on, unless the source has
    /// a test of its own, which of them are left out, and which labels are drawn anew.
    /// </summary>
    /// <exception cref="TrainingException">A file is missing or broken, or there are fewer samples than asked for.</exception>
    public Split Load(ulong seed)
    {
        var split = Source.Load(this, seed);
        if (Samples is { } samples)
        {
            split = split with { Training = Fewer(split.Training, samples, seed) };
        }

        if (LabelNoise == 0)
        {
            return split;
        }

        if (split.Training.Labels is null)
        {
            throw new TrainingException(new Problem(Place, "These samples have targets, and only labels can be drawn anew."));
        }

        var noisy = Data.LabelNoise.Apply(split.Training, LabelNoise, seed);
        return split with { Training = noisy.Data, Redrawn = noisy.Redrawn };
    }

    private Dataset Fewer(Dataset data, int samples, ulong seed) => samples <= data.Count
        ? data.Select(Shuffle.Permutation(data.Count, new(seed, DataPurpose.Samples))[..samples])
        : throw new TrainingException(new Problem(Place, $"{samples} samples cannot be learnt from; there are {data.Count} beside those of the test."));

    /// <inheritdoc/>
    public override string ToString() => Text;
}
