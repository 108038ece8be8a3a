using System.Globalization;
using Assay.Claims;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Testing;

/// <summary>Tells the result of a claim in the message of a failed test.</summary>
internal static class ClaimStory
{
    private const int Width = 100;

    /// <summary>The story: what was claimed, what came out, the counterexample, the weakest assumption where one was found.</summary>
    public static string Of(ClaimResult result) => Written(sink => new StoryReport(sink, new StoryOptions()).Write(result, []));

    /// <summary>What is wrong.</summary>
    public static string Of(IEnumerable<Problem> problems) => Written(sink =>
    {
        foreach (var problem in problems)
            ProblemLines.Write(sink, problem);
    });

    private static string Written(Action<IReportSink> write)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        write(new PlainSink(text, Width));
        return text.ToString().TrimEnd();
    }
}
