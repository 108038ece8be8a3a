namespace Assay.Training.Networks;

/// <summary>A network that cannot be: a layer whose input does not fit, or a text that describes none.</summary>
/// <param name="message">Which layer, what it expected, what it got.</param>
public sealed class NetworkException(string message) : Exception(message);
