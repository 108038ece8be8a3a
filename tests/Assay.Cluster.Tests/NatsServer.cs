using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Assay.TestSupport;

namespace Assay.Cluster.Tests;

/// <summary>A real server of its own, with JetStream, on a port that is free. Where there is none to start, the test is skipped.</summary>
public sealed class NatsServer : IDisposable
{
    /// <summary>What is expected of every test that waits for something, in milliseconds.</summary>
    public const int Timeout = 240_000;

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort();
    private readonly string _settings;
    private Process _process;

    /// <summary>Starts one.</summary>
    /// <param name="settings">Further lines of its configuration.</param>
    /// <param name="hasStreams">Whether it has JetStream.</param>
    public NatsServer(string settings = "", bool hasStreams = true)
    {
        Assert.SkipUnless(Program is not null, "There is no nats-server here.");
        _settings = (hasStreams ? $"jetstream {{ store_dir: \"{_folder.At("store")}\" }}\n" : "") + settings;
        _process = Start();
    }

    /// <summary>Its address.</summary>
    public string Url => $"nats://127.0.0.1:{_port}";

    /// <summary>Its port.</summary>
    public int Port => _port;

    /// <summary>Ends it as a power cut would.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Starts it again on what it had stored.</summary>
    public void Restart() => _process = Start();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        _folder.Dispose();
    }

    // Debian puts it where only root's PATH leads.
    private static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Append("/usr/local/bin")
        .Select(folder => Path.Combine(folder, "nats-server")).FirstOrDefault(File.Exists);

    private Process Start()
    {
        var configuration = _folder.At("server.conf");
        File.WriteAllText(configuration, $"host: 127.0.0.1\nport: {_port}\n{_settings}\n");
        var process = Process.Start(new ProcessStartInfo(Program!, ["-c", configuration, "-l", _folder.At("log")]))!;
        var clock = Stopwatch.StartNew();
        while (!Listens() && clock.ElapsedMilliseconds < Timeout)
            Thread.Sleep(20);
        Assert.False(process.HasExited, File.Exists(_folder.At("log")) ? File.ReadAllText(_folder.At("log")) : "The server ended.");
        return process;
    }

    private bool Listens()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, _port);
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
