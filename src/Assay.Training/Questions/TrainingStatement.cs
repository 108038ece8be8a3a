using System.Globalization;
using Assay.Claims;
using Assay.Statistics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.Training.Questions;

/// <summary>Reads statements such as <c>mean(full.testAccuracy - mini.testAccuracy) >= -margin</c>; they look like C#, and nothing of them is executed.</summary>
internal sealed class TrainingStatement
{
    private const int Deepest = 100;

    private static readonly Dictionary<string, Aggregate> Aggregates = new()
    {
        ["mean"] = Aggregate.Mean,
        ["share"] = Aggregate.Share,
        ["median"] = Aggregate.Median,
    };

    private static readonly Dictionary<string, (Operator Operator, int Count)> Functions = new()
    {
        ["abs"] = (Operator.Abs, 1),
        ["log"] = (Operator.Log, 1),
        ["sqrt"] = (Operator.Sqrt, 1),
        ["min"] = (Operator.Min, 2),
        ["max"] = (Operator.Max, 2),
        ["clamp"] = (Operator.Clamp, 3),
    };

    private readonly ClaimText _text;
    private readonly IReadOnlyCollection<string> _arms;
    private readonly IReadOnlyList<string> _descriptions;
    private readonly IReadOnlyDictionary<string, Quantity> _quantities;
    private readonly double? _margin;

    private TrainingStatement(ClaimText text, IReadOnlyCollection<string> arms, IReadOnlyDictionary<string, Quantity> quantities, double? margin, IReadOnlyList<string> descriptions) =>
        (_text, _arms, _quantities, _margin, _descriptions) = (text, arms, quantities, margin, descriptions);

    /// <summary>Reads a statement: comparisons of aggregates with numbers, joined by <c>&amp;&amp;</c>.</summary>
    /// <param name="text">The statement.</param>
    /// <param name="arms">The names of the arms.</param>
    /// <param name="quantities">What is measured of each.</param>
    /// <param name="margin">What <c>margin</c> stands for, where the claim has one.</param>
    /// <param name="descriptions">What the arms are, in the order of their names; null where nobody knows.</param>
    /// <exception cref="TrainingException">It is none.</exception>
    public static IReadOnlyList<Comparison> Read(
        ClaimText text, IReadOnlyCollection<string> arms, IReadOnlyDictionary<string, Quantity> quantities, double? margin, IReadOnlyList<string>? descriptions = null)
    {
        if (StatementText.WhyNoExpression(text) is { } problem)
        {
            throw new TrainingException(problem);
        }

        var reader = new TrainingStatement(text, arms, quantities, margin, descriptions ?? []);
        return [.. reader.Comparisons(SyntaxFactory.ParseExpression(text.Text), 0)];
    }

    private IEnumerable<Comparison> Comparisons(ExpressionSyntax syntax, int depth) => syntax switch
    {
        _ when depth > Deepest => throw Wrong(syntax, "This is nested too deeply."),
        ParenthesizedExpressionSyntax inner => Comparisons(inner.Expression, depth + 1),
        BinaryExpressionSyntax both when both.IsKind(SyntaxKind.LogicalAndExpression) => [.. Comparisons(both.Left, depth + 1), .. Comparisons(both.Right, depth + 1)],
        BinaryExpressionSyntax comparison when Sign(comparison) is { } sign and >= Operator.Less and <= Operator.GreaterOrEqual => Compared(comparison, sign is Operator.Greater or Operator.GreaterOrEqual, sign is Operator.Greater or Operator.Less),
        _ => throw Wrong(syntax, "A statement compares the mean, median or share of something with a number.", "For example: mean(a.testAccuracy - b.testAccuracy) >= -0.01"),
    };

    private IEnumerable<Comparison> Compared(BinaryExpressionSyntax comparison, bool isAtLeast, bool isStrict)
    {
        var (left, right) = (Bare(comparison.Left), Bare(comparison.Right));
        var (said, number) = FindsAggregate(left) ? (left, right) : (right, left);
        isAtLeast = said == left ? isAtLeast : !isAtLeast;
        if (!FindsAggregate(said))
        {
            throw Wrong(comparison, "Neither side is the mean, median or share of something over seeds.", "For example: share(a.trainLoss < 1e-3) >= 0.95");
        }

        if (FindsAggregate(number))
        {
            throw Wrong(comparison, "Both sides are aggregates over seeds.", "Runs of one seed belong together: write mean(a.x - b.x) >= 0 for mean(a.x) >= mean(b.x).");
        }

        var threshold = Number(number);
        if (Call(said) is ("abs", [var inner]))
        {
            // Equivalence: within the threshold on both sides.
            if (isAtLeast || threshold < 0)
            {
                throw Wrong(said, "abs(...) of an aggregate can be claimed to be at most a positive number.");
            }

            return [One(inner, true, isStrict, -threshold), One(inner, false, isStrict, threshold)];
        }

        return [One(said, isAtLeast, isStrict, threshold)];
    }

