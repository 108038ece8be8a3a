using Assay.TestSupport;
using Assay.TrialHost;

namespace Assay.Cluster.Tests;

/// <summary>A real server of its own, with JetStream, on a port that is free. Where there is none to start, the test is skipped.</summary>
public sealed class NatsServer : IDisposable
{
    /// <summary>What is expected of every test that waits for something, in milliseconds.</summary>
    public const int Timeout = 240_000;

    private readonly TemporaryFolder _folder = new();
    private readonly NatsProcess _process;

    /// <summary>Starts one.</summary>
    /// <param name="settings">Further lines of its configuration.</param>
    /// <param name="hasStreams">Whether it has JetStream.</param>
    /// <param name="host">The address that it listens at; 0.0.0.0 is all.</param>
    /// <param name="most">The most bytes that it stores.</param>
    public NatsServer(string settings = "", bool hasStreams = true, string host = "127.0.0.1", long most = 10L << 30)
    {
        Assert.SkipUnless(NatsProcess.Program is not null, "There is no nats-server here.");
        _process = new NatsProcess(_folder.Root, hasStreams, settings, host, most);
    }

    /// <summary>Its address.</summary>
    public string Url => _process.Url;

    /// <summary>Its port.</summary>
    public int Port => _process.Port;

    /// <summary>Ends it as a power cut would.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Starts it again on what it had stored.</summary>
    public void Restart() => _process.Start();

    /// <summary>Lets it hang: it keeps its connections and answers nothing, as on a disk that is full.</summary>
    public void Hang() => _process.Hang();

    /// <summary>Ends that.</summary>
    public void GoOn() => _process.GoOn();

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Dispose();
        _folder.Dispose();
    }
}
