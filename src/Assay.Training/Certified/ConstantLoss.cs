namespace Assay.Training.Certified;

/// <summary>The least loss of a network whose outputs are the same for every sample, enclosed.</summary>
internal static class ConstantLoss
{
    /// <summary>Of cross-entropy: the entropy of the labels, that is minus the sum of p log p over the shares p of the classes. The best outputs are the logarithms of the shares.</summary>
    /// <param name="labels">The labels that count.</param>
    public static Enclosure OfLabels(IEnumerable<double> labels)
    {
        int[] counts = [.. labels.CountBy(label => label).Select(pair => pair.Value)];
        var all = Enclosure.Of(counts.Sum());
        return counts.Select(count => Enclosure.Of(count) / all).Aggregate(Enclosure.Of(0), (sum, share) => sum - (share * Enclosure.Log(share)));
    }

    /// <summary>Of the squared loss: the mean over outputs of the variance of their targets. The best outputs are the means.</summary>
    /// <param name="targets">Sample after sample.</param>
    /// <param name="outputs">Targets of each.</param>
    public static Enclosure OfTargets(IReadOnlyList<double> targets, int outputs)
    {
        var samples = Enclosure.Of(targets.Count / outputs);
        var sum = Enclosure.Of(0);
        for (var output = 0; output < outputs; output++)
        {
            Enclosure[] own = [.. Enumerable.Range(0, targets.Count / outputs).Select(sample => Enclosure.Of(targets[(sample * outputs) + output]))];
            var mean = own.Aggregate(Enclosure.Of(0), (total, target) => total + target) / samples;
            sum = own.Select(target => target - mean).Aggregate(sum, (total, difference) => total + (difference * difference));
        }

        return sum / samples / Enclosure.Of(outputs);
    }
}
