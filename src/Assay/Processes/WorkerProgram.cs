using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Assay.Processes;

/// <summary>The program that is started for work of others, and what its processes may use.</summary>
/// <param name="Path">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Memory">Bytes of memory that a process may have.</param>
internal sealed record WorkerProgram(string Path, IReadOnlyList<string> Arguments, long Memory)
{
    // Of the own environment, which may hold keys, a process gets what a program needs to start.
    private static readonly string[] Kept = ["DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "SystemRoot", "TMPDIR", "TEMP", "TMP"];

    /// <summary>Names of further variables of the own environment that its processes get.</summary>
    public IReadOnlyList<string> Passed { get; init; } = [];

    /// <summary>Starts a process.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public Process Start()
    {
        var start = new ProcessStartInfo(Path, Arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            WorkingDirectory = AppContext.BaseDirectory,
        };
        var kept = Kept.Concat(Passed).Select(name => (name, Value: Environment.GetEnvironmentVariable(name))).Where(pair => pair.Value is not null).ToList();
        start.Environment.Clear();
        foreach (var (name, value) in kept)
            start.Environment[name] = value;
        start.Environment["DOTNET_GCHeapHardLimit"] = Memory.ToString("x", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start)!;
    }
}
