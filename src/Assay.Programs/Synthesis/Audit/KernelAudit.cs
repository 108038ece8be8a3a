using Assay.Claims;
using Assay.Programs.Synthesis.Kernels;
using Assay.Running;

namespace Assay.Programs.Synthesis.Audit;

/// <summary>Holds kernels, one a file, against the claim that they sort, ties included.</summary>
public static class KernelAudit
{
    private const int MostProblems = 5;

    /// <summary>Audits files; several at a time, with the same answer as one by one.</summary>
    /// <param name="files">The files.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellation">Ends the audit.</param>
    /// <returns>An entry for each file, in the same order.</returns>
    /// <exception cref="OperationCanceledException">The audit was cancelled.</exception>
    public static IReadOnlyList<AuditedKernel> Of(
        IReadOnlyList<string> files, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(progress);
        var kernels = new (AuditedKernel Kernel, string? Canonical)[files.Count];
        var done = 0;
        Parallel.For(0, files.Count, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            kernels[i] = Of(files[i], cancellation);
            progress.Report(new ProgressReport("audit", $"{files.Count} files", (double)Interlocked.Increment(ref done) / files.Count));
        });
        return Compared(kernels);
    }

    /// <summary>Audits a text.</summary>
    internal static (AuditedKernel Kernel, string? Canonical) Of(string file, string text, CancellationToken cancellation)
    {
        List<Problem> problems = [];
        if (KernelText.Read(file, text, problems) is not { } listing)
        {
            return (new UnusableKernel(file, [.. problems.Take(MostProblems)]), null);
        }

        var (verdict, results) = new KernelCheck(listing).Run(cancellation);
        var unset = UnsetReads.Of(listing.Kernel);
        var kernel = new UsableKernel(
            file, listing.Length, [.. listing.Names.Take(listing.Kernel.Values)], [.. results.Select(register => listing.Names[register])], verdict)
        {
            StatesResults = listing.Results.Count > 0,
            Unset = [.. unset.Registers.Select(register => listing.Names[register]), .. unset.Flags ? ["flags"] : Array.Empty<string>()],
        };
        return (kernel, CanonicalKernel.Of(listing));
    }

    private static (AuditedKernel Kernel, string? Canonical) Of(string file, CancellationToken cancellation)
    {
        var (text, problem) = KernelFile.Read(file);
        return text is null ? (new UnusableKernel(file, [problem!]), null) : Of(file, text, cancellation);
    }

    private static AuditedKernel[] Compared((AuditedKernel Kernel, string? Canonical)[] kernels)
    {
        Dictionary<string, string> first = new(StringComparer.Ordinal);
        return [.. kernels.Select(pair =>
            pair is (UsableKernel usable, { } canonical) && !first.TryAdd(canonical, usable.File)
                ? usable with { SameAs = first[canonical] }
                : pair.Kernel)];
    }
}
