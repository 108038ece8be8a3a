using System.Globalization;
using System.Numerics;
using Assay.Matrices;
using Assay.Matrices.Certified;
using Assay.Matrices.Distance;
using Assay.Matrices.Rings;
using Assay.Matrices.UnderTest;
using Assay.Reporting;

namespace Assay.Cli.Reporters;

/// <summary>Tells on one screen what is true of a matrix: the verdict first, then what it rests on.</summary>
/// <param name="sink">Where the lines go.</param>
/// <param name="name">What the matrix is called.</param>
/// <param name="diagnosis">What is true of it.</param>
internal sealed class MatrixText(IReportSink sink, string name, Diagnosis diagnosis)
{
    private const int LabelWidth = 10;
    private const double Digits = 15.95;
    private const double Negligible = 0.01;

    private readonly FieldLines _fields = new(sink, LabelWidth);

    /// <summary>Writes the report.</summary>
    public void Write()
    {
        var (glyph, headline, tone) = Headline();
        sink.Write(new StyledLine().Add(glyph, tone).Add(" ").Add(headline, tone));
        sink.Write(StyledLine.Empty);
        _fields.Write("matrix", $"{name}: {diagnosis.Rows} by {diagnosis.Columns}");
        new RankText(_fields, diagnosis).Write();
        if (diagnosis.Determinant is { } determinant)
        {
            _fields.Write("det", ValueText.Of(determinant));
        }
        else if (diagnosis.IsRegular)
        {
            _fields.Write("det", "not zero; --det computes it");
        }

        if (diagnosis.Analysis is { } analysis)
        {
            WriteConditioning(analysis);
            WriteWithin(analysis.Within);
            WriteNearest(analysis.Nearest);
        }

        WriteUsualTests();
        WriteRings();
        if (diagnosis.Analysis?.Conditioning?.SingularValues is { Count: > 1 } values)
        {
            SpectrumText.Write(sink, values);
        }
    }

    private (string Glyph, string Headline, Tone Tone) Headline()
    {
        if (diagnosis.IsSingular)
        {
            return ("✗", "singular, exactly", Tone.Bad);
        }

        if (!diagnosis.IsRegular)
        {
            return ("✓", diagnosis.Rank == Math.Min(diagnosis.Rows, diagnosis.Columns) ? "of full rank, exactly" : "not of full rank, exactly", Tone.Plain);
        }

        return diagnosis.Analysis?.Within switch
        {
            SomeSingular within => ("!", $"regular as stored, yet within {within.Uncertainty} there is a singular matrix", Tone.Bad),
            AllRegular within => ("✓", $"regular, and so is every matrix within {within.Uncertainty}", Tone.Good),
            _ => ("✓", "regular, exactly: invertible over the rationals", Tone.Good),
        };
    }

    private void WriteConditioning(Analysis analysis)
    {
        if (analysis.Conditioning is not { } conditioning)
        {
            _fields.Write("cond", diagnosis.Rows == 0 || diagnosis.Columns == 0 ? "There are no entries." : "Entries are too many powers of two apart for doubles.");
            return;
        }

        _fields.Write("sigma", $"greatest {conditioning.SigmaMax}, least {conditioning.SigmaMin}");
        if (diagnosis.IsSingular)
        {
            return;
        }

        var norms = conditioning is { Condition1: { } one, ConditionInfinity: { } infinite } ? $" in the 2-norm, {one} in the 1-norm, {infinite} in the norm for infinity" : " in the 2-norm";
        _fields.Write("cond", $"{conditioning.Condition2}{norms}");
        if (analysis.EquilibratedCondition is { } equilibrated && diagnosis.IsRegular)
        {
            var isScaling = conditioning.Condition2.Low > 100 * equilibrated.High;
            _fields.Write("scaled", $"{equilibrated} once rows and columns are made about equally large{(isScaling ? ": bad scaling rather than bad condition" : "")}");
        }

        if (diagnosis.IsRegular)
        {
            _fields.Write("digits", Lost(conditioning.Condition2, analysis.EquilibratedCondition));
        }
    }

    // What a backward stable solver can lose: the logarithm of the condition number.
    private static string Lost(Enclosure condition, Enclosure? equilibrated)
    {
        var lost = Math.Log10(condition.High);
        var scaled = equilibrated is { } other ? Math.Log10(other.High) : lost;
        var after = scaled < lost - 1 ? $"; with scaled rows and columns {Count(scaled)}" : "";
        return $"A solve in doubles can lose {Count(lost)} of its 16 digits{after}.";

        static string Count(double digits) => digits >= Digits ? "all" : Math.Max(0, Math.Ceiling(digits - Negligible)).ToString(CultureInfo.InvariantCulture);
    }

