using Assay.Matrices.Questions;
using Assay.Running;
using Assay.TestSupport;
using Assay.Verdicts;
using CsCheck;

namespace Assay.Matrices.Tests.Questions;

/// <summary>Claims about matrices, from their text to the verdict.</summary>
public sealed class MatrixQuestionTests
{
    [Theory]
    [InlineData("[[1, 2], [2, 4]]", "singular(A) && rank(A) == 1 && det(A) == 0")]
    [InlineData("[[1e-10, 0], [0, 1e-10]]", "!singular(A) && cond(A) < 1.001")]
    [InlineData("[[1, 2], [3, 4]]", "det(A) == -2 && det(2 * A) == 4 * det(A) && det(A * A) == 4 && trace(A) == 5")]
    [InlineData("[[1, 2], [3, 4]]", "A * inverse(A) == identity(2) && transpose(transpose(A)) == A && adjugate(A) == -2 * inverse(A)")]
    [InlineData("[[1, 2], [3, 4]]", "invertible(A, Q) && !invertible(A, Z) && invertible(A, modulus: 9) && !invertible(A, modulus: 6)")]
    [InlineData("[[1, 2], [3, 4]]", "norm1(A) == 6 && normInf(A) == 7 && sigmaMax(A) > 5.46 && sigmaMax(A) < 5.47 && sigmaMin(A) * sigmaMax(A) < 2.0001")]
    [InlineData("[[1, 2], [3, 4]]", "cond1(A) > 20.999 && cond1(A) < 21.001 && condInf(A) < 21.001 && Det(A) == -2 && Rank(A) == n && Rcond(A) > 0.04")]
    [InlineData("[[1, 2], [3, 4]]", "A[0, 1] == 2 && A[1, 0] + A[1, 1] == 7 && Math.Abs(0 - A[0, 0]) == 1 && Math.Max(A[0, 0], A[0, 1]) == 2 && Math.Sqrt(A[1, 1]) == 2")]
    [InlineData("[[1/3, 1/2], [2/3, 1]]", "singular(A) && 3 * A[0, 0] == 1 && abs(0 - A[0, 0]) == 1/3 && pow(A[0, 0], 2) == 1/9")]
    [InlineData("[[1, 2, 3]]", "rank(A) == 1 && rows(A) == 1 && columns(A) == 3 && A != transpose(A)")]
    [InlineData("[[0.1, 0.2], [0.3, 0.6000000000000001]]", "!singular(A) && singularWithin(A, 1e-15) && !singularWithin(A, 1e-20)")]
    [InlineData("[[1, 0], [0, 1e-20]]", "cond(A) > 1e19 && scaledCond(A) < 2")]
    [InlineData("[[1, 0], [0, 1]]", "0.1 + 0.2 != 0.3 && 1/10 + 2/10 == 3/10 && (true || false) && !(1 > 2) && 1 <= 1 && 2 >= 1")]
    public void What_is_true_is_proved(string matrix, string claim) =>
        Assert.IsType<Proved>(Assert.IsType<Answered>(MatrixClaims.Decide($"given: A = {matrix}", $"claim: {claim}")).Verdict);

    [Theory]
    [InlineData("[[1, 2], [3, 4]]", "singular(A)", "singular(A) is false.")]
    [InlineData("[[1, 2], [3, 4]]", "det(A) == 2", "det(A) is -2.")]
    [InlineData("[[5, 10], [2, 4]]", "rank(A) == 2 && det(A) == 0", "rank(A) is 1.")]
    [InlineData("[[2, 0], [0, 1]]", "invertible(A, Z)", "invertible(A, Z) is false.")]
    public void What_is_false_is_refuted_with_its_values(string matrix, string claim, string reason)
    {
        var refuted = Assert.IsType<Refuted>(Assert.IsType<Answered>(MatrixClaims.Decide($"given: A = {matrix}", $"claim: {claim}")).Verdict);
        Assert.Equal(reason, refuted.Reason);
        Assert.NotNull(refuted.Counterexample);
    }

