namespace Assay.Cluster;

/// <summary>The machines cannot work together as asked, and a user can change that.</summary>
/// <param name="message">What is wrong, as one sentence; credentials are not in it.</param>
/// <param name="advice">What to do.</param>
public sealed class ClusterException(string message, string advice) : Exception(message)
{
    /// <summary>What to do.</summary>
    public string Advice => advice;
}
