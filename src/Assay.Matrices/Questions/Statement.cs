using Assay.Claims;
using Assay.Verdicts;

namespace Assay.Matrices.Questions;

/// <summary>A statement as it is understood: what is assumed, and what is claimed.</summary>
/// <param name="Scope">What it is about.</param>
/// <param name="Assumption">What is assumed; null for nothing.</param>
/// <param name="Claimed">What is claimed.</param>
/// <param name="IsFused">Whether functions in doubles add products by fused multiply-add.</param>
internal sealed record Statement(Scope Scope, Expression? Assumption, Expression Claimed, bool IsFused)
{
    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">="];

    /// <summary>What has to hold: the claim, where the assumption does.</summary>
    public Expression Whole => Assumption is null ? Claimed
        : new BinaryExpression(Claimed.Offset, "||", new PrefixExpression(Claimed.Offset, "!", Assumption), Claimed);

    /// <summary>Whether it rests on functions in doubles.</summary>
    public bool UsesScalars => Uses(Whole);

    /// <summary>Its truth where all names have values; whether the assumption holds there as well.</summary>
    /// <exception cref="StatementException">It makes no sense.</exception>
    public (bool? Holds, bool? IsAssumed) On(IReadOnlyDictionary<string, Value> names, CancellationToken cancellation)
    {
        var evaluator = new Evaluator(names, new Functions(IsFused, cancellation), Scope.IsRing);
        var isAssumed = Assumption is null ? true : Truth(evaluator.Decide(Assumption));
        return isAssumed == false ? (true, false) : Truth(evaluator.Decide(Claimed)) is var holds && isAssumed is null && holds != true ? (null, null) : (holds, isAssumed);
    }

    /// <summary>Its truth where elements of any ring are these whole numbers; in it has meaning only what has for every ring.</summary>
    /// <param name="names">What each name stands for.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StatementException">It makes no sense over any ring.</exception>
    public bool? InWholeNumbers(IReadOnlyDictionary<string, Value> names, CancellationToken cancellation)
    {
        var elements = names.ToDictionary();
        foreach (var variable in Scope.Variables)
        {
            elements[variable.Name] = MatrixArithmetic.Constant(elements[variable.Name]);
        }

        return new Evaluator(elements, new Functions(IsFused, cancellation), isOverRings: true).Decide(Whole) is var value && value is Condition condition ? condition.Holds(polynomial => polynomial.IsZero) : Truth(value);
    }

    /// <summary>The values that are compared where it is decided, each with its text.</summary>
    public IReadOnlyList<NamedValue> Sides(IReadOnlyDictionary<string, Value> names, string text, CancellationToken cancellation, bool withEnds = false)
    {
        var evaluator = new Evaluator(names, new Functions(IsFused, cancellation), Scope.IsRing);
        return [.. Parts(Decisive(Claimed, evaluator)).DistinctBy(part => ExpressionText.Of(part, text)).Select(part => Side(part, evaluator, text, withEnds))];
    }

    // Both sides of a comparison, and where these are comparisons, theirs too.
    private static IEnumerable<Expression> Parts(Expression expression) => expression is BinaryExpression binary && Comparisons.Contains(binary.Operator)
        ? new[] { binary.Left, binary.Right }.SelectMany(side => IsComparison(side) ? [side, .. Parts(side).Where(part => part is not (NumberExpression or NameExpression))] : new[] { side })
        : [expression];

    private static bool IsComparison(Expression expression) => expression is BinaryExpression binary && Comparisons.Contains(binary.Operator);

    /// <summary>What the sides amount to, as one sentence; what a side is that stands there as a number needs no words.</summary>
    public static string Sentence(IReadOnlyList<NamedValue> sides) =>
        string.Join(", ", sides.Where(side => side.Name != side.Value && !char.IsAsciiDigit(side.Name[0])).DefaultIfEmpty(sides[0]).Select(side => $"{side.Name} is {side.Value}")) + ".";

    // The part that makes it false, or all of it.
    private static Expression Decisive(Expression expression, Evaluator evaluator) => expression is BinaryExpression { Operator: "&&" } both
        ? Truth(evaluator.Decide(both.Left)) == true ? Decisive(both.Right, evaluator) : Decisive(both.Left, evaluator)
        : expression;

    private static NamedValue Side(Expression expression, Evaluator evaluator, string text, bool withEnds)
    {
        var value = evaluator.Evaluate(expression);
        return new NamedValue(ExpressionText.Of(expression, text), value switch { FloatNumber => "double", Questions.Truth => "bool", ExactMatrix => "matrix", BoundedNumber => "enclosed", _ => "exact" }, withEnds ? ValueText.WithEnds(value) : ValueText.Of(value));
    }

    private static bool? Truth(Value value) => value is Truth truth ? truth.Is : null;

    private static bool Uses(Expression expression) => expression switch
    {
        CallExpression call => call.Function is "Det" or "Rcond" or "Cond" or "Rank" || call.Arguments.Any(Uses),
        PrefixExpression prefix => Uses(prefix.Operand),
        BinaryExpression binary => Uses(binary.Left) || Uses(binary.Right),
        EntryExpression entry => Uses(entry.Matrix),
        _ => false,
    };
}
