namespace Assay.Programs.Deciders;

/// <summary>Two deciders contradict each other: a fault of Assay, never a verdict.</summary>
/// <param name="message">Who says what.</param>
internal sealed class DisagreementException(string message) : Exception(message);
