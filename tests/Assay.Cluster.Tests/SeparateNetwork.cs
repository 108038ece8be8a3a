using System.Diagnostics;

namespace Assay.Cluster.Tests;

/// <summary>A network namespace of its own, with a link to this one that can be cut. Needs root and iproute2, on Linux.</summary>
internal sealed class SeparateNetwork : IDisposable
{
    private readonly string _name = $"assay{Environment.ProcessId}";
    private readonly string _link = $"as{Environment.ProcessId}";

    private SeparateNetwork()
    {
    }

    /// <summary>The address at which programs in there reach this side.</summary>
    public static string Outside => "10.213.77.1";

    /// <summary>What goes before a command that is to run in there.</summary>
    public IReadOnlyList<string> Inside => ["ip", "netns", "exec", _name];

    /// <summary>Makes one; null where that cannot be done.</summary>
    public static SeparateNetwork? TryCreate()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var network = new SeparateNetwork();
        var (name, link) = (network._name, network._link);
        string[] steps =
        [
            $"netns add {name}", $"link add {link} type veth peer name inside netns {name}", $"addr add {Outside}/30 dev {link}", $"link set {link} up",
            $"-n {name} addr add 10.213.77.2/30 dev inside", $"-n {name} link set inside up", $"-n {name} link set lo up",
        ];
        if (steps.All(Ip))
            return network;
        network.Dispose();
        return null;
    }

    /// <summary>Cuts the link: nothing passes, and nobody is told.</summary>
    public void Cut() => Assert.True(Ip($"link set {_link} down"));

    /// <summary>Mends it.</summary>
    public void Mend() => Assert.True(Ip($"link set {_link} up"));

    /// <inheritdoc/>
    public void Dispose()
    {
        Ip($"link del {_link}");
        Ip($"netns del {_name}");
    }

    private static bool Ip(string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
