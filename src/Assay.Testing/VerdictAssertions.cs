using Assay.Claims;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Testing;

/// <summary>Turns verdicts into failures of unit tests.</summary>
public static class VerdictAssertions
{
    /// <summary>Passes if the claim was proved.</summary>
    /// <returns>The proof.</returns>
    /// <exception cref="ClaimFailedException">It was refuted, and the message tells the smallest counterexample; or left open.</exception>
    public static Proved ShouldHold(this Verdict verdict) => Expect<Proved>(verdict, null);

    /// <summary>Passes if the claim was refuted.</summary>
    /// <returns>The refutation with its counterexample.</returns>
    /// <exception cref="ClaimFailedException">It was proved, or left open.</exception>
    public static Refuted ShouldBeRefuted(this Verdict verdict) => Expect<Refuted>(verdict, null);

    /// <summary>The verdict as what it should be.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="result">The claim that it is about; null where only the verdict is known.</param>
    internal static T Expect<T>(Verdict verdict, ClaimResult? result)
        where T : Verdict
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var told = result ?? new ClaimResult(new Claim("claim", Place.Whole("test"), []), new Answered(verdict), verdict.Cost);
        return verdict as T ?? throw new ClaimFailedException($"The claim was to be {(typeof(T) == typeof(Proved) ? "proved" : "refuted")}.\n\n{ClaimStory.Of(told)}") { Verdict = verdict };
    }
}
