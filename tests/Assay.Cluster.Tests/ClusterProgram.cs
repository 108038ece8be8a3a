using System.Diagnostics;
using System.Text;
using Assay.TrialHost;

namespace Assay.Cluster.Tests;

/// <summary>A process of the program of test trials, or of the tool.</summary>
public sealed class ClusterProgram : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    private ClusterProgram(string program, IReadOnlyList<string> arguments, params ReadOnlySpan<(string Name, string Value)> variables)
        : this(["dotnet", program, .. arguments], variables)
    {
    }

    private ClusterProgram(IReadOnlyList<string> command, params ReadOnlySpan<(string Name, string Value)> variables)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Add(_error, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>What it wrote to standard output.</summary>
    public string Output => Read(_output);

    /// <summary>What it wrote to standard error.</summary>
    public string Error => Read(_error);

    /// <summary>A worker of test trials, once it has joined.</summary>
    /// <param name="server">The server.</param>
    /// <param name="cores">How many trials at a time.</param>
    /// <param name="version">What it says of itself.</param>
    /// <param name="lostAfter">Seconds without a sign of life.</param>
    /// <param name="children">What its processes are: <c>sound</c>, <c>replaced</c> by another build, or <c>unfit</c> to start.</param>
    /// <param name="time">Seconds that a trial may take there.</param>
    public static ClusterProgram Worker(NatsServer server, int cores, string version = "test", int lostAfter = 3, string children = "sound", int time = 3600) =>
        new ClusterProgram(typeof(TestTrials).Assembly.Location, ["worker", server.Url, $"{cores}", $"{lostAfter}", version, children, $"{time}"]).Joined();

    /// <summary>A worker of test trials in a network of its own, once it has joined.</summary>
    internal static ClusterProgram WorkerBehind(SeparateNetwork network, NatsServer server, int cores) =>
        new ClusterProgram([.. network.Inside, "dotnet", typeof(TestTrials).Assembly.Location, "worker", $"nats://{SeparateNetwork.Outside}:{server.Port}", $"{cores}", "3", "test"]).Joined();

    /// <summary>A coordinator of test trials.</summary>
    public static ClusterProgram Coordinator(NatsServer server, int count, int milliseconds, int first = 0) =>
        new(typeof(TestTrials).Assembly.Location, ["run", server.Url, $"{count}", $"{milliseconds}", $"{first}"]);

    /// <summary>The tool.</summary>
    public static ClusterProgram Tool(params string[] arguments) => new(Path.Combine(AppContext.BaseDirectory, "assay.dll"), arguments);

    /// <summary>The tool, with variables of its environment.</summary>
    public static ClusterProgram ToolWith((string Name, string Value)[] variables, params string[] arguments) => new(Path.Combine(AppContext.BaseDirectory, "assay.dll"), arguments, variables);

    /// <summary>Waits until a worker has joined.</summary>
    public ClusterProgram Joined()
    {
        WaitFor(() => Error.Contains("event=joined", StringComparison.Ordinal));
        return this;
    }

    /// <summary>Waits until something is so.</summary>
    public void WaitFor(Func<bool> isSo)
    {
        var clock = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(clock.ElapsedMilliseconds < NatsServer.Timeout / 2 && !_process.HasExited, $"It did not come to that.\n{Output}\n{Error}");
            Thread.Sleep(20);
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public int Wait()
    {
        Assert.True(_process.WaitForExit(NatsServer.Timeout / 2), $"It does not end.\n{Output}\n{Error}");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Ends it as a power cut would; what it has started sees to itself.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Lets it stand still.</summary>
    public void Freeze()
    {
        using var signal = Process.Start("kill", ["-STOP", $"{_process.Id}"]);
        signal.WaitForExit();
    }

    /// <summary>Asks it to end, as a system does that shuts down.</summary>
    public void Terminate()
    {
        using var signal = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        signal.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static void Add(StringBuilder text, string? line)
    {
        lock (text)
            text.Append(line).Append(line is null ? "" : "\n");
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