    private Comparison One(ExpressionSyntax said, bool isAtLeast, bool isStrict, double threshold)
    {
        if (Call(Bare(said)) is not ({ } name, { } arguments) || !Aggregates.TryGetValue(name, out var aggregate))
        {
            throw Wrong(said, "The side that is measured is to be one of mean(...), median(...), share(...).");
        }

        if (arguments.Count != 1)
        {
            throw Wrong(said, $"'{name}' takes one expression.");
        }

        var isTruth = IsTruth(arguments[0]);
        if (isTruth != (aggregate == Aggregate.Share))
        {
            throw Wrong(arguments[0], isTruth ? $"'{name}' takes a number, and this is true or false." : "'share' takes a condition.", isTruth ? "Use share(...)." : "For example: share(a.trainLoss < 1e-3)");
        }

        if (aggregate == Aggregate.Share && threshold is < 0 or > 1)
        {
            throw Wrong(said, "A share lies between 0 and 1.");
        }

        var expression = Read(arguments[0], 0);
        return expression.Parts.Any() ? new Comparison(aggregate, expression, isAtLeast, isStrict, threshold, said.ToString())
            : throw Wrong(arguments[0], "This is the same in every run: nothing is measured.", "Quantities are written as arm.quantity, such as a.testAccuracy.");
    }

