namespace Assay.Matrices.Checking;

/// <summary>A part of a report is not what the format asks for, or contradicts another.</summary>
/// <param name="path">Where, from the root on.</param>
/// <param name="message">What is wrong, as one sentence.</param>
internal sealed class MalformedReportException(string path, string message) : Exception($"{path}: {message}");
