using System.Globalization;
using Assay.Claims;
using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.Matrices;
using Assay.Matrices.Certificates;
using Assay.Matrices.Certified;
using Assay.Reporting;

namespace Assay.Cli.Commands;

/// <summary>How <c>assay matrix</c> answers.</summary>
/// <param name="IsJson">Whether as JSON and nothing else.</param>
/// <param name="Solve">The right side of a system; null for none.</param>
/// <param name="Spectrum">The file into which the singular values are drawn; null for none.</param>
internal sealed record MatrixOutput(bool IsJson, string? Solve, string? Spectrum)
{
    private const int LabelWidth = 10;
    private const int MostShown = 12;

    /// <summary>Refuses what will not be answered, before anything is computed.</summary>
    /// <exception cref="MatrixException">Some option has no meaning for this matrix, or with another one.</exception>
    public void Check(Matrix matrix, DiagnoseOptions options, string name)
    {
        if (Spectrum is not null && (options.ExactOnly || Math.Min(matrix.Rows, matrix.Columns) > Diagnosis.MostForSpectrum))
        {
            throw NoSpectrum();
        }

        if (options.Uncertainty != Assay.Matrices.Distance.Uncertainty.HalfUlp && matrix.Rows != matrix.Columns)
        {
            throw new MatrixException(new Problem(
                Place.Whole(name), $"It is {matrix.Rows} by {matrix.Columns}, and --uncertainty asks whether a matrix nearby is singular, which only square ones can be.", "Leave out --uncertainty; sigma tells how near to a lower rank it is."));
        }
    }

    /// <summary>Answers.</summary>
    /// <exception cref="MatrixException">A file cannot be written, or there is nothing to draw.</exception>
    public void Write(Surroundings surroundings, string name, Matrix matrix, Diagnosis diagnosis, LinearSolution? solution)
    {
        if (Spectrum is not null)
        {
            Draw(name, diagnosis);
        }

        surroundings.Machine?.Write(DiagnosisJson.Of(matrix, diagnosis, solution));
        if (IsJson)
        {
            surroundings.Out.Write(DiagnosisJson.Of(matrix, diagnosis, solution));
            return;
        }

        new MatrixText(surroundings.Sink(), name, diagnosis).Write();
        if (solution is not null)
        {
            WriteSolution(surroundings.Sink(), solution);
        }
    }

    private MatrixException NoSpectrum() =>
        new(new Problem(Place.Whole(Spectrum!), "There are no singular values to draw.", "They are computed for up to 300 rows or columns, and not with --exact."));

    private void Draw(string name, Diagnosis diagnosis)
    {
        if (diagnosis.Analysis?.Conditioning?.SingularValues is not { } values)
        {
            throw NoSpectrum();
        }

        try
        {
            File.WriteAllText(Spectrum!, SpectrumSvg.Of(name == MatrixCommand.AsWritten ? "the matrix as written" : name, values));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MatrixException(new Problem(Place.Whole(Spectrum!), $"It cannot be written: {exception.Message}"));
        }
    }

    private static void WriteSolution(IReportSink sink, LinearSolution solution)
    {
        var fields = new FieldLines(sink, LabelWidth);
        var entries = solution.Exact is { } exact ? exact.Select(entry => entry.ToString()).ToList() : null;
        var shown = entries is not null && entries.All(entry => entry.Length <= MostShown) ? entries : [.. solution.Entries.Select(entry => entry.ToString())];
        fields.Write("solution", $"x = ({string.Join(", ", shown.Take(MostShown))}{(shown.Count > MostShown ? $", … {shown.Count - MostShown} more" : "")})");
        var right = solution.ErrorInDoubles == 0 ? 16 : Math.Clamp(Math.Floor(-Math.Log10(solution.ErrorInDoubles)), 0, 16);
        fields.Write("", double.IsPositiveInfinity(solution.ErrorInDoubles) ? "Elimination in doubles finds no solution."
            : $"Elimination in doubles finds it to {right.ToString(CultureInfo.InvariantCulture)} digits (error {ValueText.Short(solution.ErrorInDoubles)} of the greatest entry).");
    }
}