    [Fact]
    public void Overlapping_enclosures_decide_nothing() =>
        Assert.IsType<Undecided>(Assert.IsType<Answered>(MatrixClaims.Decide("given: A = [[1, 2], [3, 4]]", "claim: sigmaMax(A) * sigmaMin(A) <= 2")).Verdict);

    [Theory]
    [InlineData("ring[2,2] A, ring[2,2] B", "det(A * B) == det(A) * det(B)", "Polynomials")]
    [InlineData("ring[3,3] A", "A * adjugate(A) == det(A) * identity(3)", "Polynomials")]
    [InlineData("ring[2,2] A", "A * A - trace(A) * A + det(A) * identity(2) == 0 * A", "Polynomials")]
    [InlineData("ring[3,3] A, ring s", "det(s * A) == pow(s, 3) * det(A) && det(transpose(A)) == det(A)", "Polynomials")]
    [InlineData("int[2,2] A in -9..9", "(A[0,0] * A[1,1] - A[0,1] * A[1,0] == 0) == singular(A)", "Polynomials")]
    [InlineData("int[2,2] A in -3..3", "(Det(A) == 0) == singular(A)", "Enumeration")]
    [InlineData("int[2,2] A in 0..3", "invertible(A, modulus: 4) == unit(det(A), modulus: 4)", "Enumeration")]
    [InlineData("int[1,1] A in -5..5, int k in 0..3", "det(k * A) == k * A[0, 0]", "Polynomials")]
    [InlineData("int[2,2] A in -2..2", "det(A) + A[0, 0] == A[0, 0] + det(A)", "Enumeration")]
    [InlineData("int[2,2] A in -2..2", "(2 * A)[0, 0] * 1 == 2 * A[0, 0]", "Enumeration")]
    public void What_holds_for_all_is_proved(string variables, string claim, string decider) =>
        Assert.Equal(decider, Assert.IsType<Proved>(Assert.IsType<Answered>(MatrixClaims.Decide($"for-all: {variables}", $"claim: {claim}")).Verdict).Decider);

    [Theory]
    [InlineData("ring[2,2] A, ring[2,2] B", "A * B == B * A", Minimality.Found)]
    [InlineData("ring[2,2] A, ring[2,2] B", "det(A + B) == det(A) + det(B)", Minimality.Found)]
    [InlineData("ring[2,2] A", "rows(A) > 3", Minimality.Found)]
    [InlineData("int[2,2] A in -9..9", "invertible(A, Z) == (det(A) != 0)", Minimality.Proved)]
    [InlineData("double[,] A", "(Math.Abs(Det(A)) < 1e-8) == singular(A)", Minimality.Found)]
    [InlineData("double[2,2] A", "(Rcond(A) < eps) == singular(A)", Minimality.Found)]
    [InlineData("double[2,2] A", "(Det(A) == 0) == singular(A)", Minimality.Found)]
    public void What_fails_is_refuted_by_an_input_that_replays(string variables, string claim, Minimality minimality)
    {
        string[] lines = [$"for-all: {variables}", $"claim: {claim}"];
        var example = Assert.IsType<Refuted>(Assert.IsType<Answered>(MatrixClaims.Decide(lines)).Verdict).Counterexample!;
        Assert.Equal(minimality, example.Minimality);
        var assignment = string.Join(", ", example.Inputs.Select(input => $"{input.Name} = {input.Value}"));
        Assert.IsType<Refuted>(Assert.IsType<Answered>(MatrixClaims.Question(lines).Replay(assignment, CancellationToken.None)).Verdict);
    }

    [Fact]
    public void What_a_claim_gives_replays_and_takes_no_other_value()
    {
        string[] lines = ["given: A = [[1, 2], [3, 4]]", "for-all: int k in 0..3", "claim: k * det(A) == 0 && singular(A)"];
        string[] alone = [lines[0], "claim: singular(A)"];
        var example = Assert.IsType<Refuted>(Assert.IsType<Answered>(MatrixClaims.Decide(alone)).Verdict).Counterexample!;
        var assignment = string.Join(", ", example.Inputs.Select(input => $"{input.Name} = {input.Value}"));
        Assert.IsType<Refuted>(Assert.IsType<Answered>(MatrixClaims.Question(alone).Replay(assignment, CancellationToken.None)).Verdict);
        Assert.IsType<Refuted>(Assert.IsType<Answered>(MatrixClaims.Question(lines).Replay("k = 1", CancellationToken.None)).Verdict);
        Assert.Contains(
            Assert.IsType<Unusable>(MatrixClaims.Question(alone).Replay("A = [[1]]", CancellationToken.None)).Problems, problem => problem.Message == "'A' has its value from the claim.");
    }

