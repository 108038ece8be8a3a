using Assay.Programs.Certificates;
using Assay.Programs.Circuits;
using Assay.Programs.Deciders.Satisfiability;
using Assay.Programs.Tests.Deciders.Satisfiability;
using Assay.Statistics;

namespace Assay.Programs.Tests.Certificates;

/// <summary>The checker takes what is a proof, and nothing else.</summary>
public sealed class DratCheckerTests
{
    private static readonly int[][] AllOfTwo = [[1, 2], [-1, 2], [1, -2], [-1, -2]];

    [Fact]
    public void A_lemma_that_follows_is_taken() => Assert.True(Check(AllOfTwo, "2 0", "0").IsAccepted);

    [Fact]
    public void A_lemma_that_does_not_follow_is_rejected_with_its_line()
    {
        var verdict = Check([[1, 2], [-1, 2], [1, -2]], "2 0", "-1 0", "0");
        Assert.False(verdict.IsAccepted);
        Assert.Contains("line 2", verdict.Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_proof_that_ends_too_early_is_rejected()
    {
        var verdict = Check([[1, 2, 3], [-1, 2, 3], [1, -2, 3], [-1, -2, 3], [1, 2, -3], [-1, 2, -3], [1, -2, -3], [-1, -2, -3]], "2 3 0");
        Assert.False(verdict.IsAccepted);
        Assert.Contains("ends before", verdict.Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deletion_of_what_is_not_there_is_rejected() =>
        Assert.Contains("line 1", Check(AllOfTwo, "d 1 3 0", "2 0", "0").Complaint, StringComparison.Ordinal);

    [Fact]
    public void A_clause_that_was_deleted_does_not_count() => Assert.False(Check(AllOfTwo, "d 1 2 0", "d 1 -2 0", "2 0", "1 0", "0").IsAccepted);

    // x3 is new and defined by the lemmas, so only resolution asymmetry admits them (extended resolution).
    [Fact]
    public void A_definition_of_a_new_variable_is_taken() => Assert.True(Check(AllOfTwo, "3 1 2 0", "-3 -1 0", "-3 -2 0", "2 0", "0").IsAccepted);

    [Fact]
    public void A_second_definition_of_a_variable_is_not() => Assert.False(Check([[1, 2], [3, 1], [-3, 1]], "-1 2 0", "-1 0", "0").IsAccepted);

    [Fact]
    public void A_great_variable_costs_no_memory_for_those_below_it()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(Check(AllOfTwo, "268435456 1 2 0", "-268435456 -1 0", "-268435456 -2 0", "2 0", "0").IsAccepted);
        Assert.False(Check([[1, 268435456], [-1, 268435455]], "1 0", "0").IsAccepted);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Fact]
    public void A_satisfiable_formula_is_never_refuted_by_any_random_proof()
    {
        for (var round = 0UL; round < 3000; round++)
        {
            var random = new Philox(round, purpose: 51);
            var (clauses, variables) = SatSolverTests.RandomClauses(random, most: 7, ratio: 2.5);
            if (!Enumerable.Range(0, 1 << variables).Any(model => clauses.TrueForAll(clause => clause.Any(l => ((model >> ((l >> 1) - 1)) & 1) != (l & 1)))))
            {
                continue;
            }

            var proof = new DratProof();
            for (var step = 0; step < 12; step++)
            {
                var isDeletion = random.Below(4) == 0;
                proof.Add(isDeletion, isDeletion
                    ? CircuitFormula.Numbers(clauses[random.Below(clauses.Count)])
                    : [.. Enumerable.Range(0, random.Below(3)).Select(_ => (random.Below(variables + 2) + 1) * (random.Below(2) == 0 ? 1 : -1)).Select(literal => Math.Abs(literal) == variables + 2 ? literal << 20 : literal)]);
            }

            proof.Add(false, []);
            Assert.False(new DratChecker(SatSolverTests.Formula(clauses)).Check(proof).IsAccepted, $"round {round}");
        }
    }

    [Fact]
    public void A_proof_whose_clauses_were_altered_refutes_only_what_cannot_be_satisfied()
    {
        var (accepted, rejected) = (0, 0);
        for (var round = 0UL; round < 60; round++)
        {
            var random = new Philox(round, purpose: 52);
            var (clauses, variables) = SatSolverTests.RandomClauses(random, most: 40, ratio: 5, least: 40);
            var log = new ProofLog();
            if (SatSolverTests.Solver(clauses, variables, log).Solve([], SatSolverTests.All(variables), long.MaxValue, () => false) == SatAnswer.Satisfiable)
            {
                continue;
            }

            // One clause of the formula is left out: the proof may no longer stand, and must not when a model exists.
            var left = clauses.Where((_, i) => i != random.Below(1 + (int)(round % 50))).ToList();
            var isSatisfiable = SatSolverTests.Solver(left, variables, new ProofLog())
                .Solve([], SatSolverTests.All(variables), long.MaxValue, () => false) == SatAnswer.Satisfiable;
            var verdict = new DratChecker(SatSolverTests.Formula(left)).Check(SatSolverTests.Proof(log));
            Assert.False(isSatisfiable && verdict.IsAccepted, $"round {round}");
            (accepted, rejected) = verdict.IsAccepted ? (accepted + 1, rejected) : (accepted, rejected + 1);
        }

        Assert.True(accepted > 0 && rejected > 0, $"{accepted} accepted, {rejected} rejected");
    }

    private static DratVerdict Check(int[][] clauses, params string[] steps)
    {
        var formula = new Cnf();
        foreach (var clause in clauses)
        {
            formula.Add(clause);
        }

        var proof = new DratProof();
        foreach (var step in steps)
        {
            var isDeletion = step.StartsWith('d');
            int[] numbers = [.. step.TrimStart('d', ' ').Split(' ').Select(int.Parse)];
            proof.Add(isDeletion, numbers.AsSpan(..^1));
        }

        return new DratChecker(formula).Check(proof);
    }
}
