using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using Assay.Cli.Commands;
using Assay.Cli.Terminal;
using Assay.Running;

namespace Assay.Cli;

/// <summary>The <c>assay</c> tool, apart from the process that it runs in.</summary>
internal static class AssayTool
{
    /// <summary>The version, and the commit that it was built from.</summary>
    public static string Version { get; } = typeof(AssayTool).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>Does what the arguments say.</summary>
    /// <returns>The exit code; see <see cref="ExitCodes"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, Surroundings surroundings)
    {
        try
        {
            var code = Invoke(arguments, surroundings);
            surroundings.Out.Flush();
            return code;
        }
        catch (OperationCanceledException) when (surroundings.Cancellation.IsCancellationRequested)
        {
            surroundings.Error.WriteLine("assay: interrupted");
            return ExitCodes.Interrupted;
        }
        catch (IOException exception) when (BrokenPipe.IsCause(exception))
        {
            // Whoever read the output has seen enough, as 'head' has.
            return ExitCodes.AsExpected;
        }
        catch (IOException exception) when (FullDisk.IsCause(exception))
        {
            surroundings.Error.WriteLine($"assay: The output cannot be written: {exception.Message}");
            surroundings.Error.WriteLine("Make room, or write it elsewhere.");
            return ExitCodes.Unusable;
        }
        catch (Exception exception)
        {
            var verbose = arguments.Contains("--verbose");
            surroundings.Error.WriteLine($"assay: {exception.GetType().Name}: {exception.Message}");
            surroundings.Error.WriteLine($"This is a fault of Assay, not of your claim.{(verbose ? "" : " With --verbose it says where.")}");
            if (verbose)
                surroundings.Error.WriteLine(exception);
            return ExitCodes.Fault;
        }
    }

    // 'help check' asks what 'check --help' does; a name that is no command is met as one.
    private static IReadOnlyList<string> HelpAsked(IReadOnlyList<string> arguments) => arguments switch
    {
        ["help"] or ["help", "--help" or "-h" or "-?" or "help"] => ["--help"],
        ["help", var name, ..] when AssayCommand.All.Any(command => command.Name == name) => [.. arguments.Skip(1), "--help"],
        ["help", ..] => [.. arguments.Skip(1)],
        _ => arguments,
    };

    private static int Invoke(IReadOnlyList<string> arguments, Surroundings surroundings)
    {
        if (arguments is ["--version"])
        {
            // Scripts ask for it often, so it waits for nothing.
            surroundings.Out.WriteLine(Version);
            return ExitCodes.AsExpected;
        }

        arguments = HelpAsked(arguments);
        var root = AssayCommand.Create(surroundings, arguments.Count > 0 ? arguments[0] : null);
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        if (parsed.Action is ParseErrorAction)
            return UsageErrors.Write(parsed, surroundings.Error);

        return parsed.Invoke(new InvocationConfiguration
        {
            Output = surroundings.Out,
            Error = surroundings.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }
}
