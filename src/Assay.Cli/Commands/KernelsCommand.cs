using System.CommandLine;
using System.Globalization;
using Assay.Claims;
using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.Programs.Synthesis;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay kernels VALUES</c>: shortest sorting kernels, with proof that none is shorter.</summary>
internal static class KernelsCommand
{
    private const int MostListed = 100_000;
    private const int MostValues = 6;

    public static Command Create(Surroundings surroundings)
    {
        var values = new Argument<int>("VALUES") { Description = "How many values are sorted: 1 to 4, with minima and maxima to 5; one more is open, so that it takes hours." };
        var options = new KernelsOptions();
        var command = new TaughtCommand("kernels", "Find a shortest sorting kernel, prove that none is shorter, count them all.")
        {
            Examples =
            [
                ("assay kernels 3", "compare and conditional moves"),
                ("assay kernels 3 --count --list all", "all of them, one file each in the folder all, for 'assay audit all'"),
                ("assay kernels 5 --instructions minmax --certificate proofs", "leaves a proof for 'assay verify proofs'"),
                ("assay kernels 4 --length 19 --certificate proofs --resume", "one length only; goes on after Ctrl-C"),
            ],
        };
        values.Validators.Add(result =>
        {
            if (result.Tokens is [var given] && (!int.TryParse(given.Value, CultureInfo.InvariantCulture, out var number) || number is < 1 or > MostValues))
                result.AddError($"VALUES: '{given.Value}' is not a number from 1 to {MostValues}.");
        });
        command.Arguments.Add(values);
        options.AddTo(command);
        command.SetAction(result => Run(result.GetRequiredValue(values), options, result, surroundings));
        return command;
    }

    private static int Run(int values, KernelsOptions options, ParseResult result, Surroundings surroundings)
    {
        var request = options.Read(result, values) with
        {
            Listed = result.GetValue(options.List) is null ? 0 : MostListed,
            Measure = result.GetValue(options.Measure) ? functions => KernelTimer.Run(functions, surroundings.Cancellation) : null,
        };
        using var live = new LiveLine(surroundings);
        KernelReport report;
        try
        {
            report = BigStack.Run(() => SortingKernels.Find(request, live, surroundings.Cancellation), RunOptions.DefaultGrace, surroundings.Cancellation);
        }
        catch (NotSupportedException exception)
        {
            live.Dispose();
            return Refuse(new Problem(Place.Whole(request.Spares == 0 ? "--spare" : "VALUES"), exception.Message, "'assay kernels --help' says what can be searched."), surroundings);
        }
        catch (InvalidDataException exception)
        {
            live.Dispose();
            return Refuse(new Problem(Place.Whole(request.Folder ?? "--certificate"), exception.Message, "Name another folder, or leave --resume out to start anew."), surroundings);
        }
        catch (Exception exception) when (request.Folder is not null && exception is (IOException or UnauthorizedAccessException))
        {
            live.Dispose();
            return Refuse(new Problem(Place.Whole(request.Folder), exception.Message, "The layers that were finished are there; --resume goes on from them. Or name another folder."), surroundings);
        }
        catch (OperationCanceledException) when (request.Folder is not null)
        {
            live.Dispose();
            surroundings.Error.WriteLine($"The layers that were finished are in {request.Folder}; the same command with --resume goes on.");
            throw;
        }

        live.Dispose();
        var list = result.GetValue(options.List);
        if (list is not null)
        {
            Write(report, list);
        }

        if (result.GetValue(options.Output) is { } output && report.Code is { } code)
        {
            File.WriteAllLines(output, code);
        }

        if (result.GetValue(options.Json))
        {
            surroundings.Out.Write(KernelsJson.Of(request, report));
        }
        else
        {
            new KernelsText(surroundings.Sink(), request, report) { List = list }.Write();
        }

        return report.Obstacle.Length > 0 ? ExitCodes.Undecided : ExitCodes.AsExpected;
    }

    private static void Write(KernelReport report, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (kernel, i) in report.Kernels.Select((kernel, i) => (kernel, i)))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"kernel-{i + 1:000000}.txt");
            File.WriteAllText(Path.Combine(folder, name), string.Join('\n', kernel.Lines) + "\n");
        }
    }

    private static int Refuse(Problem problem, Surroundings surroundings)
    {
        ProblemLines.Write(new PlainSink(surroundings.Error, surroundings.Width), problem);
        return ExitCodes.Unusable;
    }
}
