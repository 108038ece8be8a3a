using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Testing;

/// <summary>
/// A claim as text, to be proved or refuted within a test. What it says is C#, as in claim documents; code that it is about is read, and never run.
/// </summary>
public sealed class StatedClaim
{
    private readonly ImmutableList<(string Key, string Text)> _lines;
    private readonly ImmutableList<ClaimCode> _code;

    internal StatedClaim(ImmutableList<(string Key, string Text)> lines, ImmutableList<ClaimCode> code) => (_lines, _code) = (lines, code);

    /// <summary>Where a condition holds; several are joined by "and".</summary>
    public StatedClaim Assuming(string condition) => With("assume", condition);

    /// <summary>For each of some types, as in <c>T = sbyte, short, int</c>.</summary>
    public StatedClaim ForTypes(string types) => With("types", types);

    /// <summary>With overflow checked: an input for which it throws is a counterexample.</summary>
    public StatedClaim Checked() => With("arithmetic", "checked");

    /// <summary>With more or less than ten seconds of time and 400 MB of memory, as in <c>30 s, 1 GB</c>.</summary>
    public StatedClaim Within(string budget) => With("budget", budget);

    /// <summary>With static C# methods that the statement may call.</summary>
    /// <param name="source">Their text.</param>
    public StatedClaim WithCode(string source) => new(_lines, _code.Add(ClaimCode.Text(source)));

    /// <summary>With the functions of a file: C#, assembly, or a claim document.</summary>
    /// <param name="path">The file; from the folder of the test's own source where it is no whole path.</param>
    /// <param name="caller">The source of the test; the compiler says it.</param>
    public StatedClaim WithCodeIn(string path, [CallerFilePath] string caller = "") => new(_lines, _code.Add(ClaimCode.File(path, caller)));

    /// <summary>Passes if the claim is proved.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ClaimFailedException">It is refuted, and the message tells the smallest counterexample; or neither, within its budget; or it cannot be understood.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Proved ShouldHold(CancellationToken cancellation = default) => Expect<Proved>(cancellation);

    /// <summary>Passes if the claim is refuted.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ClaimFailedException">It is proved; or neither, within its budget; or it cannot be understood.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Refuted ShouldBeRefuted(CancellationToken cancellation = default) => Expect<Refuted>(cancellation);

    /// <summary>Decides the claim.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The verdict, with its evidence.</returns>
    /// <exception cref="ClaimFailedException">It cannot be understood.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Verdict Decide(CancellationToken cancellation = default) => Answer(cancellation).Verdict;

    private T Expect<T>(CancellationToken cancellation)
        where T : Verdict
    {
        var (result, verdict) = Answer(cancellation);
        return VerdictAssertions.Expect<T>(verdict, result);
    }

    private (ClaimResult Result, Verdict Verdict) Answer(CancellationToken cancellation)
    {
        var result = ClaimTest.Decide(_lines, _code, cancellation);
        return result.Settlement switch
        {
            Answered { Verdict: var verdict } => (result, verdict),
            Interrupted => throw new OperationCanceledException(cancellation),
            _ => throw new ClaimFailedException($"The claim cannot be decided.\n\n{ClaimStory.Of(result)}"),
        };
    }

    private StatedClaim With(string key, string text) => new(_lines.Add((key, text)), _code);
}