    private Expression Read(ExpressionSyntax syntax, int depth)
    {
        if (depth > Deepest)
        {
            throw Wrong(syntax, "This is nested too deeply.");
        }

        Expression Next(ExpressionSyntax next) => Read(next, depth + 1);
        return syntax switch
        {
            ParenthesizedExpressionSyntax inner => Next(inner.Expression),
            PrefixUnaryExpressionSyntax prefix when prefix.IsKind(SyntaxKind.UnaryMinusExpression) => new Operation(Operator.Negate, [Next(prefix.Operand)]),
            PrefixUnaryExpressionSyntax prefix when prefix.IsKind(SyntaxKind.LogicalNotExpression) => new Operation(Operator.Not, [Next(prefix.Operand)]),
            BinaryExpressionSyntax binary when Sign(binary) is { } sign => new Operation(sign, [Next(binary.Left), Next(binary.Right)]),
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax arm } member => Of(arm, member.Name),
            InvocationExpressionSyntax when Call(syntax) is ("kendall" or "granulated", { } both) => Correlation(syntax, both),
            InvocationExpressionSyntax when Call(syntax) is ({ } name, { } arguments) => Function(syntax, name, [.. arguments.Select(Next)]),
            IdentifierNameSyntax or LiteralExpressionSyntax => new Constant(Number(syntax)),
            _ => throw Wrong(syntax, "This is no expression over quantities of arms.", "Quantities are written as arm.quantity, such as a.testAccuracy."),
        };
    }

    private Operation Function(ExpressionSyntax syntax, string name, IReadOnlyList<Expression> operands)
    {
        if (!Functions.TryGetValue(name, out var function))
        {
            throw Wrong(syntax, Aggregates.ContainsKey(name) ? "An aggregate stands within another." : $"There is no function '{name}'.", Aggregates.ContainsKey(name) ? null : NearestSpelling.Advice(name, Functions.Keys));
        }

        return operands.Count == function.Count ? new Operation(function.Operator, operands)
            : throw Wrong(syntax, $"'{name}' takes {function.Count} {(function.Count == 1 ? "number" : "numbers")}.");
    }

    private RankCorrelation Correlation(ExpressionSyntax syntax, List<ExpressionSyntax> both)
    {
        if (both is not [IdentifierNameSyntax x, IdentifierNameSyntax y])
        {
            throw Wrong(syntax, "A rank correlation is one of two quantities, over all arms.", "For example: kendall(sharpness, testError)");
        }

        if (_arms.Count < 3)
        {
            throw Wrong(syntax, $"The claim has {_arms.Count} arms, and a rank correlation over arms needs three at least.", "Add arms that differ in their settings.");
        }

        var groups = Call(syntax).Name == "granulated" ? RankCorrelation.OneSettingApart(_descriptions) : RankCorrelation.AllPairs(_arms.Count);
        return groups.Count > 0 ? new RankCorrelation([.. _arms.Select(arm => (new Measured(arm, Known(x)), new Measured(arm, Known(y))))], groups)
            : throw Wrong(syntax, "No two arms differ in one setting only.", "Let arms be a grid: each with one setting changed against some other.");
    }

    private Quantity Known(SimpleNameSyntax name) => _quantities.TryGetValue(name.Identifier.Text, out var found) ? found
        : throw Wrong(name, $"There is no quantity '{name.Identifier.Text}'.", NearestSpelling.Advice(name.Identifier.Text, [.. _quantities.Keys]));

    private Measured Of(IdentifierNameSyntax arm, SimpleNameSyntax quantity)
    {
        if (!_arms.Contains(arm.Identifier.Text))
        {
            throw Wrong(arm, $"There is no arm '{arm.Identifier.Text}'.", NearestSpelling.Advice(arm.Identifier.Text, _arms));
        }

        return new Measured(arm.Identifier.Text, Known(quantity));
    }

    private double Number(ExpressionSyntax syntax) => Bare(syntax) switch
    {
        PrefixUnaryExpressionSyntax prefix when prefix.IsKind(SyntaxKind.UnaryMinusExpression) => -Number(prefix.Operand),
        LiteralExpressionSyntax { Token.Value: { } value } literal when literal.IsKind(SyntaxKind.NumericLiteralExpression) => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        IdentifierNameSyntax { Identifier.Text: "margin" } name => _margin ?? throw Wrong(name, "The claim has no margin.", "Add a line such as: margin: 0.0025"),
        IdentifierNameSyntax name => throw Wrong(name, $"'{name.Identifier.Text}' is no number.", "Quantities are written as arm.quantity, such as a.testAccuracy."),
        var other => throw Wrong(other, "Here a number is needed."),
    };

    private static bool FindsAggregate(ExpressionSyntax syntax) =>
        syntax.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(call => call.Expression is IdentifierNameSyntax name && Aggregates.ContainsKey(name.Identifier.Text));

    private static bool IsTruth(ExpressionSyntax syntax) => Bare(syntax) switch
    {
        PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.LogicalNotExpression),
        BinaryExpressionSyntax binary => Sign(binary) >= Operator.Less,
        _ => false,
    };

    private static Operator? Sign(BinaryExpressionSyntax binary) => binary.Kind() switch
    {
        SyntaxKind.AddExpression => Operator.Add,
        SyntaxKind.SubtractExpression => Operator.Subtract,
        SyntaxKind.MultiplyExpression => Operator.Multiply,
        SyntaxKind.DivideExpression => Operator.Divide,
        SyntaxKind.LessThanExpression => Operator.Less,
        SyntaxKind.LessThanOrEqualExpression => Operator.LessOrEqual,
        SyntaxKind.GreaterThanExpression => Operator.Greater,
        SyntaxKind.GreaterThanOrEqualExpression => Operator.GreaterOrEqual,
        SyntaxKind.EqualsExpression => Operator.Equal,
        SyntaxKind.NotEqualsExpression => Operator.NotEqual,
        SyntaxKind.LogicalAndExpression => Operator.And,
        SyntaxKind.LogicalOrExpression => Operator.Or,
        _ => null,
    };

    private static (string? Name, List<ExpressionSyntax>? Arguments) Call(ExpressionSyntax syntax) =>
        syntax is InvocationExpressionSyntax { Expression: IdentifierNameSyntax name } call
            ? (name.Identifier.Text, [.. call.ArgumentList.Arguments.Select(argument => argument.Expression)])
            : (null, null);

    private static ExpressionSyntax Bare(ExpressionSyntax syntax) => syntax is ParenthesizedExpressionSyntax inner ? Bare(inner.Expression) : syntax;

    private TrainingException Wrong(ExpressionSyntax syntax, string message, string? advice = null) => new(new Problem(_text.At(syntax.SpanStart), message, advice));
}
