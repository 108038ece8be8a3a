using System.Diagnostics;
using System.Globalization;
using Assay.Claims;
using Assay.Programs;
using Assay.Programs.Certificates;
using Assay.Programs.Deciders;
using Assay.Programs.Deciders.Satisfiability;
using Assay.Programs.Execution;
using Assay.Programs.Questions;
using Assay.Running;

namespace Assay.Bench;

/// <summary>What it takes to refute the formulas of claims, and to check the refutations.</summary>
internal static class CertificateTable
{
    private const int Rounds = 3;
    private const int MostSeconds = 20;
    private const double WorthMeasuring = 1;

    public static void Write(TextWriter to, IReadOnlyList<string> paths)
    {
        // Warm: the compiler has seen both sides at work.
        foreach (var (name, goal) in Goals(paths).Take(30))
        {
            Measure(name, goal);
        }

        var rows = Goals(paths).Select(pair => Measure(pair.Name, pair.Goal)).OfType<Row>().ToList();
        foreach (var row in rows.OrderBy(row => row.Solve))
        {
            to.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Name,-48} solve {row.Solve,9:0.0} ms  check {row.Check,9:0.0} ms  {row.Ratio,5:0.00}  {(row.IsAccepted ? "accepted" : "REJECTED")}"));
        }

        var lasting = rows.Where(row => row.Solve >= WorthMeasuring).ToList();
        to.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows.Count} refutations, {rows.Count(row => row.IsAccepted)} accepted; checking takes {rows.Sum(row => row.Check) / rows.Sum(row => row.Solve):0.00} of the time of solving in all, {lasting.Max(row => row.Ratio):0.00} at most where solving takes {WorthMeasuring} ms or more ({lasting.Count})"));
    }

    private static IEnumerable<(string Name, Goal Goal)> Goals(IReadOnlyList<string> paths)
    {
        var domain = new ProgramsDomain(new ProgramsOptions());
        var (documents, _) = new DocumentFinder(new ClaimDocumentReader([domain])).Find(paths);
        foreach (var question in documents.SelectMany(document => domain.Understand(document, document.Claims, CancellationToken.None).Questions).OfType<ProgramQuestion>())
        {
            foreach (var (_, subject) in question.Subjects.Where(pair => PlainClaim.Refuses(pair.Subject) is null))
            {
                using var run = new SolverRun(question.Claim, Budget.Default, new Progress<ProgressReport>(), CancellationToken.None);
                run.Start();
                if (Unfold(subject, run) is { } goal && SatProblem.Refuses(goal.Target) is null)
                {
                    yield return ($"{question.Claim.Name} {subject.Types}".TrimEnd(), goal);
                }
            }
        }
    }

    private static Goal? Unfold(Subject subject, SolverRun run)
    {
        try
        {
            return new SubjectSolver(subject, Portfolio.Create(new ProgramsOptions()), run, _ => { }).Unfold().Goal;
        }
        catch (UnsupportedException)
        {
            return null;
        }
    }

    // Null where there is a model, or no answer in time. The fastest of some rounds, for both.
    private static Row? Measure(string name, Goal goal)
    {
        var (solve, check, isAccepted) = (double.MaxValue, double.MaxValue, true);
        for (var round = 0; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            var problem = SatProblem.Create(goal, () => clock.Elapsed.TotalSeconds > MostSeconds);
            if (problem.Solver.Solve(long.MaxValue) != SatAnswer.Unsatisfiable)
            {
                return null;
            }

            solve = Math.Min(solve, clock.Elapsed.TotalMilliseconds);
            var (formula, proof) = (problem.Formula(), problem.Solver.DratProof());
            clock.Restart();
            isAccepted &= new DratChecker(formula).Check(proof).IsAccepted;
            check = Math.Min(check, clock.Elapsed.TotalMilliseconds);
        }

        return new Row(name, solve, check, isAccepted);
    }

    private sealed record Row(string Name, double Solve, double Check, bool IsAccepted)
    {
        public double Ratio => Check / Solve;
    }
}
