using System.CommandLine;
using System.Globalization;
using System.Numerics;
using Assay.Claims;
using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.Matrices;
using Assay.Matrices.Certificates;
using Assay.Matrices.Certified;
using Assay.Matrices.Distance;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay matrix FILE</c>: everything that "is it singular?" can mean.</summary>
internal static class MatrixCommand
{
    /// <summary>What a matrix is called that is no file.</summary>
    public const string AsWritten = "as written";

    public static Command Create(Surroundings surroundings)
    {
        var matrix = new Argument<string>("MATRIX") { Description = "A file (.npy, MatrixMarket, or rows of numbers), or the matrix itself: \"[[1, 2], [2, 4]]\"." };
        var uncertainty = new Option<string>("--uncertainty") { Description = "How far entries may be from what is stored: 0.5ulp (the default; of the type in which a .npy file stores them), 1e-6 (of each entry) or 1e-3abs (for all).", HelpName = "U" };
        var over = new Option<string[]>("--over") { Description = "Is it invertible over a ring: Z, a modulus such as 256 or 2^64; may be given more than once.", HelpName = "RING" };
        var smith = new Option<bool>("--smith") { Description = "The Smith normal form of a matrix of whole numbers." };
        var solve = new Option<string>("--solve") { Description = "Solve A x = b exactly; b is one column, a file or written out: \"[[1], [2]]\".", HelpName = "B" };
        var determinant = new Option<bool>("--det") { Description = "Compute the determinant of more than 200 rows too, which takes seconds to minutes." };
        var exact = new Option<bool>("--exact") { Description = "Only exact facts: no singular values, condition and distances." };
        var tight = new Option<bool>("--tight") { Description = "Enclosures of at least seven digits, not three, for more than 300 rows too; takes several times as long." };
        var spectrum = new Option<string>("--spectrum") { Description = "Draw the singular values into an SVG file; up to 300 rows or columns.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Write the answer with all that proves it as JSON, for assay verify (docs/matrices.md), and nothing else." };
        var command = new TaughtCommand("matrix", "Tell everything that \"is it singular?\" can mean of a stored matrix: exactly, within the uncertainty of its entries, over a ring.")
        {
            Examples =
            [
                ("assay matrix A.npy", "every stored double counts as the fraction that it is"),
                ("assay matrix \"[[1, 2], [2, 4]]\"", "a matrix that is written out"),
                ("assay matrix A.csv --uncertainty 1e-3", "is some matrix within 0.1 % of each entry singular"),
                ("assay matrix A.csv --over Z --over 2^64", "is it invertible over rings"),
                ("assay matrix A.npy --json > a.json", "a certificate; assay verify a.json checks it"),
            ],
        };
        command.Arguments.Add(matrix);
        foreach (var option in new Option[] { uncertainty, over, smith, solve, determinant, exact, tight, spectrum, json })
        {
            command.Options.Add(option);
        }

        UsageErrors.RefuseOptionsAs(matrix, command);
        command.SetAction(result => Run(
            result.GetRequiredValue(matrix),
            () => new DiagnoseOptions
            {
                Determinant = result.GetValue(determinant) ? true : null,
                ExactOnly = result.GetValue(exact),
                IsTight = result.GetValue(tight),
                Uncertainty = result.GetValue(uncertainty) is { } text ? Uncertainty.Parse(text) : Uncertainty.HalfUlp,
                Rings = [.. (result.GetValue(over) ?? []).Select(Ring)],
                SmithForm = result.GetValue(smith),
            },
            new MatrixOutput(result.GetValue(json), result.GetValue(solve), result.GetValue(spectrum)),
            surroundings));
        return command;
    }

    private static int Run(string given, Func<DiagnoseOptions> options, MatrixOutput output, Surroundings surroundings)
    {
        var name = IsWritten(given) ? AsWritten : given;
        var live = new LiveLine(surroundings);
        try
        {
            var chosen = options();
            chosen = chosen with { Progress = new Stages(name, live) };
            live.Report(new ProgressReport(name, "reading", null));
            var (matrix, diagnosis, solution) = BigStack.Run(() => Answer(given, chosen, output, surroundings), RunOptions.DefaultGrace, surroundings.Cancellation);
            live.Dispose();
            output.Write(surroundings, name, matrix, diagnosis, solution);
            return ExitCodes.AsExpected;
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
    }

    private static (Matrix Matrix, Diagnosis Diagnosis, LinearSolution? Solution) Answer(string given, DiagnoseOptions options, MatrixOutput output, Surroundings surroundings)
    {
        var matrix = Read(given);
        output.Check(matrix, options, given);
        var right = output.Solve is { } solve ? Read(solve) : null;
        return (matrix, matrix.Diagnose(options, surroundings.Cancellation), right is null ? null : matrix.Solve(right, surroundings.Cancellation));
    }

    private static Matrix Read(string given) => IsWritten(given) ? Matrix.Parse(given) : Matrix.Load(given);

    private static bool IsWritten(string given) => given.TrimStart().StartsWith('[');

    // 0 stands for the whole numbers.
    private static BigInteger Ring(string text)
    {
        const int MostExponent = 100_000;
        if (text is "Z" or "z")
        {
            return BigInteger.Zero;
        }

        if (text.Split('^') is [var root, var power] && BigInteger.TryParse(root, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(power, NumberStyles.None, CultureInfo.InvariantCulture, out var exponent) && number.Sign > 0)
        {
            return number.GetBitLength() * exponent <= MostExponent ? BigInteger.Pow(number, exponent)
                : throw new MatrixException(new Problem(Place.Whole("--over"), $"'{text}' is too large.", "A modulus has up to 100,000 bits."));
        }

        return BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var modulus) && modulus.Sign > 0 ? modulus
            : throw new MatrixException(new Problem(Place.Whole("--over"), $"'{text}' is no ring.", "Write Z, or a modulus such as 256 or 2^64."));
    }

    private sealed class Stages(string name, LiveLine live) : IProgress<string>
    {
        public void Report(string value) => live.Report(new ProgressReport(name, value, null));
    }
}
