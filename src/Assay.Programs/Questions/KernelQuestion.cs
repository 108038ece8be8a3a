using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Claims;
using Assay.Programs.Certificates.Kernels;
using Assay.Programs.Synthesis;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Questions;

/// <summary>A claim about all sorting kernels over some instructions: how long the shortest are, how many, how many of them sort equal values.</summary>
/// <remarks>
/// The search finds the numbers; then the statement is decided like any other, with these as constants: <c>Shortest</c>,
/// <c>Kernels</c> and <c>TieSafe</c>.
/// </remarks>
/// <param name="claim">The claim.</param>
/// <param name="blocks">The code blocks of its document.</param>
/// <param name="options">What users may choose.</param>
internal sealed partial class KernelQuestion(Claim claim, IReadOnlyList<DocumentBlock> blocks, ProgramsOptions options) : IQuestion
{
    private const string Decider = "Layers";

    private static readonly string[] Foreign = ["for-all", "exists", "assume", "find", "witness", "types", "equal"];

    public Claim Claim => claim;

    public IReadOnlyList<Problem> Diagnose(CancellationToken cancellation)
    {
        List<Problem> problems = [];
        return Read(problems) is null ? problems : Statement(1, 1, 1, cancellation).Problems;
    }

    public Settlement Decide(Budget budget, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        List<Problem> problems = [];
        var clock = Stopwatch.StartNew();
        if (Read(problems) is not { } request)
        {
            return Unusable(problems);
        }

        // What is wrong with the statement is said before anything is searched.
        var counts = Counted().IsMatch(claim.Find("claim")!.Text) || blocks.Any(block => Counted().IsMatch(block.Source.ToString()!));
        if (Statement(1, counts ? 1 : null, 1, cancellation) is { Problems: { Count: > 0 } wrong })
        {
            return Unusable(wrong);
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(budget.Time);
        try
        {
            var report = SortingKernels.Find(
                request with
                {
                    Counts = counts,
                    Memory = budget.Memory,
                    Folder = options.CertificateFolder is { } folder ? Path.Combine(folder, Path.GetFileNameWithoutExtension(claim.Place.File) + "-" + claim.Name) : null,
                },
                new Renamed(claim.Name, progress),
                deadline.Token);
            return report.Obstacle.Length > 0
                ? Open(report.Obstacle, "Allow more memory to 'assay kernels', with --memory.", clock)
                : Settle(report, Statement(report.Kernel!.Count, report.Count, report.TieSafe, cancellation).Decide(budget, progress, cancellation), clock);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Open("The budget ended before the search did.", "Give more time, as in: budget: 60 s. 'assay kernels' searches without a limit and can be resumed.", clock);
        }
        catch (Exception exception) when (options.CertificateFolder is not null && exception is (IOException or UnauthorizedAccessException or InvalidDataException))
        {
            return Unusable([new Problem(claim.Find(KernelsKey.Name)!.Start, $"The certificate cannot be written: {exception.Message}", "Name another folder with --certificate.")]);
        }
        catch (NotSupportedException exception)
        {
            return Unusable([new Problem(claim.Find(KernelsKey.Name)!.Start, exception.Message, "'assay kernels --help' says what can be searched.")]);
        }
    }

    public Settlement Replay(string assignment, CancellationToken cancellation) =>
        Unusable([new Problem(claim.Place, "A claim about all kernels has no input to replay.", "'assay check' searches again.")]);

    public string Explain()
    {
        List<Problem> problems = [];
        return Read(problems) is { } request
            ? string.Create(CultureInfo.InvariantCulture, $"kernels    for {request.Values} values over {string.Join(", ", SortingKernels.InstructionSets[request.Instructions])}, {request.Spares} spare\ndeciders   {Decider}, then the statement with what it found")
            : string.Join('\n', problems);
    }

    private KernelRequest? Read(List<Problem> problems)
    {
        foreach (var key in Foreign.Where(key => claim.Find(key) is not null))
        {
            problems.Add(new Problem(claim.Find(key)!.Start, $"'{key}' and 'kernels' do not go together.", "The statement is about the numbers Shortest, Kernels and TieSafe."));
        }

        return problems.Count > 0 ? null : KernelsKey.Read(claim.Find(KernelsKey.Name)!, problems);
    }

    // What was not counted has no name, so that no statement can be about it, however it is written.
    private ProgramQuestion Statement(int shortest, ulong? kernels, ulong? tieSafe, CancellationToken cancellation)
    {
        var constants = ClaimText.Of(
            string.Create(CultureInfo.InvariantCulture, $"const int Shortest = {shortest};")
            + (kernels is null ? "" : string.Create(CultureInfo.InvariantCulture, $" const ulong Kernels = {kernels}; const ulong TieSafe = {tieSafe};")),
            claim.Place);
        var program = DocumentProgram.Compile([.. blocks, DocumentBlock.CSharp(blocks.Count, constants)], [claim], isChecked: false, lacksBlocks: false, cancellation);
        return new ProgramQuestion(claim, program.ProblemsOf(claim), program.SubjectsOf(claim), program.CompileValues, options with { CertificateFolder = null });
    }

    private Settlement Settle(KernelReport report, Settlement settlement, Stopwatch clock)
    {
        if (settlement is not Answered { Verdict: var verdict })
        {
            return settlement;
        }

        var found = string.Create(CultureInfo.InvariantCulture, $"The shortest kernels have {report.Kernel!.Count} instructions")
            + (report.Count is { } count ? string.Create(CultureInfo.InvariantCulture, $"; there are {count:N0}, of which {report.TieSafe:N0} sort equal values too") : "");
        var excluded = report.Levels.LastOrDefault(level => !level.Exists);
        var proof = excluded is null ? "." : string.Create(CultureInfo.InvariantCulture, $". That none has {excluded.Length} is shown by {excluded.Layers.Sum():N0} states, which the independent checker accepts.");
        return new Answered(verdict switch
        {
            Proved => new Proved(found + proof)
            {
                Covers = report.Covers,
                Decider = Decider,
                Cost = clock.Elapsed,
                Certificates = excluded?.Certificate is { } folder ? [folder] : [],
            },
            Refuted refuted => refuted with { Reason = found + proof, Covers = report.Covers, Decider = Decider, Cost = clock.Elapsed },
            _ => verdict,
        });
    }

    private static Answered Open(string reason, string help, Stopwatch clock) =>
        new(new Undecided(reason, help) { Covers = "nothing", Decider = "none", Attempts = [new Attempt(Decider, reason, clock.Elapsed)], Cost = clock.Elapsed });

    private Unusable Unusable(IEnumerable<Problem> wrong) => new([.. wrong.Select(problem => problem with { Claim = claim.Name })]);

    [GeneratedRegex(@"\b(Kernels|TieSafe)\b")]
    private static partial Regex Counted();

    private sealed class Renamed(string claim, IProgress<ProgressReport> progress) : IProgress<ProgressReport>
    {
        public void Report(ProgressReport value) => progress.Report(value with { Claim = claim });
    }
}
