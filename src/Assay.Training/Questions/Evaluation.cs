using Assay.Statistics;

namespace Assay.Training.Questions;

/// <summary>What an expression is for one seed, and between which numbers it lies for any.</summary>
internal static class Evaluation
{
    private static readonly Interval Everything = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The value; a yes is 1, a no 0. What rests on a quantity that is no number is none either: neither yes nor no (Kleene 1938).</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="measured">The quantity of an arm, for the seed at hand.</param>
    public static double Of(Expression expression, Func<Measured, double> measured) => expression switch
    {
        Constant constant => constant.Value,
        Measured one => measured(one),
        RankCorrelation correlation => correlation.Of(measured),
        Operation { Operands: [var only] } operation => Of(operation.Operator, Of(only, measured)),
        Operation { Operands: [var left, var right] } operation => Of(operation.Operator, Of(left, measured), Of(right, measured)),
        Operation { Operator: Operator.Clamp, Operands: [var value, var low, var high] } =>
            Math.Min(Math.Max(Of(value, measured), Of(low, measured)), Of(high, measured)),
        _ => throw new InvalidOperationException("An expression has one to three operands."),
    };

    /// <summary>Between which numbers the value lies, from the ranges of its quantities.</summary>
    public static Interval Range(Expression expression) => expression switch
    {
        Constant constant => new(constant.Value, constant.Value),
        Measured one => one.Quantity.Range,
        RankCorrelation => new(-1, 1),
        Operation operation => Range(operation.Operator, [.. operation.Operands.Select(Range)]),
        _ => Everything,
    };

    private static double Of(Operator sign, double value) => sign switch
    {
        Operator.Negate => -value,
        Operator.Abs => Math.Abs(value),
        Operator.Log => Math.Log(value),
        Operator.Sqrt => Math.Sqrt(value),
        Operator.Not => double.IsNaN(value) ? value : Truth(value == 0),
        _ => throw new InvalidOperationException($"{sign} has more than one operand."),
    };

    private static double Of(Operator sign, double left, double right) => sign switch
    {
        Operator.Add => left + right,
        Operator.Subtract => left - right,
        Operator.Multiply => left * right,
        Operator.Divide => left / right,
        Operator.Min => Math.Min(left, right),
        Operator.Max => Math.Max(left, right),
        Operator.And when left == 0 || right == 0 => 0,
        Operator.Or when IsYes(left) || IsYes(right) => 1,
        _ when double.IsNaN(left) || double.IsNaN(right) => double.NaN,
        Operator.Less => Truth(left < right),
        Operator.LessOrEqual => Truth(left <= right),
        Operator.Greater => Truth(left > right),
        Operator.GreaterOrEqual => Truth(left >= right),
        Operator.Equal => Truth(left == right),
        Operator.NotEqual => Truth(left != right),
        Operator.And => 1,
        Operator.Or => 0,
        _ => throw new InvalidOperationException($"{sign} has not two operands."),
    };

    private static double Truth(bool isSo) => isSo ? 1 : 0;

    private static bool IsYes(double value) => value != 0 && !double.IsNaN(value);

    private static Interval Range(Operator sign, Interval[] of) => sign switch
    {
        Operator.Add => Ends(of[0].Low + of[1].Low, of[0].High + of[1].High),
        Operator.Subtract => Ends(of[0].Low - of[1].High, of[0].High - of[1].Low),
        Operator.Multiply => Products(of[0], of[1]),
        Operator.Divide => of[1].Contains(0) ? Everything : Products(of[0], new(1 / of[1].High, 1 / of[1].Low)),
        Operator.Negate => new(-of[0].High, -of[0].Low),
        Operator.Abs => new(of[0].Contains(0) ? 0 : Math.Min(Math.Abs(of[0].Low), Math.Abs(of[0].High)), Math.Max(Math.Abs(of[0].Low), Math.Abs(of[0].High))),
        Operator.Min => new(Math.Min(of[0].Low, of[1].Low), Math.Min(of[0].High, of[1].High)),
        Operator.Max => new(Math.Max(of[0].Low, of[1].Low), Math.Max(of[0].High, of[1].High)),
        Operator.Log => of[0].Low < 0 ? Everything : new(Math.Log(of[0].Low), Math.Log(of[0].High)),
        Operator.Sqrt => of[0].Low < 0 ? Everything : new(Math.Sqrt(of[0].Low), Math.Sqrt(of[0].High)),
        Operator.Clamp => new(Math.Min(Math.Max(of[0].Low, of[1].Low), of[2].Low), Math.Min(Math.Max(of[0].High, of[1].High), of[2].High)),
        _ => new(0, 1),
    };

    private static Interval Products(Interval left, Interval right)
    {
        double[] ends = [left.Low * right.Low, left.Low * right.High, left.High * right.Low, left.High * right.High];
        return ends.Any(double.IsNaN) ? Everything : new(ends.Min(), ends.Max());
    }

    private static Interval Ends(double low, double high) => double.IsNaN(low) || double.IsNaN(high) ? Everything : new(low, high);
}