    private void WriteWithin(ComponentwiseDistance? within)
    {
        switch (within)
        {
            case AllRegular regular:
                var ratio = regular.Factor / regular.Uncertainty.Factor.Approximation;
                var how = regular.Orthants is { } orthants ? $"shown for each of {orthants.Count.ToString("N0", CultureInfo.InvariantCulture)} orthants" : "by a positive vector";
                _fields.Write("within", $"{regular.Uncertainty}: every matrix is regular{(ratio > 1.005 ? $", and up to {ValueText.Short(ratio)} times as much" : "")} ({how}).");
                break;
            case SomeSingular singular:
                _fields.Write("within", $"{singular.Uncertainty}: there is a singular matrix, at {ValueText.Short(singular.Factor.Approximation / singular.Uncertainty.Factor.Approximation)} times that; it takes x = {ValueText.Direction(singular.Vector)} to zero.");
                break;
            case Unknown unknown:
                var at = unknown.SingularAt is { } factor ? $"at {ValueText.Short(factor.Approximation / unknown.Uncertainty.Factor.Approximation)} times that there is a singular one" : "no singular one was found";
                _fields.Write("within", $"{unknown.Uncertainty}: open. Up to {ValueText.Short(unknown.RegularBelow / unknown.Uncertainty.Factor.Approximation)} times that every matrix is regular; {at}{(double.IsFinite(unknown.SingularBelow) ? $"; by Rump's bound there is one at {ValueText.Short(unknown.SingularBelow / unknown.Uncertainty.Factor.Approximation)} times" : "")}. The problem is NP-hard; up to 14 rows it is mostly decided.");
                break;
        }
    }

    private void WriteNearest(IReadOnlyList<NearestSingular> nearest)
    {
        if (nearest.Count == 0)
        {
            return;
        }

        _fields.Write("nearest", string.Join(", ", nearest.Select(one => $"{one.Distance} in the {(one.Norm == "inf" ? "norm for infinity" : one.Norm + "-norm")}")) + ": so far is a singular matrix, A - (A x) y^T / (y^T x).");
    }

    private void WriteUsualTests()
    {
        if (diagnosis.UsualTests.Count == 0)
        {
            return;
        }

        var (plain, fused) = (diagnosis.UsualTests[0], diagnosis.UsualTests[^1]);
        _fields.Write("doubles", $"det {Both(test => test.Det)} ({Verdict(test => test.Det == 0, "det == 0")}), rcond {Both(test => test.Rcond)} ({Verdict(test => test.Rcond < 2.220446049250313e-16, "rcond < eps")}), rank {Both(test => test.Rank)} ({Verdict(test => test.Rank < diagnosis.Rows, "rank < n")}); right and wrong of what is stored, by our scalar algorithms, not those of a library");

        string Both(Func<UsualTests, double> value) => ValueText.Short(value(plain)) == ValueText.Short(value(fused)) ? ValueText.Short(value(plain)) : $"{ValueText.Short(value(plain))}, fused {ValueText.Short(value(fused))}";

        string Verdict(Func<UsualTests, bool> saysSingular, string test) => (saysSingular(plain) == diagnosis.IsSingular, saysSingular(fused) == diagnosis.IsSingular) switch
        {
            (true, true) => $"{test} is right",
            (false, false) => $"{test} is wrong",
            (true, false) => $"{test} is right, and wrong when fused",
            _ => $"{test} is wrong, and right when fused",
        };
    }

    private void WriteRings()
    {
        foreach (var ring in diagnosis.Rings)
        {
            var over = ring.Modulus.IsZero ? "over Z" : $"modulo {ValueText.Of(ring.Modulus)}";
            _fields.Write("ring", ring switch
            {
                Invertible inverse => $"{over}: invertible; the determinant {ValueText.Of(ring.Determinant)} is a unit.{(inverse.Inverse.Count <= 9 ? $" Inverse {ValueText.Rows(inverse.Inverse, diagnosis.Rows)}." : "")}",
                NotInvertible not => $"{over}: not invertible; the determinant {ValueText.Of(ring.Determinant)} is no unit. A v = 0{(not.Divisor.IsZero ? "" : $" modulo {ValueText.Of(not.Divisor)}")} for v = {ValueText.Vector(not.Vector)}.",
                _ => over,
            });
        }

        if (diagnosis.SmithForm is { } smith)
        {
            var units = smith.Factors.TakeWhile(factor => factor.IsOne).Count();
            var rest = string.Join(", ", smith.Factors.Skip(units).Select(ValueText.Of));
            _fields.Write("smith", $"invariant factors {(units > 0 ? $"1 ({units} times){(rest.Length > 0 ? ", " : "")}" : "")}{rest}{(smith.Factors.Count == 0 ? "none" : "")}");
        }
    }
}
