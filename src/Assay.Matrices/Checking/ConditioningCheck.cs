using System.Globalization;
using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>Singular values and condition numbers: each enclosure has to hold all that the evidence leaves possible.</summary>
internal static class ConditioningCheck
{
    /// <summary>The statements that the report has.</summary>
    public static IEnumerable<CheckedStatement> Of(ReportUnderCheck report)
    {
        if (report.Root.Find("singularValues") is { } values)
        {
            yield return CheckedStatement.Of(
                string.Create(CultureInfo.InvariantCulture, $"The {report.LeastSide} singular values lie in their enclosures."), () => All(report, values));
        }

        (string Name, string Text, Func<Interval> Possible)[] statements =
        [
            ("sigmaMax", "greatest singular value", () => Greatest(report)),
            ("sigmaMin", "least singular value", () => Least(report)),
            ("condition1", "condition number in the 1-norm", () => Condition(report, matrix => matrix.ColumnNorm, inverse => inverse.ColumnNorm)),
            ("condition2", "condition number in the 2-norm", () => Condition2(report)),
            ("conditionInfinity", "condition number in the norm for infinity", () => Condition(report, matrix => matrix.RowNorm, inverse => inverse.RowNorm)),
            ("equilibratedCondition", "condition number in the 2-norm of the equilibrated matrix", () => report.Evidence.EquilibratedCondition() ?? Condition2(report)),
        ];
        foreach (var (name, text, possible) in statements)
        {
            if (report.Root.Find(name) is { } node)
            {
                yield return CheckedStatement.Of($"The {text} is {Shown(node)}.", () =>
                {
                    var stated = StatedEnclosure.Read(node);
                    return !stated.IsInfinite ? stated.Holds(possible())
                        : name.StartsWith("condition", StringComparison.Ordinal) ? report.DoubtOfDeficiency ?? new Verified()
                        : new Rejected($"{name}: it is not infinite.");
                });
            }
        }
    }

    /// <summary>What is possible for the least singular value.</summary>
    public static Interval Least(ReportUnderCheck report) =>
        report.Rank < report.LeastSide ? Deficient(report) : Scaled(report, report.Evidence.Least);

    /// <summary>An enclosure in words.</summary>
    public static string Shown(ReportNode node)
    {
        try
        {
            var stated = StatedEnclosure.Read(node);
            return stated.IsInfinite ? "infinite" : stated.Low == stated.High ? $"{Fraction.Of(stated.Low!.Value)}" : $"from {stated}";
        }
        catch (MalformedReportException)
        {
            return "enclosed";
        }
    }

    private static StatementVerdict All(ReportUnderCheck report, ReportNode node)
    {
        foreach (var (i, item) in node.Items(report.LeastSide).Index())
        {
            // The last may have been narrowed by the inverse.
            var possible = i >= report.Rank ? Deficient(report) : Scaled(report, Value(report.Evidence, i, i == report.LeastSide - 1));
            if (StatedEnclosure.Read(item).Holds(possible) is Rejected rejected)
            {
                return rejected;
            }
        }

        return new Verified();
    }

    private static Interval Value(Evidence evidence, int i, bool isLast) =>
        (evidence.Values is { } values ? values[i] : new Interval(0, evidence.Greatest.High)).And(isLast ? evidence.Least : Interval.Unknown).And(i == 0 ? evidence.Greatest : Interval.Unknown);

    private static Interval Greatest(ReportUnderCheck report) => report.Rank == 0 && report.LeastSide > 0 ? Deficient(report) : Scaled(report, report.Evidence.Greatest);

    // Exactly zero, by the rank.
    private static Interval Deficient(ReportUnderCheck report) => report.DoubtOfDeficiency switch
    {
        null => new Interval(0, 0),
        NotCovered doubt => throw new BeyondLimitException(doubt.Reason),
        var doubt => throw new MalformedReportException("rank", ((Rejected)doubt).Reason),
    };

    private static Interval Condition(ReportUnderCheck report, Func<ExactMatrix, Fraction> norm, Func<InverseEvidence, Interval> ofInverse)
    {
        var exact = report.IsSquare ? norm(report.Evidence.Matrix) : throw new MalformedReportException("report", "There is a condition number of a matrix that is not square.");
        return new Interval(exact, exact).Times(report.Evidence.Inverse is { } inverse ? ofInverse(inverse) : Interval.Unknown).AtLeastOne();
    }

    private static Interval Condition2(ReportUnderCheck report) => Greatest(report).Times(Least(report).Reciprocal()).AtLeastOne();

    private static Interval Scaled(ReportUnderCheck report, Interval value)
    {
        var power = Fraction.PowerOfTwo(report.Evidence.Exponent);
        return new Interval(value.Low * power, value.High * power);
    }
}
