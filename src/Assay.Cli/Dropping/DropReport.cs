using Assay.Claims;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Cli.Dropping;

/// <summary>One instruction, and what became of the question whether it may go.</summary>
/// <param name="Line">The instruction.</param>
/// <param name="Settlement">The answer.</param>
internal sealed record DroppedLine(DropLine Line, Settlement Settlement);

/// <summary>What came of dropping each instruction of a function.</summary>
/// <param name="Function">The function.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Kept">What has to stay as it is, in words.</param>
/// <param name="Assumptions">What may be assumed.</param>
/// <param name="Whole">Whether the whole function meets the statement; null when its results have to stay the same.</param>
/// <param name="Lines">The instructions that were reached.</param>
/// <param name="Run">The run.</param>
internal sealed record DropReport(
    string Function, Place Place, string Kept, IReadOnlyList<string> Assumptions, Settlement? Whole, IReadOnlyList<DroppedLine> Lines, RunReport Run)
{
    /// <summary>What is wrong, each thing once.</summary>
    public IReadOnlyList<Problem> Problems { get; } =
        [.. Run.AllProblems.Select(problem => problem with { Claim = null }).Distinct()];

    /// <summary>The exit code: whether each instruction has its answer.</summary>
    public int ExitCode
    {
        get
        {
            var settlements = Run.Results.Select(result => result.Settlement).ToList();
            return Run.WasInterrupted || settlements.Any(settlement => settlement is Interrupted) ? ExitCodes.Interrupted
                : settlements.Any(settlement => settlement is Faulted) ? ExitCodes.Fault
                : Lines.Count == 0 || Problems.Count > 0 ? ExitCodes.Unusable
                : settlements.Any(settlement => settlement is Answered { Verdict: Undecided }) ? ExitCodes.Undecided
                : ExitCodes.AsExpected;
        }
    }

    /// <summary>How many lines have a verdict of this kind.</summary>
    public int Count<T>()
        where T : Verdict => Lines.Count(line => line.Settlement is Answered { Verdict: T });
}
