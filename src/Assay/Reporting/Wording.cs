using System.Globalization;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Reporting;

/// <summary>The words, glyphs and number formats that all reports share.</summary>
internal static class Wording
{
    /// <summary>The word for a settlement, in lower case.</summary>
    public static string Word(Settlement settlement) => settlement switch
    {
        Answered answered => Word(answered.Verdict.Outcome),
        Unusable => "unusable",
        Faulted => "fault",
        _ => "interrupted",
    };

    /// <summary>The word for an outcome, in lower case.</summary>
    public static string Word(Outcome outcome) => outcome.ToString().ToLowerInvariant();

    /// <summary>The sign before the word.</summary>
    public static string Glyph(Settlement settlement) => settlement switch
    {
        Answered { Verdict: Proved or Supported } => "✓",
        Answered { Verdict: Refuted or Contradicted } => "✗",
        Answered => "?",
        _ => "!",
    };

    /// <summary>How good or bad the result is for the author of the claim.</summary>
    public static Tone ToneOf(Standing standing) => standing switch
    {
        Standing.AsExpected => Tone.Good,
        Standing.Open => Tone.Doubt,
        Standing.Differs => Tone.Bad,
        _ => Tone.Alarm,
    };

    /// <summary>When a verdict was reached that is shown again.</summary>
    public static string Stored(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"of {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC, by this build of Assay; 'assay check --fresh' decides it again");

    /// <summary>A duration with two digits that matter: <c>12 ms</c>, <c>1.2 s</c>, <c>2 min 5 s</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        if (time.TotalMilliseconds < 1)
            return "<1 ms";
        if (time.TotalMilliseconds < 999.5)
            return Invariant($"{time.TotalMilliseconds:0} ms");
        if (time.TotalSeconds < 59.95)
            return time.TotalSeconds < 9.95 ? Invariant($"{time.TotalSeconds:0.0} s") : Invariant($"{time.TotalSeconds:0} s");
        if (time.TotalHours < 2)
            return Invariant($"{(int)time.TotalMinutes} min {time.Seconds} s");
        return time.TotalDays < 2 ? Invariant($"{(int)time.TotalHours} h {time.Minutes} min") : Invariant($"{time.TotalDays:N0} days");
    }

    /// <summary>Inputs as a <c>witness:</c> line gives them.</summary>
    public static string Assignment(IReadOnlyList<NamedValue> inputs) =>
        string.Join(", ", inputs.Select(input => $"{input.Name} = {input.Value}"));

    /// <summary>A count with its noun: <c>1 claim</c>, <c>12 claims</c>.</summary>
    public static string Count(int count, string noun) =>
        Invariant($"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>An estimate with its interval.</summary>
    public static string Describe(Estimate estimate) =>
        Invariant($"{estimate.Quantity} = {estimate.Value:G6} [{estimate.Low:G6}, {estimate.High:G6}] against {estimate.Threshold:G6}");

    /// <summary>What is known about smaller examples.</summary>
    public static string Describe(Minimality minimality) => minimality switch
    {
        Minimality.Proved => "the smallest there is",
        Minimality.Found => "the smallest found; a smaller one may exist",
        _ => "given, not searched for",
    };

    /// <summary>The example inside a settlement, or null.</summary>
    public static Example? ExampleOf(Settlement settlement) => settlement switch
    {
        Answered { Verdict: Refuted refuted } => refuted.Counterexample,
        Answered { Verdict: Proved proved } => proved.Witness,
        _ => null,
    };

    /// <summary>The one sentence that says why, or null when numbers speak instead.</summary>
    public static string? ReasonOf(Verdict verdict) => verdict switch
    {
        Proved proved => proved.Reason,
        Refuted refuted => refuted.Reason,
        Undecided undecided => undecided.Reason,
        _ => null,
    };

    /// <summary>The estimate inside a measured verdict, or null.</summary>
    public static Estimate? EstimateOf(Verdict verdict) => verdict switch
    {
        Supported supported => supported.Estimate,
        Contradicted contradicted => contradicted.Estimate,
        _ => null,
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
