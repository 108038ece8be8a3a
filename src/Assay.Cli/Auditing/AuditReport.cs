using Assay.Claims;
using Assay.Programs.Synthesis.Audit;
using Assay.Running;

namespace Assay.Cli.Auditing;

/// <summary>What came of an audit.</summary>
/// <param name="Path">The folder or file as the user named it.</param>
/// <param name="Kernels">One entry for each file.</param>
/// <param name="Others">The number of files that were left out because of their kind.</param>
/// <param name="Problems">What is wrong with the request itself.</param>
internal sealed record AuditReport(string Path, IReadOnlyList<AuditedKernel> Kernels, int Others, IReadOnlyList<Problem> Problems)
{
    /// <summary>Wall-clock time.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The kernels that could be read.</summary>
    public IEnumerable<UsableKernel> Usable => Kernels.OfType<UsableKernel>();

    /// <summary>How many could not be read.</summary>
    public int Unusable => Kernels.Count(kernel => kernel is UnusableKernel);

    /// <summary>How many kernels have one of these verdicts.</summary>
    public int Count<T>()
        where T : KernelVerdict => Usable.Count(kernel => kernel.Verdict is T);

    /// <summary>How many differ in more than names.</summary>
    public int Distinct => Usable.Count(kernel => kernel.SameAs is null);

    /// <summary>How many of those that differ sort.</summary>
    public int DistinctSorting => Usable.Count(kernel => kernel is { SameAs: null, Verdict: Sorts });

    /// <summary>The exit code: something unusable, else a kernel that does not sort, else none.</summary>
    public int ExitCode => Problems.Count > 0 || Unusable > 0 || Kernels.Count == 0 ? ExitCodes.Unusable
        : Usable.Any(kernel => kernel.Verdict is not Sorts) ? ExitCodes.Differs
        : ExitCodes.AsExpected;
}
