using Assay.Claims;

namespace Assay.Reporting;

/// <summary>Writes problems so that terminals and editors can jump to them.</summary>
public static class ProblemLines
{
    /// <summary>Writes one problem: place and message in a line, and the advice below.</summary>
    public static void Write(IReportSink sink, Problem problem, string indent = "")
    {
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentNullException.ThrowIfNull(problem);
        sink.Write(new StyledLine().Add($"{indent}! ", Tone.Alarm).Add($"{problem.Place}: ", Tone.Strong).Add(problem.Message));
        if (problem.Advice is { } advice)
            sink.Write(new StyledLine().Add($"{indent}  {advice}", Tone.Quiet));
    }
}
