using Assay.Programs.Certificates;
using Assay.Programs.Circuits;
using Assay.Programs.Deciders.Satisfiability;
using Assay.Statistics;

namespace Assay.Programs.Tests.Deciders.Satisfiability;

/// <summary>The solver on random clauses, against all assignments and the checker.</summary>
public sealed class SatSolverTests
{
    [Fact]
    public void Random_formulas_are_answered_rightly_and_every_refutation_is_accepted()
    {
        var refuted = 0;
        for (var round = 0UL; round < 2000; round++)
        {
            var (clauses, variables) = RandomClauses(new Philox(round, purpose: 41), most: 12, ratio: 4.6);
            var log = new ProofLog();
            var solver = Solver(clauses, variables, log);
            var answer = solver.Solve([], All(variables), long.MaxValue, () => false);
            var isSatisfiable = Enumerable.Range(0, 1 << variables).Any(model => clauses.TrueForAll(clause => clause.Any(l => Holds(l, model))));
            Assert.Equal(isSatisfiable ? SatAnswer.Satisfiable : SatAnswer.Unsatisfiable, answer);
            if (isSatisfiable)
            {
                Assert.All(clauses, clause => Assert.Contains(clause, literal => solver.ValueOf(literal) > 0));
                continue;
            }

            refuted++;
            var verdict = new DratChecker(Formula(clauses)).Check(Proof(log));
            Assert.True(verdict.IsAccepted, $"round {round}: {verdict.Complaint}");
        }

        Assert.InRange(refuted, 400, 1900);
    }

    [Fact]
    public void Harder_random_formulas_with_reductions_vivification_and_restarts_are_refuted_with_accepted_proofs()
    {
        var (refuted, vivified) = (0, 0);
        for (var round = 0UL; round < 4; round++)
        {
            var random = new Philox(round, purpose: 42);
            var (clauses, variables) = RandomClauses(random, most: 200, ratio: 4.6, least: 200, binaries: false);
            var log = new ProofLog();
            var solver = Solver(clauses, variables, log);
            if (solver.Solve([], All(variables), long.MaxValue, () => false) == SatAnswer.Satisfiable)
            {
                Assert.All(clauses, clause => Assert.Contains(clause, literal => solver.ValueOf(literal) > 0));
                continue;
            }

            refuted++;
            vivified += solver.Vivified;
            var verdict = new DratChecker(Formula(clauses)).Check(Proof(log));
            Assert.True(verdict.IsAccepted, verdict.Complaint);
        }

        Assert.InRange(refuted, 2, 4);
        Assert.True(vivified > 100, $"{vivified} clauses were made shorter");
    }

    [Fact]
    public void Frequent_reductions_and_vivification_change_no_answer()
    {
        var (refuted, vivified) = (0, 0);
        for (var round = 0UL; round < 400; round++)
        {
            var random = new Philox(round, purpose: 44);
            var (clauses, variables) = RandomClauses(random, most: 90, ratio: 4.2, least: 40, binaries: false);
            var log = new ProofLog();
            var solver = Solver(clauses[..(clauses.Count / 2)], variables, log, reduceEvery: 7);
            for (var at = clauses.Count / 2; !solver.IsContradictory && at < clauses.Count; at += 10)
            {
                clauses[at..Math.Min(at + 10, clauses.Count)].ForEach(clause => solver.Add(clause));
                int[] assumptions = [.. Enumerable.Range(0, random.Below(6)).Select(_ => 2 + random.Below(2 * variables))];
                var plain = Solver([.. clauses[..Math.Min(at + 10, clauses.Count)], .. assumptions.Select(literal => (int[])[literal])], variables, new ProofLog(), int.MaxValue);
                var answer = solver.Solve(assumptions, All(variables), long.MaxValue, () => false);
                Assert.Equal(plain.Solve([], All(variables), long.MaxValue, () => false), answer);
                Assert.True(answer != SatAnswer.Satisfiable || clauses[..Math.Min(at + 10, clauses.Count)].TrueForAll(clause => clause.Any(literal => solver.ValueOf(literal) > 0)));
            }

            vivified += solver.Vivified;
            if (solver.Solve([], All(variables), long.MaxValue, () => false) == SatAnswer.Unsatisfiable)
            {
                refuted++;
                var verdict = new DratChecker(Formula(clauses)).Check(Proof(log));
                Assert.True(verdict.IsAccepted, $"round {round}: {verdict.Complaint}");
            }
        }

        Assert.InRange(refuted, 50, 350);
        Assert.True(vivified > 1000, $"{vivified} clauses were made shorter");
    }

    [Fact]
    public void Assumptions_hold_for_one_call_only()
    {
        for (var round = 0UL; round < 300; round++)
        {
            var random = new Philox(round, purpose: 43);
            var (clauses, variables) = RandomClauses(random, most: 10, ratio: 3.5);
            var solver = Solver(clauses, variables, new ProofLog());
            for (var call = 0; call < 10; call++)
            {
                int[] assumptions = [.. Enumerable.Range(0, random.Below(4)).Select(_ => 2 + random.Below(2 * variables))];
                var expected = Enumerable.Range(0, 1 << variables).Any(model =>
                    clauses.TrueForAll(clause => clause.Any(l => Holds(l, model))) && assumptions.All(l => Holds(l, model)));
                var answer = solver.Solve(assumptions, All(variables), long.MaxValue, () => false);
                Assert.Equal(expected ? SatAnswer.Satisfiable : SatAnswer.Unsatisfiable, answer);
                Assert.True(!expected || assumptions.All(literal => solver.ValueOf(literal) > 0));
            }
        }
    }

    internal static (List<int[]> Clauses, int Variables) RandomClauses(Philox random, int most, double ratio, int least = 3, bool binaries = true)
    {
        var variables = least + random.Below(most - least + 1);
        List<int[]> clauses = [];
        for (var i = 0; i < (int)(ratio * variables); i++)
        {
            var length = random.Below(8) == 0 && binaries ? 2 : 3;
            HashSet<int> clause = [];
            while (clause.Count < length)
            {
                var literal = 2 + random.Below(2 * variables);
                if (!clause.Contains(literal ^ 1))
                {
                    clause.Add(literal);
                }
            }

            clauses.Add([.. clause]);
        }

        return (clauses, variables);
    }

    internal static Cnf Formula(List<int[]> clauses)
    {
        var formula = new Cnf();
        clauses.ForEach(clause => formula.Add(CircuitFormula.Numbers(clause)));
        return formula;
    }

    internal static DratProof Proof(ProofLog log)
    {
        var proof = new DratProof();
        log.ForEach((isDeletion, clause) => proof.Add(isDeletion, CircuitFormula.Numbers(clause)));
        return proof;
    }

    internal static SatSolver Solver(List<int[]> clauses, int variables, ProofLog log, int reduceEvery = 2000)
    {
        var solver = new SatSolver(log, reduceEvery);
        solver.Reserve(variables + 1);
        clauses.ForEach(clause => solver.Add(clause));
        return solver;
    }

    internal static int[] All(int variables) => [.. Enumerable.Range(1, variables)];

    private static bool Holds(int literal, int model) => ((model >> ((literal >> 1) - 1)) & 1) != (literal & 1);
}
