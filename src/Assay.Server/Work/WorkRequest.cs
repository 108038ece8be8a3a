namespace Assay.Server.Work;

/// <summary>What a worker is asked: one line of JSON on its standard input.</summary>
/// <param name="Decides">Whether claims are decided; else the document is only looked at.</param>
/// <param name="Text">The document.</param>
/// <param name="Seconds">The time for all its claims together.</param>
/// <param name="Memory">Bytes that deciders of one claim may ask for.</param>
internal sealed record WorkRequest(bool Decides, string Text, double Seconds, long Memory);
