using System.Diagnostics;
using System.Globalization;
using Assay.Programs.Certificates;
using Assay.Programs.Synthesis.Kernels;
using Assay.Programs.Synthesis.Layers;
using Assay.Programs.Synthesis.MinMax;
using Assay.Programs.Synthesis.Sorting;
using Assay.Running;

namespace Assay.Programs.Synthesis;

/// <summary>Finds shortest sorting kernels, proves that none is shorter, and counts them.</summary>
public static class SortingKernels
{
    /// <summary>The instruction sets, each with its instructions.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> InstructionSets { get; } =
        InstructionSet.All.ToDictionary(set => set.Name, set => (IReadOnlyList<string>)[.. set.Operations.Select(operation => operation.Name())]);

    /// <summary>The languages in which kernels are written.</summary>
    public static IReadOnlyList<string> Languages => KernelCode.Languages;

    /// <summary>The processors for which the best kernel can be chosen.</summary>
    public static IReadOnlyList<string> Processors { get; } = [.. Microarchitecture.All.Select(processor => processor.Name)];

    /// <summary>Answers a request; see <see cref="KernelReport"/> for what is proved and what is not.</summary>
    /// <exception cref="NotSupportedException">There is no search for so many values and registers.</exception>
    /// <exception cref="InvalidDataException">The folder belongs to another search, or a file in it is damaged.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; finished layers are in the folder.</exception>
    public static KernelReport Find(KernelRequest request, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        var clock = Stopwatch.StartNew();
        var problem = new SortingProblem(
            request.Values,
            request.Spares,
            InstructionSet.All.Single(set => set.Name == request.Instructions),
            request.SparesStartLeast ? SpareStart.Least : SpareStart.Undefined);
        CheckSize(problem);
        progress.Report(new ProgressReport("kernels", "preparing", null));
        try
        {
            var search = new ShortestSearch(ModelOf(problem, cancellation), request, progress, cancellation);
            return search.Run() with { Cost = clock.Elapsed };
        }
        catch (CertificateException exception)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
    }

    private static ISearchModel ModelOf(SortingProblem problem, CancellationToken cancellation) =>
        problem.Set == InstructionSet.MinMax ? new MinMaxModel(problem) : new SearchModel(problem, cancellation);

    private static void CheckSize(SortingProblem problem)
    {
        var isMinMax = problem.Set == InstructionSet.MinMax;
        var most = isMinMax ? 6 : problem.Spares > 1 ? 3 : 5;
        if (problem.Values > 1 && problem.Spares == 0)
        {
            throw new NotSupportedException("Without a spare register nothing can be sorted: whatever the first instruction writes is a value lost.");
        }

        if (problem.Values < 1 || problem.Values > most || problem.Spares is < 0 or > 3 || (isMinMax && (problem.SpareStart == SpareStart.Least || problem.Registers > TableForms.MostTables)))
        {
            throw new NotSupportedException(string.Create(
                CultureInfo.InvariantCulture,
                $"Kernels for {problem.Values} values with {problem.Spares} spare {(problem.Spares == 1 ? "register" : "registers")} over {problem.Set.Name}{(problem.SpareStart == SpareStart.Least ? " that start least" : "")} are out of reach: cmov and wide-cmov go up to 5 values with one spare register and 3 with more, minmax up to 6 values in {TableForms.MostTables} registers that start undefined."));
        }
    }
}
