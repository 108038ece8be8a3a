using System.CommandLine;
using Assay.Claims;
using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.Matrices;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay matrix FILE</c>: is it singular, exactly, and why.</summary>
internal static class MatrixCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var matrix = new Argument<string>("MATRIX") { Description = "A file (.npy, MatrixMarket, or rows of numbers), or the matrix itself: \"[[1, 2], [2, 4]]\"." };
        var json = new Option<bool>("--json") { Description = "Write the answer as JSON (docs/matrices.md) and nothing else." };
        var determinant = new Option<bool>("--det") { Description = "Compute the determinant of more than 200 rows too, which takes seconds to minutes." };
        var command = new TaughtCommand("matrix", "Tell whether a stored matrix is singular: exact rank, determinant and kernel, each with its proof.")
        {
            Examples =
            [
                ("assay matrix A.npy", "every stored double counts as the fraction that it is"),
                ("assay matrix \"[[1, 2], [2, 4]]\"", "a matrix that is written out"),
                ("assay matrix west0067.mtx --json", "with all vectors of the kernel"),
            ],
        };
        command.Arguments.Add(matrix);
        command.Options.Add(determinant);
        command.Options.Add(json);
        UsageErrors.RefuseOptionsAs(matrix, command);
        command.SetAction(result => Run(result.GetRequiredValue(matrix), result.GetValue(determinant) ? true : null, result.GetValue(json), surroundings));
        return command;
    }

    private static int Run(string given, bool? withDeterminant, bool isJson, Surroundings surroundings)
    {
        var name = given.TrimStart().StartsWith('[') ? "matrix" : given;
        Diagnosis diagnosis;
        var live = new LiveLine(surroundings);
        try
        {
            live.Report(new ProgressReport(name, "exact rank and determinant", null));
            diagnosis = BigStack.Run(
                () => (name == given ? Matrix.Load(given) : Matrix.Parse(given)).Diagnose(new DiagnoseOptions { Determinant = withDeterminant }, surroundings.Cancellation), RunOptions.DefaultGrace, surroundings.Cancellation);
        }
        catch (MatrixException exception)
        {
            live.Dispose();
            ProblemLines.Write(new PlainSink(surroundings.Error, surroundings.Width), exception.Problem);
            return ExitCodes.Unusable;
        }
        finally
        {
            live.Dispose();
        }

        if (isJson)
        {
            surroundings.Out.Write(MatrixJson.Of(diagnosis));
        }
        else
        {
            new MatrixText(surroundings.Sink(), name, diagnosis).Write();
        }

        return ExitCodes.AsExpected;
    }
}
