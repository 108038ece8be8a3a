using Assay.Claims;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Frontends.Alive;

/// <summary>Decides rewrites given as text, as <c>assay check</c> does.</summary>
internal static class Rewrites
{
    private static readonly IReadOnlyList<IDomain> Domains = [new ProgramsDomain(new ProgramsOptions())];

    /// <summary>The document.</summary>
    public static ClaimDocument Read(string text) => new ClaimDocumentReader(Domains).ReadText("test.opt", text);

    /// <summary>The results of all rewrites.</summary>
    public static IReadOnlyList<ClaimResult> Results(string text, TimeSpan? time = null)
    {
        var options = new RunOptions { BudgetOverride = new BudgetText(time ?? TimeSpan.FromSeconds(10), null, null) };
        return [.. new Runner(Domains, options).Run([Read(text)], new Progress<ProgressReport>(_ => { }), _ => { }, TestContext.Current.CancellationToken).Results];
    }

    /// <summary>What became of the only rewrite.</summary>
    public static Settlement Settle(string text, TimeSpan? time = null) => Assert.Single(Results(text, time)).Settlement;

    /// <summary>The verdict on the only rewrite.</summary>
    public static Verdict Verdict(string text, TimeSpan? time = null) => Assert.IsType<Answered>(Settle(text, time)).Verdict;

    /// <summary>The only problem of the only rewrite.</summary>
    public static Problem Problem(string text) => Assert.Single(Assert.IsType<Unusable>(Settle(text)).Problems);

    /// <summary>The inputs of a counterexample.</summary>
    public static string Inputs(string text) =>
        string.Join(", ", Assert.IsType<Refuted>(Verdict(text)).Counterexample!.Inputs.Select(input => $"{input.Name} = {input.Value}"));
}
