using System.Text;
using Assay.Matrices.Certificates;
using Assay.Matrices.Checking;
using Assay.Matrices.Exact;
using Assay.Matrices.Rings;

namespace Assay.Matrices.Tests.Checking;

/// <summary>Reports as the tool writes them, and what the checker says of them.</summary>
internal static class Reports
{
    public static string Of(Matrix matrix, DiagnoseOptions? options = null) => DiagnosisJson.Of(matrix, matrix.Diagnose(options));

    /// <summary>A report with a Smith form that has no transforms, whatever its size.</summary>
    public static string WithFactors(Matrix matrix) =>
        DiagnosisJson.Of(matrix, matrix.Diagnose(new DiagnoseOptions { ExactOnly = true }) with { SmithForm = SmithForm.Of(matrix, false, TestContext.Current.CancellationToken) });

    /// <summary>A report with a system that tells what divides the determinant, whatever the size; null where the matrix is singular.</summary>
    public static string? WithDeterminantSystem(Matrix matrix)
    {
        var scaled = ScaledMatrix.Of(matrix);
        var (determinant, system) = ExactDeterminant.Solved(scaled.Whole, TestContext.Current.CancellationToken);
        return system is null ? null : DiagnosisJson.Of(
            matrix, matrix.Diagnose(new DiagnoseOptions { ExactOnly = true }) with { Determinant = scaled.Determinant(determinant), DeterminantSystem = scaled.System(system) });
    }

    /// <summary>A report with the solution of a system.</summary>
    public static string WithSolution(Matrix matrix, Matrix right) =>
        DiagnosisJson.Of(matrix, matrix.Diagnose(new DiagnoseOptions { ExactOnly = true }), matrix.Solve(right, TestContext.Current.CancellationToken));

    public static CheckedReport Check(string report) =>
        ReportChecker.Check(new MemoryStream(Encoding.UTF8.GetBytes(report)), "report", null, TestContext.Current.CancellationToken);

    /// <summary>Every statement is verified, and none left out.</summary>
    public static void AssertVerified(string report)
    {
        var found = Check(report);
        Assert.True(found.Statements.Count >= 3 && found.IsVerified, string.Join('\n', found.Statements.Where(statement => statement.Verdict is not Verified).Append((object)report)));
    }
}
