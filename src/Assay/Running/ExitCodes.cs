namespace Assay.Running;

/// <summary>What the tool's exit codes mean. Of several that apply, the one named first here wins.</summary>
public static class ExitCodes
{
    /// <summary>The user interrupted the run.</summary>
    public const int Interrupted = 130;

    /// <summary>A fault of Assay itself.</summary>
    public const int Fault = 70;

    /// <summary>Unusable input or usage, or no claim found at all.</summary>
    public const int Unusable = 3;

    /// <summary>A decided verdict differs from what was expected, or is a bad one where nothing was expected.</summary>
    public const int Differs = 1;

    /// <summary>Undecided, and not expected to be.</summary>
    public const int Undecided = 2;

    /// <summary>All is as expected.</summary>
    public const int AsExpected = 0;

    /// <summary>The exit code of a run.</summary>
    public static int Of(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var standings = report.Results.Select(result => result.Standing).ToHashSet();
        if (report.WasInterrupted || standings.Contains(Standing.Interrupted))
            return Interrupted;
        if (standings.Contains(Standing.Faulted))
            return Fault;
        if (standings.Count == 0 || report.AllProblems.Any())
            return Unusable;
        if (standings.Contains(Standing.Differs))
            return Differs;
        return standings.Contains(Standing.Open) ? Undecided : AsExpected;
    }
}