    // Beyond 2^53 products of entries round, and no polynomial tells.
    [Fact]
    public void Doubles_that_may_round_are_no_polynomials()
    {
        string[] lines = ["for-all: int[1,1] A in 94906267..94906268", "claim: A[0, 0] * A[0, 0] - 1 != A[0, 0] * A[0, 0]"];
        Assert.Equal("Enumeration", Assert.IsType<Answered>(MatrixClaims.Decide(lines)).Verdict.Decider);
    }

    // What a polynomial does not follow is left to trials: a bound that is itself rounded, and entries of computed matrices.
    [Theory]
    [InlineData("int[1,1] A in 9007199254740990..9007199254740992", "(A[0,0] + 1) - 1 == A[0,0]")]
    [InlineData("int k in 94906266..94906270", "(k * identity(1))[0,0] * (k * identity(1))[0,0] == det(k * identity(1)) * det(k * identity(1))")]
    [InlineData("int[1,1] A in 94906266..94906270", "(det(A) * identity(1))[0,0] * (det(A) * identity(1))[0,0] == det(A) * det(A)")]
    [InlineData("int[1,1] A in 94906267..94906268", "A[0,0] * A == A * A")]
    [InlineData("int[1,1] A in 94906267..94906267", "det(A[0,0] * A) == det(A) * det(A)")]
    [InlineData("int[1,1] A in 94906267..94906267", "A * [[94906267]] == A[0,0] * [[94906267]]")]
    public void Doubles_that_round_refute_what_polynomials_would_prove(string variables, string claim) =>
        Assert.IsType<Refuted>(Assert.IsType<Answered>(MatrixClaims.Decide($"for-all: {variables}", $"claim: {claim}")).Verdict);

    // Powers with too many terms for polynomials, and too many digits for doubles.
    private const string Sum = "(A[0,0] + A[0,1] + A[0,2] + A[0,3] + A[0,4] + A[0,5])";

    [Fact]
    public void Entries_of_a_ring_are_no_doubles()
    {
        string[] Lines(string claim) => ["for-all: ring[1,6] A", $"claim: {claim}", "budget: 2 s"];
        Assert.IsType<Undecided>(Assert.IsType<Answered>(MatrixClaims.Decide(Lines($"pow({Sum}, 40) == pow(pow({Sum}, 2), 20)"))).Verdict);
        string[] wrong = Lines($"pow({Sum}, 40) == pow(pow({Sum}, 2), 20) + A[0,5]");
        var example = Assert.IsType<Refuted>(Assert.IsType<Answered>(MatrixClaims.Decide(wrong)).Verdict).Counterexample!;
        Assert.Equal("[[1, 0, 0, 0, 0, 1]]", Assert.Single(example.Inputs).Value);
        Assert.IsType<Refuted>(Assert.IsType<Answered>(MatrixClaims.Question(wrong).Replay("A = [[0, 0, 0, 0, 0, 1]]", CancellationToken.None)).Verdict);
        Assert.IsType<Proved>(Assert.IsType<Answered>(MatrixClaims.Question(Lines($"pow({Sum}, 40) == pow(pow({Sum}, 2), 20)")).Replay("A = [[1, 0, 1, 1, 1, 1]]", CancellationToken.None)).Verdict);
    }

