namespace Assay.Server;

/// <summary>A server cannot start.</summary>
/// <param name="message">Why, as one sentence.</param>
/// <param name="advice">What to do.</param>
public sealed class ServeException(string message, string advice) : Exception(message)
{
    /// <summary>What to do.</summary>
    public string Advice => advice;
}
