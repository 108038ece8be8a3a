using System.Globalization;
using Assay.Matrices.Questions;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Questions;

/// <summary>What polynomials prove holds on every matrix that is tried; what they do not prove is often false.</summary>
public sealed class PolynomialDeciderTests
{
    private static readonly string[] Numbers =
    [
        "det(A)", "det(transpose(A))", "(A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0])", "det(2 * A)", "4 * det(A)", "det(A * A)", "pow(det(A), 2)", "A[0, 0]", "A[1, 0] * A[0, 1]", "0", "1",
        "det(A * adjugate(A))", "det(adjugate(A))", "(A[1, 1] * A[0, 0] - A[1, 0] * A[0, 1])", "3 * A[0, 0] - A[0, 0]", "2 * A[0, 0]",
        "trace(A[0, 0] * A)", "A[0, 0] * trace(A)", "det(A[0, 0] * A)", "trace(A * A)", "pow(A[0, 0], 2)",
    ];

    private static readonly string[] Matrices = ["A", "transpose(transpose(A))", "A * A", "A * adjugate(A)", "det(A) * identity(2)", "adjugate(A) * A", "2 * A", "A + A", "transpose(A)", "A - A",
        "A[0, 0] * A", "A * A[0, 0]", "A[0, 0] * (A * A)", "A[0, 0] * A * A", "A[0, 0] * identity(2) * A", "pow(A[0, 0], 2) * A", "A[0, 0] * (A[0, 0] * A)"];

    private static Gen<string> One(string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static readonly Gen<string> Equations = Gen.OneOf(
        Gen.Select(One(Numbers), One(Numbers)).Select((left, right) => $"{left} == {right}"),
        Gen.Select(One(Matrices), One(Matrices)).Select((left, right) => $"{left} == {right}"),
        Gen.Const("singular(A)"));

    private static readonly Gen<string> Statements = Gen.Select(Equations, One(["&&", "||", "==", "!="]), Equations, Gen.Bool)
        .Select((left, sign, right, isNegated) => isNegated ? $"!({left}) {sign} ({right})" : $"({left}) {sign} ({right})");

    // Small ones, and those about which squares and cubes are no doubles any more.
    private static readonly Gen<int> Sizes = Gen.OneOf(Gen.Int[1, 40], Gen.Int[208_060, 208_070], Gen.Int[94_906_260, 94_906_270], Gen.Int[2_000_000_000, 2_000_000_010]);

    [Fact]
    public void What_they_prove_holds_on_every_matrix() => Gen.Select(Statements, Sizes, Gen.Int[0, 1_000_000]).Sample(
        (text, size, seed) =>
        {
            var statement = ExpressionParser.Parse(text);
            var scope = new Scope(new Dictionary<string, Value>(), [new Variable("A", VariableKind.Integer, true, 2, 2, -size, size)]);
            string? reason;
            try
            {
                reason = PolynomialDecider.Prove(scope, statement, CancellationToken.None);
            }
            catch (NotSupportedException)
            {
                return;
            }

            if (reason is null)
            {
                return;
            }

            var random = new Random(seed);
            for (var round = 0; round < 8; round++)
            {
                var entries = new double[2, 2];
                for (var i = 0; i < 4; i++)
                {
                    entries[i / 2, i % 2] = random.Next(4) switch { 0 => random.Next(-1, 2), 1 => size - random.Next(Math.Min(size, 5)), _ => random.Next(-size, size + 1) };
                }

                var value = new Evaluator(new Dictionary<string, Value> { ["A"] = new ExactMatrix(Matrix.Of(entries)) }, new Functions(false, CancellationToken.None)).Decide(statement);
                Assert.Equal(new Truth(true), value);
            }
        },
        iter: Rounds.Of(20_000));

    [Theory]
    [InlineData("det(A) == det(transpose(A))", true)]
    [InlineData("singular(A) == (det(A) == 0)", true)]
    [InlineData("singular(A) == (det(2 * A) == 0)", false)]
    [InlineData("(det(A) == 0) == (0 - det(A) == 0)", true)]
    [InlineData("det(A) == 0 || det(A) != 0", true)]
    [InlineData("det(A) == 1", false)]
    [InlineData("1 == 2 || det(A) * 0 == 0", true)]
    public void Known_statements_are_told_apart(string text, bool isProved)
    {
        var scope = new Scope(new Dictionary<string, Value>(), [new Variable("A", VariableKind.Ring, true, 2, 2, 0, 0)]);
        Assert.Equal(isProved, PolynomialDecider.Prove(scope, ExpressionParser.Parse(text), CancellationToken.None) is not null);
    }

    [Fact]
    public void Too_many_terms_are_no_answer()
    {
        var size = 5.ToString(CultureInfo.InvariantCulture);
        var scope = new Scope(new Dictionary<string, Value>(), [.. "AB".Select(name => new Variable(name.ToString(), VariableKind.Ring, true, 5, 5, 0, 0))]);
        Assert.Throws<NotSupportedException>(() => PolynomialDecider.Prove(scope, ExpressionParser.Parse($"pow(det(A * B), {size}) == 0"), CancellationToken.None));
    }
}
