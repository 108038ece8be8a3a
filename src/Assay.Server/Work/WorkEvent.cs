using System.Text.Json.Serialization;

namespace Assay.Server.Work;

/// <summary>
/// What a worker says, each as one line of JSON on its standard output: <see cref="Readied"/> once, then <see cref="Diagnosed"/>, <see cref="Progressed"/>,
/// <see cref="Settled"/>, and at last <see cref="Finished"/>. Use pattern matching.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Readied), "ready")]
[JsonDerivedType(typeof(Diagnosed), "diagnosed")]
[JsonDerivedType(typeof(Progressed), "progress")]
[JsonDerivedType(typeof(Settled), "settled")]
[JsonDerivedType(typeof(Finished), "finished")]
internal abstract record WorkEvent;

/// <summary>The worker has started and warmed up.</summary>
internal sealed record Readied : WorkEvent;

/// <summary>The document was looked at.</summary>
/// <param name="Problems">What has to be repaired.</param>
/// <param name="Claims">The names of its claims that can be read, in order.</param>
internal sealed record Diagnosed(IReadOnlyList<ShownProblem> Problems, IReadOnlyList<string> Claims) : WorkEvent
{
    /// <summary>Where it has no claim, one that it could have; else null.</summary>
    public ShownDraft? Draft { get; init; }

    /// <summary>Whether the time for it was over: on a machine that has much to do, a later look may come further.</summary>
    public bool IsOutOfTime { get; init; }
}

/// <summary>How far one claim has come.</summary>
/// <param name="Claim">Its name.</param>
/// <param name="Activity">What is being done.</param>
/// <param name="Fraction">Between 0 and 1, or null when unknown.</param>
internal sealed record Progressed(string Claim, string Activity, double? Fraction) : WorkEvent;

/// <summary>One claim is settled.</summary>
/// <param name="Verdict">What came out.</param>
/// <param name="Html">Its card.</param>
internal sealed record Settled(ShownVerdict Verdict, string Html) : WorkEvent;

/// <summary>The request is done.</summary>
/// <param name="Html">The whole document with its cards.</param>
/// <param name="Report">The report for machines; see <c>docs/json.md</c>.</param>
/// <param name="IsTimeUp">Whether the time ran out before all claims were settled.</param>
/// <param name="Problems">How many problems stand in the way of claims.</param>
internal sealed record Finished(string Html, string Report, bool IsTimeUp, int Problems) : WorkEvent;

/// <summary>A claim for a text that has none.</summary>
/// <param name="Block">The claim in its block.</param>
/// <param name="Text">The whole text with it.</param>
internal sealed record ShownDraft(string Block, string Text);

/// <summary>Something to be repaired.</summary>
/// <param name="Line">The line from 1; 0 for the document as a whole.</param>
/// <param name="Column">The column from 1, in UTF-16 code units as in a browser's texts.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Advice">What to do, or null.</param>
internal sealed record ShownProblem(int Line, int Column, string Message, string? Advice);

/// <summary>What came out of one claim, in a line.</summary>
/// <param name="Name">The claim's name.</param>
/// <param name="Says">What it says, or null.</param>
/// <param name="Word">The word for the outcome.</param>
/// <param name="Glyph">The sign before the word.</param>
/// <param name="IsExpected">Whether nothing else was expected.</param>
/// <param name="Essence">The answer in a few words.</param>
/// <param name="Seconds">The time it took.</param>
internal sealed record ShownVerdict(string Name, string? Says, string Word, string Glyph, bool IsExpected, string Essence, double Seconds);