    [Theory]
    [InlineData("rank(A) == 1")]
    [InlineData("0.5 == A[0,0]")]
    [InlineData("A[0,0] / 2 == 1")]
    [InlineData("A[0,0] < 1")]
    public void What_has_no_meaning_over_any_ring_has_none_beside_polynomials_with_too_many_terms(string claim) =>
        Assert.IsType<Unusable>(MatrixClaims.Decide("for-all: ring[1,6] A", $"claim: pow({Sum}, 40) == pow(pow({Sum}, 2), 20) && {claim}"));

    [Fact]
    public void Over_any_ring_only_square_matrices_have_a_trace() =>
        Assert.IsType<Unusable>(MatrixClaims.Decide("for-all: ring[2,3] A", "claim: trace(A) == A[0,0] + A[1,1]"));

    // 2 is 0 modulo 2.
    [Theory]
    [InlineData("det(A) == 0 || 2 != 0")]
    [InlineData("det(A) == 0 || d != 0")]
    [InlineData("det(A) == 0 || [[2, 0], [0, 2]] != [[0, 0], [0, 0]]")]
    [InlineData("det(A) == 0 || !(det(2 * identity(2)) == 0)")]
    public void Whole_numbers_can_be_the_same_in_a_ring(string claim) =>
        Assert.IsType<Undecided>(Assert.IsType<Answered>(MatrixClaims.Decide("given: d = 6", "for-all: ring[2,2] A", $"claim: {claim}")).Verdict);

    // The values that are tried are exactly those of the ranges, each once, and none has a smaller greatest entry than one before.
    [Fact]
    public void An_enumeration_comes_to_every_value_once() => Gen.Select(Gen.Int[-4, 4], Gen.Int[0, 5], Gen.Int[-3, 3], Gen.Int[0, 3], Gen.Int[1, 2]).Sample(
        (low, width, other, otherWidth, rows) =>
        {
            Variable[] variables =
            [
                new("A", VariableKind.Integer, true, rows, 1, low, low + width), new("k", VariableKind.Integer, false, 0, 0, other, other + otherWidth),
            ];
            var all = Enumeration.All(variables).Select(values => values.Select(value => (int)value.Numerator).ToArray()).ToList();
            Assert.Equal(Enumeration.Count(variables), all.Count);
            Assert.Equal(all.Count, all.Select(values => string.Join(' ', values)).Distinct().Count());
            Assert.All(all, values => Assert.True(values[..^1].All(value => value >= low && value <= low + width) && values[^1] >= other && values[^1] <= other + otherWidth));
            var greatest = all.Select(values => values.Max(Math.Abs)).ToList();
            Assert.Equal(greatest.Order(), greatest);
            Assert.True(Enumeration.IsWhole(variables));
        },
        iter: Rounds.Of(2000));

    [Fact]
    public void A_range_too_large_is_never_proved() =>
        Assert.IsType<Undecided>(Assert.IsType<Answered>(MatrixClaims.Decide("for-all: int[1,1] A in -600000..600000", "claim: Det(A) <= 600000")).Verdict);

    [Fact]
    public void A_search_that_finds_nothing_proves_nothing() =>
        Assert.IsType<Undecided>(Assert.IsType<Answered>(MatrixClaims.Decide("for-all: double[1,1] A", "claim: rank(A) <= 1")).Verdict);

    [Fact]
    public void Fused_and_plain_elimination_differ()
    {
        string[] lines = ["for-all: int[2,2] A in -3..3", "claim: (Det(A) == 0) == singular(A)"];
        Assert.IsType<Proved>(Assert.IsType<Answered>(MatrixClaims.Decide(lines)).Verdict);
        Assert.IsType<Refuted>(Assert.IsType<Answered>(MatrixClaims.Decide(["arithmetic: fused", .. lines])).Verdict);
    }

