using Assay.TestSupport;

[assembly: AssemblyFixture(typeof(Assay.Server.Tests.SharedServer))]

namespace Assay.Server.Tests;

/// <summary>One server for the tests that do not end it.</summary>
public sealed class SharedServer : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SharedServer() => Tool = ServedTool.Start("--data", _folder.Root, "--time", "60 s", "--memory", "600 MB", "--at-once", "2");

    public ServedTool Tool { get; }

    public AssayClient Client => Tool.Client;

    public void Dispose()
    {
        Tool.Dispose();
        _folder.Dispose();
    }
}
