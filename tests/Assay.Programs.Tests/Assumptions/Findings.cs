using Assay.Programs.Tests.Questions;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Assumptions;

/// <summary>Asks for weakest assumptions.</summary>
internal static class Findings
{
    /// <summary>What is found for the lines of a claim.</summary>
    public static Finding? Of(string lines, string code = "", TimeSpan? time = null) =>
        Answer(lines, code, time).Verdict.Finding;

    /// <summary>The answer to the lines of a claim, under <c>find: weakest assumption</c>.</summary>
    public static Answered Answer(string lines, string code = "", TimeSpan? time = null) =>
        Assert.IsType<Answered>(Documents.Settle($"{lines}\nfind: weakest assumption", code, time));

    /// <summary>Whether a finding is proved to be the weakest assumption.</summary>
    public static bool IsExact(Finding? finding) => finding is { What: "weakest assumption" };
}