    [Theory]
    [InlineData("A = [[1, 2], [2, 4]], k = 3", true)]
    [InlineData("A = [[1, 2], [2, 4]], k = 3, d = 2", true)]
    [InlineData("A = [[1, 2], [2, 4]], k = 3, d = 5", false)]
    [InlineData("A = [[1, 2], [2, 10]], k = 3", false)]
    [InlineData("A = [[1, 2], [2, 1/3]], k = 3", false)]
    [InlineData("A = [[1]], k = 3", false)]
    [InlineData("A = [[1, 2], [2, 4]], k = 6", false)]
    [InlineData("A = [[1, 2], [2, 4]], k = 0", false)]
    [InlineData("A = [[1, 2], [2, 4]]", false)]
    public void Only_what_the_claim_is_about_is_replayed(string input, bool isUsable) => Assert.Equal(
        isUsable, MatrixClaims.Question("given: d = 2", "for-all: int[2,2] A in -9..9, int k in 0..5", "assume: k > 0", "claim: det(k * A) == d").Replay(input, CancellationToken.None) is Answered);

    [Fact]
    public void An_assumption_narrows_the_scope()
    {
        Assert.IsType<Proved>(Assert.IsType<Answered>(MatrixClaims.Decide("for-all: int[2,2] A in -2..2", "assume: A[0, 0] > 0", "assume: A[1, 1] > 0", "claim: trace(A) > 0")).Verdict);
        Assert.IsType<Unusable>(MatrixClaims.Decide("for-all: int[2,2] A in -2..2", "assume: A[0, 0] > 2", "claim: trace(A) > 0"));
        Assert.IsType<Unusable>(MatrixClaims.Decide("given: A = [[1]]", "assume: det(A) == 2", "claim: det(A) == 1"));
        Assert.IsType<Unusable>(MatrixClaims.Decide("for-all: int[2,2] A in -2..2", "assume: A[0, 0] == 5", "claim: det(A) == det(transpose(A))"));
        Assert.IsType<Proved>(Assert.IsType<Answered>(MatrixClaims.Decide("for-all: int[2,2] A in -2..2", "assume: A[0, 0] == 2", "claim: det(A) == det(transpose(A))")).Verdict);
        Assert.IsType<Unusable>(MatrixClaims.Decide("for-all: int[2,2] A in -2..2", "assume: singular(A) && det(A) != 0", "claim: rank(A) == 17 || singular(A)"));
        Assert.IsType<Unusable>(MatrixClaims.Decide("for-all: ring[2,2] A", "assume: det(A) != det(A)", "claim: det(A) == 1"));
    }

    [Theory]
    [InlineData("claim: det(A) =", "does not belong here", 15)]
    [InlineData("claim: det(A) = 2", "'=' does not belong here.", 15)]
    [InlineData("claim: singular(A", "')' is missing at the end.", 18)]
    [InlineData("claim: det(A)", "This is no statement that can be true or false.", 8)]
    [InlineData("claim: dett(A) == 1", "There is no function 'dett'.", 8)]
    [InlineData("claim: det(B) == 1", "There is no 'B'.", 12)]
    [InlineData("claim: det(A) == 1 &&", "The statement ends too early.", 22)]
    [InlineData("claim: det([[1, 2]]) == 1", "needs a square matrix", 8)]
    [InlineData("claim: trace([[1, 2, 3], [4, 5, 6]]) == 6", "'trace' needs a square matrix", 8)]
    [InlineData("claim: !singularWithin(A, 0 - 1)", "An uncertainty is not negative.", 9)]
    [InlineData("claim: A[2, 0] == 1", "There is no entry [2, 0]", 9)]
    [InlineData("claim: A * [[1]] == A", "'*' has no meaning between a matrix of 2 by 2 and one of 1 by 1.", 10)]
    [InlineData("claim: invertible(A, modulus: 0)", "A modulus is a whole number from 1 on.", 8)]
    [InlineData("claim: identity(1000) * identity(1000) == A", "This product takes more than 5,000,000 products of entries.", 23)]
    [InlineData("claim: det(A) / 0 == 1", "This divides by zero.", 15)]
    [InlineData("claim: det(A) == #", "'#' has no meaning here.", 18)]
    public void What_makes_no_sense_is_refused_with_its_place(string claim, string message, int column)
    {
        var problem = Assert.IsType<Unusable>(MatrixClaims.Decide("given: A = [[1, 2], [3, 4]]", claim)).Problems[0];
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal((4, column), (problem.Place.Line, problem.Place.Column));
    }

