using Assay.Matrices;

namespace Assay.Cli.Reporters;

/// <summary>Tells the rank of a matrix and why it is no less and no more.</summary>
/// <param name="fields">Where the lines go.</param>
/// <param name="diagnosis">What is true of the matrix.</param>
internal sealed class RankText(FieldLines fields, Diagnosis diagnosis)
{
    private const int MostShown = 12;

    /// <summary>Writes it.</summary>
    public void Write()
    {
        fields.Write("rank", $"{diagnosis.Rank} of {Math.Min(diagnosis.Rows, diagnosis.Columns)}");
        fields.Write("no less", diagnosis.Rank == 0 ? "A rank is never negative."
            : $"The minor of {Lines("row", diagnosis.MinorRows)} and {Lines("column", diagnosis.MinorColumns)} is not zero modulo {diagnosis.Prime}, lines made whole.");
        fields.Write("no more", Ceiling());
    }

    private string Ceiling()
    {
        if (diagnosis.Kernel.Count > 0)
        {
            var more = diagnosis.Kernel.Count > 1 ? $", and {diagnosis.Kernel.Count - 1} more such {(diagnosis.Kernel.Count == 2 ? "vector" : "vectors")}, all independent" : "";
            return $"A v = 0 for v = {ValueText.Vector(diagnosis.Kernel[0])}{more}.";
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
            : diagnosis.Rank == 1 ? $"There is 1 {Line}." : $"There are {diagnosis.Rank} {Line}s.";
    }

    private string Line => diagnosis.Rows <= diagnosis.Columns ? "row" : "column";

    private static string Count(IReadOnlyList<int> lines, string noun) => $"{lines.Count} {noun}{(lines.Count == 1 ? "" : "s")}";

    private static string Lines(string noun, IReadOnlyList<int> lines) =>
        lines.Count == 1 ? $"{noun} {lines[0] + 1}"
        : lines.Count <= MostShown ? $"{noun}s {string.Join(", ", lines.Select(line => line + 1))}"
        : $"{lines.Count} {noun}s";
}
