using System.Diagnostics;
using Assay.Programs.Certificates;
using Assay.Programs.Deciders.Satisfiability;
using Assay.Programs.Tests.Deciders.Satisfiability;
using Assay.Statistics;

namespace Assay.Programs.Tests.Certificates;

/// <summary>Proofs of other solvers for the checker, and proofs of ours for another checker, where these are installed.</summary>
public sealed class PeerProofTests : IDisposable
{
    private const int Formulas = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("assay-peers").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Our_proofs_are_accepted_by_drat_trim() => Each("drat-trim", (formula, clauses, variables) =>
    {
        var log = new ProofLog();
        if (SatSolverTests.Solver(clauses, variables, log).Solve([], SatSolverTests.All(variables), long.MaxValue, () => false) == SatAnswer.Unsatisfiable)
        {
            var proof = SatSolverTests.Proof(log);
            var needed = new DratChecker(SatSolverTests.Formula(clauses)).Check(proof).Needed;
            var place = Path.Combine(_folder, "proof.drat");
            using (var writer = new StreamWriter(place))
            {
                DimacsText.Write(writer, proof, needed);
            }

            Assert.Contains("s VERIFIED", Run("drat-trim", formula, place), StringComparison.Ordinal);
        }
    });

    [Fact]
    public void Proofs_of_cadical_are_accepted() => Each("cadical", (formula, clauses, variables) =>
        Compare(clauses, variables, Run("cadical", "--no-binary", formula, Path.Combine(_folder, "proof")), File.ReadAllText));

    [Fact]
    public void Proofs_of_cryptominisat_are_accepted() => Each("cryptominisat5", (formula, clauses, variables) =>
        Compare(clauses, variables, Run("cryptominisat5", formula, Path.Combine(_folder, "proof")), FromFrat));

    // Steps 'a' and 'd' carry a number before the clause; what follows the clause are hints.
    private static string FromFrat(string place) => string.Concat(File.ReadLines(place).Select(line => line.Split(' ')).Where(words => words[0] is "a" or "d")
        .Select(words => $"{(words[0] == "d" ? "d " : string.Empty)}{string.Concat(words.Skip(2).TakeWhile(word => word != "0").Select(word => word + " "))}0\n"));

    private void Compare(List<int[]> clauses, int variables, string said, Func<string, string> proof)
    {
        var own = SatSolverTests.Solver(clauses, variables, new ProofLog()).Solve([], SatSolverTests.All(variables), long.MaxValue, () => false);
        Assert.Equal(said.Contains("s UNSATISFIABLE", StringComparison.Ordinal) ? SatAnswer.Unsatisfiable : SatAnswer.Satisfiable, own);
        if (own == SatAnswer.Unsatisfiable)
        {
            var read = DimacsText.ReadProof(new StringReader(proof(Path.Combine(_folder, "proof"))), "proof");
            var verdict = new DratChecker(SatSolverTests.Formula(clauses)).Check(read);
            Assert.True(verdict.IsAccepted, verdict.Complaint);
        }
    }

    private void Each(string program, Action<string, List<int[]>, int> check)
    {
        Assert.SkipUnless(IsInstalled(program), $"{program} is not on the PATH.");
        for (var round = 0UL; round < Formulas; round++)
        {
            var (clauses, variables) = SatSolverTests.RandomClauses(new Philox(round, purpose: 61), most: 140, ratio: 4.7, least: 80);
            var place = Path.Combine(_folder, "formula.cnf");
            using (var writer = new StreamWriter(place))
            {
                DimacsText.Write(writer, SatSolverTests.Formula(clauses), []);
            }

            check(place, clauses, variables);
        }
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return said;
    }
}
