using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Assay.TrialHost;

/// <summary>A real server with JetStream, on a port that is free.</summary>
public sealed class NatsProcess : IDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly string _configuration;
    private readonly string _log;
    private readonly string _host;
    private Process? _process;

    /// <summary>Starts one.</summary>
    /// <param name="folder">Where its files go.</param>
    /// <param name="hasStreams">Whether it has JetStream.</param>
    /// <param name="settings">Further lines of its configuration.</param>
    /// <param name="host">The address that it listens at.</param>
    /// <param name="most">The most bytes that it stores.</param>
    public NatsProcess(string folder, bool hasStreams = true, string settings = "", string host = "127.0.0.1", long most = 10L << 30)
    {
        (_configuration, _log, _host, Port) = (Path.Combine(folder, "server.conf"), Path.Combine(folder, "log"), host, FreePort());
        var streams = hasStreams ? $"jetstream {{ store_dir: \"{Path.Combine(folder, "store")}\", max_file_store: {most} }}\n" : "";
        File.WriteAllText(_configuration, $"host: {host}\nport: {Port}\n{streams}{settings}\n");
        Start();
    }

    /// <summary>Where the program is; null where there is none. Debian puts it where only root's PATH leads.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Append("/usr/local/bin")
        .Select(folder => Path.Combine(folder, "nats-server")).FirstOrDefault(File.Exists);

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>Its address.</summary>
    public string Url => $"nats://{Near}:{Port}";

    /// <summary>The processor time that it has taken.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it, again on what it had stored, and waits until it listens.</summary>
    public void Start()
    {
        _process = Process.Start(new ProcessStartInfo(Program ?? throw new InvalidOperationException("There is no nats-server here."), ["-c", _configuration, "-l", _log]))!;
        for (var clock = Stopwatch.StartNew(); !Listens() && clock.Elapsed < StartTime && !_process.HasExited;)
            Thread.Sleep(20);
        if (_process.HasExited)
            throw new InvalidOperationException(File.Exists(_log) ? File.ReadAllText(_log) : "The server ended.");
    }

    /// <summary>Ends it as a power cut would.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
    }

    /// <summary>Lets it hang: it keeps its connections and answers nothing, as on a disk that is full.</summary>
    public void Hang() => Signal("STOP");

    /// <summary>Ends that.</summary>
    public void GoOn() => Signal("CONT");

    private void Signal(string name)
    {
        using var sent = Process.Start("/bin/sh", ["-c", $"kill -{name} {_process!.Id}"]);
        sent.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process is { HasExited: false })
            Kill();
        _process?.Dispose();
    }

    private string Near => _host == "0.0.0.0" ? "127.0.0.1" : _host;

    private bool Listens()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(Near, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
