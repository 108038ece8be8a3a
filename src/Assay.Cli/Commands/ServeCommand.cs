using System.CommandLine;
using System.Globalization;
using System.Net;
using Assay.Claims;
using Assay.Cli.Terminal;
using Assay.Reporting;
using Assay.Running;
using Assay.Server;

namespace Assay.Cli.Commands;

/// <summary><c>assay serve</c>: claims are written, run, watched and shared in a browser.</summary>
internal static class ServeCommand
{
    private const int UsualPort = 7117;

    public static Command Create(Surroundings surroundings)
    {
        var options = new ServeCommandOptions();
        var command = new TaughtCommand("serve", "Serve a page on this machine where claims are written, run and shared.")
        {
            Examples =
            [
                ("assay serve", string.Create(CultureInfo.InvariantCulture, $"then open http://127.0.0.1:{UsualPort}/")),
                ("assay serve --port 0", "any port that is free; the address is printed"),
                ("assay serve --time \"2 min\" --at-once 4", "more time for a submission, four at a time"),
                ("assay serve --data history", "keep the history in this folder"),
            ],
        };
        options.AddTo(command, UsualPort);
        command.SetAction(result => Run(options.Read(result), surroundings).GetAwaiter().GetResult());
        return command;
    }

    private static async Task<int> Run(ServeOptions options, Surroundings surroundings)
    {
        try
        {
            if (options.Folder.Length == 0)
                throw new ServeException("There is no folder for your data, because HOME is not set.", "Name one with --data.");
            await using var server = await AssayServer.StartAsync(options).ConfigureAwait(false);
            if (!IPAddress.IsLoopback(options.Address))
                surroundings.Error.WriteLine($"assay: Whoever reaches {options.Address} can use this page and read its history; nobody is asked who he is.");
            surroundings.Out.WriteLine($"Assay is at {server.Address}  (Ctrl-C ends it)");
            await surroundings.Out.FlushAsync().ConfigureAwait(false);
            await EndAsync(server.Stopping, surroundings.Cancellation).ConfigureAwait(false);
            return ExitCodes.AsExpected;
        }
        catch (ServeException exception)
        {
            ProblemLines.Write(new PlainSink(surroundings.Error, surroundings.Width), new Problem(Place.Whole("assay serve"), exception.Message, exception.Advice));
            return ExitCodes.Unusable;
        }
    }

    private static async Task EndAsync(CancellationToken stopping, CancellationToken interrupted)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, interrupted);
        try
        {
            await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // That is how a server ends.
        }
    }
}
