namespace Assay.Cluster.Workers;

/// <summary>This worker cannot do any trial now: its processes do not start, or are of another build.</summary>
/// <param name="message">Why, as one sentence.</param>
/// <param name="isForGood">Whether it will not get better.</param>
internal sealed class UnfitException(string message, bool isForGood) : Exception(message)
{
    /// <summary>Whether it will not get better: the program was replaced.</summary>
    public bool IsForGood => isForGood;
}
