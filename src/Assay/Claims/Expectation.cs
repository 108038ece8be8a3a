using Assay.Verdicts;

namespace Assay.Claims;

/// <summary>
/// What the author of a claim expects: an <see cref="ExpectedOutcome"/>, an <see cref="ExpectedFault"/>, or under <c>find:</c>
/// an <see cref="ExpectedFinding"/>.
/// </summary>
public abstract record Expectation
{
    private static readonly Dictionary<string, Outcome> Outcomes =
        Enum.GetValues<Outcome>().ToDictionary(outcome => outcome.ToString().ToLowerInvariant());

    private protected Expectation()
    {
    }

    /// <summary>The words that <c>expect:</c> accepts where nothing is to be found.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Outcomes.Keys];

    /// <summary>What the claim expects, or null when it expects nothing.</summary>
    public static Expectation? Of(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (claim.Find("expect") is not { } text)
            return null;
        if (claim.Find("find") is not null)
            return new ExpectedFinding(text);
        if (text.Text == ExpectedFault.Words)
            return new ExpectedFault();
        return Outcomes.TryGetValue(text.Text, out var outcome) ? new ExpectedOutcome(outcome) : null;
    }
}

/// <summary>A verdict with this outcome.</summary>
/// <param name="Outcome">The outcome.</param>
public sealed record ExpectedOutcome(Outcome Outcome) : Expectation
{
    /// <inheritdoc/>
    public override string ToString() => Outcome.ToString().ToLowerInvariant();
}

/// <summary>That something is wrong: the claim is refuted, or it is refused as unusable.</summary>
public sealed record ExpectedFault : Expectation
{
    /// <summary>How <c>expect:</c> says it.</summary>
    public new const string Words = "refuted or refused";

    /// <inheritdoc/>
    public override string ToString() => Words;
}

/// <summary>Under <c>find:</c> an expression, which the domain compares by meaning, or <c>none</c>.</summary>
/// <param name="Text">The expression as written.</param>
public sealed record ExpectedFinding(ClaimText Text) : Expectation
{
    /// <summary>Whether the author expects that there is nothing to find.</summary>
    public bool IsNone => Text.Text == "none";

    /// <inheritdoc/>
    public override string ToString() => Text.Text;
}
