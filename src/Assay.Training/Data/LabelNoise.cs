namespace Assay.Training.Data;

/// <summary>Labels drawn anew for some samples (Zhang, Bengio, Hardt, Recht and Vinyals, 2017).</summary>
/// <param name="Data">The samples with their new labels.</param>
/// <param name="Redrawn">The samples whose labels were drawn, in order; a drawn label may be the old one.</param>
public sealed record LabelNoise(Dataset Data, IReadOnlyList<int> Redrawn)
{
    /// <summary>Draws the labels of a share of the samples, rounded to whole samples, uniformly out of all classes; share 1 makes all labels random.</summary>
    /// <exception cref="ArgumentException">The samples have targets, not labels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 1.</exception>
    public static LabelNoise Apply(Dataset data, double share, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Labels is null)
        {
            throw new ArgumentException("Only labels can be drawn anew, and these samples have targets.", nameof(data));
        }

        if (!(share is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), "A share is from 0 to 1.");
        }

        var random = new Statistics.Philox(seed, DataPurpose.LabelNoise);
        var redrawn = Shuffle.Permutation(data.Count, random)[..(int)Math.Round(share * data.Count)];
        Array.Sort(redrawn);
        var labels = (int[])data.Labels.Clone();
        foreach (var sample in redrawn)
        {
            labels[sample] = random.Below(data.Classes);
        }

        return new LabelNoise(new Dataset(data.InputSizes, data.Inputs, labels, data.Classes), redrawn);
    }
}
