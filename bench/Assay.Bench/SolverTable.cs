using Assay.Claims;
using Assay.Programs;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Bench;

/// <summary>
/// Assay's portfolio against z3 on the same questions, in turns. Assay's time is that of all deciders until the answer, the
/// checking of certificates included; z3's is that of its process on the SMT-LIB text, less the start of a process.
/// </summary>
internal static class SolverTable
{
    private const int Rounds = 3;

    public static void Write(TextWriter to, params IReadOnlyList<string> paths)
    {
        var rows = Claims(paths).Select(Measure).OfType<SolverRow>().ToList();
        SolverRow.Write(to, rows);
        SolverRow.Summary(to, "decided by Sat", [.. rows.Where(row => row.Decider == "Sat")]);
    }

    private static IEnumerable<(string Path, string Name)> Claims(IReadOnlyList<string> paths)
    {
        var (documents, _) = new DocumentFinder(new ClaimDocumentReader([new ProgramsDomain(new ProgramsOptions())])).Find(paths);
        return [.. documents.SelectMany(document => document.Claims.Where(claim => claim.Find("exists") is null).Select(claim => (claim.Place.File, claim.Name)))];
    }

    private static SolverRow? Measure((string Path, string Name) claim)
    {
        var folder = Directory.CreateTempSubdirectory("assay-bench").FullName;
        try
        {
            IReadOnlyList<IDomain> domains = [new ProgramsDomain(new ProgramsOptions { Smt2Folder = folder })];
            List<double> own = [], peers = [];
            Verdict? verdict = null;
            for (var round = 0; round < Rounds && !(own.Count > 0 && own[0] + peers[0] > 5000); round++)
            {
                var (documents, _) = new DocumentFinder(new ClaimDocumentReader(domains)).Find([$"{claim.Path}#{claim.Name}"]);
                var report = new Runner(domains, new RunOptions()).Run(documents, new Progress<ProgressReport>(_ => { }), _ => { }, CancellationToken.None);
                verdict = (report.Results.Single().Settlement as Answered)?.Verdict;
                if (verdict is null || Directory.GetFiles(folder) is not { Length: > 0 } files)
                {
                    return null;
                }

                own.Add(verdict.Attempts.Sum(attempt => attempt.Cost.TotalMilliseconds));
                var answers = files.Select(Z3Process.Run).ToList();
                peers.Add(answers.Sum(answer => answer.Milliseconds));
                var isSatisfiable = answers.Any(answer => answer.Said == "sat");
                if (answers.TrueForAll(answer => answer.Said is "sat" or "unsat") && verdict is Proved or Refuted && isSatisfiable != verdict is Refuted)
                {
                    throw new InvalidOperationException($"z3 and Assay differ on {claim.Name}.");
                }
            }

            return new SolverRow(claim.Name, verdict is Proved ? "proved" : verdict is Refuted ? "refuted" : "open", verdict!.Decider, own, peers);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
