using Assay.Running;
using Assay.Verdicts;

namespace Assay.Reporting;

/// <summary>One claim in one line: sign, word, name, essence, decider, time.</summary>
internal sealed class ResultLine(ClaimResult result)
{
    public string Glyph { get; } = Wording.Glyph(result.Settlement);

    public string Word { get; } = Wording.Word(result.Settlement);

    public string Name { get; } = result.Claim.Name;

    public string Decider { get; } = result.Settlement is Answered answered ? answered.Verdict.Decider : "";

    public string Time { get; } = result.StoredAt is null ? Wording.Duration(result.Elapsed) : "stored";

    public string Essence { get; } = EssenceOf(result);

    public Tone Tone { get; } = Wording.ToneOf(result.Standing);

    /// <summary>What was expected instead, or null when nothing needs to be said.</summary>
    public string? Contrast { get; } = ContrastOf(result);

    private static string EssenceOf(ClaimResult result) => result.Settlement switch
    {
        Answered answered => EssenceOf(answered.Verdict, result),
        Faulted faulted => faulted.Message,
        _ => "",
    };

    private static string EssenceOf(Verdict verdict, ClaimResult result)
    {
        if (result.Finds && verdict.Finding is { } finding)
            return finding.What == result.Claim.Find("find")?.Text ? finding.Text : $"{finding.What.Split(' ')[0]}: {finding.Text}";
        if (Wording.ExampleOf(result.Settlement) is { Inputs.Count: > 0 } example)
            return Wording.Assignment(example.Inputs);
        return Wording.EstimateOf(verdict) is { } estimate ? Wording.Describe(estimate) : Wording.ReasonOf(verdict) ?? "";
    }

    private static string? ContrastOf(ClaimResult result)
    {
        if (result.Standing is not (Standing.Differs or Standing.Open))
            return null;
        if (result.Expectation is { } expectation)
            return $"expected {expectation}";
        return result.Standing == Standing.Differs
            ? $"nothing was expected; 'expect: {Wording.Word(result.Settlement)}' would accept it"
            : null;
    }
}
