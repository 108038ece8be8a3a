using System.Globalization;
using System.Numerics;
using Assay.Matrices;
using Assay.Reporting;

namespace Assay.Cli.Reporters;

/// <summary>Tells what is exactly true of a matrix.</summary>
/// <param name="sink">Where the lines go.</param>
/// <param name="name">What the matrix is called.</param>
/// <param name="diagnosis">What is true of it.</param>
internal sealed class MatrixText(IReportSink sink, string name, Diagnosis diagnosis)
{
    private const int LabelWidth = 10;
    private const int MostShown = 12;
    private const int MostDigits = 40;

    /// <summary>Writes the report.</summary>
    public void Write()
    {
        var (glyph, headline, tone) = Headline();
        sink.Write(new StyledLine().Add(glyph, tone).Add(" ").Add(headline, tone));
        sink.Write(StyledLine.Empty);
        Field("matrix", $"{name}: {diagnosis.Rows} by {diagnosis.Columns}, values as stored");
        Field("rank", $"{diagnosis.Rank} of {Math.Min(diagnosis.Rows, diagnosis.Columns)}");
        Field("no less", diagnosis.Rank == 0 ? "A rank is never negative."
            : $"The minor of {Lines("row", diagnosis.MinorRows)} and {Lines("column", diagnosis.MinorColumns)} is not zero modulo {diagnosis.Prime}, lines made whole.");
        Field("no more", Ceiling());
        if (diagnosis.Determinant is { } determinant)
        {
            Field("det", Text(determinant));
        }
        else if (diagnosis.IsRegular)
        {
            Field("det", "not zero; --det computes it");
        }
    }

    private (string Glyph, string Headline, Tone Tone) Headline() =>
        diagnosis.IsSingular ? ("✗", "singular, exactly", Tone.Bad)
        : diagnosis.IsRegular ? ("✓", "regular, exactly: invertible over the rationals", Tone.Good)
        : ("✓", diagnosis.Rank == Math.Min(diagnosis.Rows, diagnosis.Columns) ? "of full rank, exactly" : "not of full rank, exactly", Tone.Plain);

    private string Ceiling()
    {
        if (diagnosis.Kernel.Count > 0)
        {
            var more = diagnosis.Kernel.Count > 1 ? $", and {diagnosis.Kernel.Count - 1} more such {(diagnosis.Kernel.Count == 2 ? "vector" : "vectors")}, all independent" : "";
            return $"A v = 0 for v = {Vector(diagnosis.Kernel[0])}{more}.";
        }

        if (diagnosis.Cover is { } cover)
        {
            return diagnosis.Rank == 0 ? "All entries are zero."
                : $"All entries that are not zero lie in {Count(cover.Rows, "row")} and {Count(cover.Columns, "column")}, {cover.Rows.Count} + {cover.Columns.Count} = {diagnosis.Rank}: Kőnig's theorem.";
        }

        if (diagnosis.CeilingPower is var (prime, exponent))
        {
            return $"{prime}^{exponent} divides every minor of {diagnosis.Rank + 1} rows, and is beyond all of them: they are zero.";
        }

        return diagnosis.CeilingPrimes.Count > 0
            ? $"Modulo {diagnosis.CeilingPrimes.Count} primes the rank is no more; their product is beyond every minor of {diagnosis.Rank + 1} rows."
            : $"There are {Math.Min(diagnosis.Rows, diagnosis.Columns)} {(diagnosis.Rows <= diagnosis.Columns ? "rows" : "columns")}.";
    }

    private static string Count(IReadOnlyList<int> lines, string noun) => $"{lines.Count} {noun}{(lines.Count == 1 ? "" : "s")}";

    private static string Vector(IReadOnlyList<BigInteger> vector) =>
        $"({string.Join(", ", vector.Take(MostShown).Select(Text))}{(vector.Count > MostShown ? $", … {vector.Count - MostShown} more" : "")})";

    private static string Lines(string noun, IReadOnlyList<int> lines) =>
        lines.Count == 1 ? $"{noun} {lines[0] + 1}"
        : lines.Count <= MostShown ? $"{noun}s {string.Join(", ", lines.Select(line => line + 1))}"
        : $"{lines.Count} {noun}s";

    private static string Text(Rational value)
    {
        var exact = value.ToString();
        return exact.Length <= MostDigits ? value.IsWhole ? exact : $"{exact}, about {value.ToApproximation()}"
            : $"about {value.ToApproximation()}, a {(value.IsWhole ? "whole number" : "fraction")} of {exact.Length.ToString("N0", CultureInfo.InvariantCulture)} digits";
    }

    private static string Text(BigInteger value)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture);
        return digits.Length <= MostDigits ? digits : $"{digits[..6]}…({digits.Length.ToString("N0", CultureInfo.InvariantCulture)} digits)";
    }

    private void Field(string label, string text)
    {
        foreach (var line in TerminalText.Wrap(text, sink.Width - LabelWidth - 2))
        {
            sink.Write(new StyledLine().Add("  " + label.PadRight(LabelWidth), Tone.Quiet).Add(line));
            label = "";
        }
    }
}
