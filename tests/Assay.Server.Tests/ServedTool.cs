using System.Diagnostics;
using System.Text.RegularExpressions;
using Assay.TestSupport;

namespace Assay.Server.Tests;

/// <summary>The real tool as a child process that serves, on a port that is free.</summary>
public sealed partial class ServedTool : IDisposable
{
    /// <summary>What is expected of every test that waits for something, in milliseconds.</summary>
    public const int Timeout = 120_000;

    private readonly Process _process;

    private ServedTool(Process process, Uri address) => (_process, Client) = (process, new AssayClient(address));

    /// <summary>Asks the server.</summary>
    public AssayClient Client { get; }

    /// <summary>The processes that the server has started and that still run; known on Linux only.</summary>
    public IReadOnlyList<int> Workers => ChildrenOf(_process.Id);

    /// <summary>Starts it and waits until it listens.</summary>
    public static ServedTool Start(params string[] arguments)
    {
        var process = Begin(["--port", "0", .. arguments]);
        var line = process.StandardOutput.ReadLine() ?? process.StandardError.ReadToEnd();
        var address = Address().Match(line).Value;
        Assert.True(address.Length > 0, line);
        return new ServedTool(process, new Uri(address));
    }

    /// <summary>Runs it to its end.</summary>
    public static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var process = Begin(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Ends the server as a power cut would, without a word, and leaves what it has started alone.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Asks it to end, as Ctrl-C does; or, where this is a job in the background that Ctrl-C is not meant for, as the system does.</summary>
    /// <returns>The exit code.</returns>
    public int Interrupt()
    {
        using var signal = Process.Start("kill", [IgnoresInterrupts ? "-TERM" : "-INT", $"{_process.Id}"]);
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Client.Dispose();
    }

    /// <summary>The processes that one has started and that still run.</summary>
    public static IReadOnlyList<int> ChildrenOf(int parent) =>
        [.. Process.GetProcesses().Select(process => process.Id).Where(id => ParentOf(id) == parent)];

    // Programs inherit what they ignore; SIGINT is the second bit.
    private static bool IgnoresInterrupts => File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } ignored
        && (Convert.ToUInt64(ignored[7..].Trim(), 16) & 2) != 0;

    private static int? ParentOf(int id)
    {
        try
        {
            // The name in brackets may hold anything; what is wanted is the second word behind it.
            var status = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Process Begin(IReadOnlyList<string> arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "assay.dll"), "serve", .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