    [Theory]
    [InlineData("given: A", "This gives nothing a name.")]
    [InlineData("given: A = none.npy", "There is no such file or folder.")]
    [InlineData("given: A = ../secret.csv", "leads out of the folder of this document.")]
    [InlineData("given: A = /etc/secret.csv", "leads out of the folder of this document.")]
    [InlineData("given: A = [[1], [2, 3]]", "The rows of this matrix differ in length.")]
    [InlineData("given: A = [[1e999]]", "'1e999' is too large for a double.")]
    [InlineData("for-all: int[2,2] A", "Whole numbers need a range")]
    [InlineData("for-all: int[9,9] A in 0..1", "A size is a whole number from 1 to 6.")]
    [InlineData("for-all: double A", "Doubles are entries of a matrix")]
    [InlineData("for-all: float[,] A", "'float' does not belong here.")]
    [InlineData("for-all: double[,] A, int k in 0..1", "A matrix of doubles stands alone")]
    [InlineData("for-all: ring[2,2] A, ring A", "'A' is there twice.")]
    [InlineData("exists: double[,] A", "'exists' has no meaning in claims about matrices yet.")]
    public void What_is_not_in_order_around_the_statement_is_refused(string line, string message) =>
        Assert.Contains(
            Assert.IsType<Unusable>(MatrixClaims.Decide(line, "claim: 1 == 1")).Problems, problem => problem.Message.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void A_budget_ends_a_search()
    {
        var question = MatrixClaims.Question("for-all: int[3,3] A in -50..50", "claim: rank(A) <= 3 && Det(A) <= 1e12");
        var answered = Assert.IsType<Answered>(question.Decide(new Budget(TimeSpan.FromMilliseconds(300), 1L << 30), new Progress<ProgressReport>(), CancellationToken.None));
        Assert.Contains("The budget ended", Assert.IsType<Undecided>(answered.Verdict).Reason, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("adjugate(A) == A")]
    [InlineData("pow(pow(pow(pow(2/3, 64), 64), 50), 64) > pow(pow(pow(pow(3/5, 64), 64), 50), 64)")]
    public async Task A_budget_ends_exact_numbers_too(string claim)
    {
        using var ending = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var question = MatrixClaims.Question("given: A = identity(120)", $"claim: {claim}");
        var settled = await Task.Run(() => question.Decide(new Budget(TimeSpan.FromMilliseconds(300), 1L << 30), new Progress<ProgressReport>(), CancellationToken.None), TestContext.Current.CancellationToken);
        Assert.True(settled is Unusable { Problems: [{ Message: var message }] } ? message.Contains("bits", StringComparison.Ordinal) : settled is Answered { Verdict: Undecided });
    }

    [Theory]
    [InlineData("given: x = 3", "pow(pow(pow(pow(pow(x, 64), 64), 64), 64), 64) > 0", "This number may have more than 1,000,000 bits.")]
    [InlineData("given: x = pow(pow(pow(2, 60), 60), 60)", "x * x * x * x * x > 0", "This number may have more than 1,000,000 bits.")]
    public void Numbers_of_too_many_digits_are_refused(string given, string claim, string message) =>
        Assert.Contains(message, Assert.IsType<Unusable>(MatrixClaims.Decide(given, $"claim: {claim}")).Problems[0].Message, StringComparison.Ordinal);

    [Fact]
    public void Coefficients_of_too_many_digits_are_no_proof() =>
        Assert.IsNotType<Proved>((MatrixClaims.Decide("for-all: ring x", "claim: pow(pow(pow(pow(pow(3 * x, 64), 64), 64), 64), 64) == 0 * x", "budget: 2 s") as Answered)?.Verdict);

    [Fact]
    public void How_it_is_understood_is_told() =>
        Assert.Equal(
            "statement  !(A[0, 0] > 0) || (det(A) != 0)\nscope      all 1 by 1 matrices A of whole numbers from -2 to 2\ndeciders   Polynomials, Enumeration",
            MatrixClaims.Question("for-all: int[1,1] A in -2..2", "assume: A[0,0] > 0", "claim: det(A) != 0").Explain());
}
