using Assay.Claims;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Questions;

/// <summary>Decides the claims of documents given as text.</summary>
internal static class Documents
{
    public static readonly Budget Budget = new(TimeSpan.FromSeconds(120), 400L << 20);

    /// <summary>The settlement of each claim by name, and the problems of the document.</summary>
    public static (IReadOnlyDictionary<string, Settlement> Settlements, IReadOnlyList<Problem> Problems) Check(string text, TimeSpan? time = null)
    {
        IReadOnlyList<IDomain> domains = [new ProgramsDomain(new ProgramsOptions())];
        var document = new ClaimDocumentReader(domains).ReadText("test.md", text);
        var options = new RunOptions { BudgetOverride = new BudgetText(time ?? Budget.Time, null, null) };
        var report = new Runner(domains, options).Run([document], new Progress<ProgressReport>(_ => { }), _ => { }, TestContext.Current.CancellationToken);
        return (report.Results.ToDictionary(result => result.Claim.Name, result => result.Settlement), report.Documents[0].Document.Problems);
    }

    /// <summary>The verdict of the only claim of a text, given as the lines of its block.</summary>
    public static Verdict Verdict(string lines, string code = "", TimeSpan? time = null) => Assert.IsType<Answered>(Settle(lines, code, time)).Verdict;

    /// <summary>The settlement of the only claim of a text.</summary>
    public static Settlement Settle(string lines, string code = "", TimeSpan? time = null)
    {
        var block = code.Length == 0 ? "" : $"```csharp\n{code}\n```\n\n";
        var (settlements, problems) = Check($"{block}```claim c\n{lines}\n```\n", time);
        Assert.Empty(problems);
        return settlements["c"];
    }

    /// <summary>What became of a claim, in one word.</summary>
    public static string Word(Settlement settlement) => settlement switch
    {
        Unusable => "refused",
        Answered { Verdict: Proved } => "proved",
        Answered { Verdict: Refuted } => "refuted",
        _ => "open",
    };

    public static string Inputs(Example? example) =>
        string.Join(", ", example!.Inputs.Select(input => $"{input.Name} = {input.Value}"));
}
