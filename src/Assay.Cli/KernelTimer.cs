using System.Diagnostics;
using System.Globalization;

namespace Assay.Cli;

/// <summary>Has encoded kernels run by a child process, which is Assay itself.</summary>
internal static class KernelTimer
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Why kernels cannot be run here; null when they can.</summary>
    public static string? Obstacle =>
        OperatingSystem.IsLinux() && System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64
            ? null : "kernels are run on Linux with an x64 processor only";

    /// <summary>The nanoseconds that a row takes with each function.</summary>
    /// <param name="functions">For each the bytes of a row and the code.</param>
    /// <param name="cancellation">Ends the child process.</param>
    /// <exception cref="InvalidOperationException">The child process failed.</exception>
    public static IReadOnlyList<double> Run(IReadOnlyList<(int RowBytes, byte[] Code)> functions, CancellationToken cancellation)
    {
        // Run as 'dotnet assay.dll', or inside another program, the process is not Assay's own.
        var isTool = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "assay";
        var start = new ProcessStartInfo(isTool ? Environment.ProcessPath! : "dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (!isTool)
        {
            start.ArgumentList.Add(typeof(KernelTimer).Assembly.Location);
        }

        start.ArgumentList.Add("time-kernels");
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The process that runs kernels did not start.");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Longest);
        using var registration = deadline.Token.Register(() => process.Kill(entireProcessTree: true));
        List<double> times = [];
        foreach (var (rowBytes, code) in functions)
        {
            process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rowBytes} {Convert.ToHexString(code)}"));
            process.StandardInput.Flush();
            if (process.StandardOutput.ReadLine() is not { } line)
            {
                break;
            }

            times.Add(double.Parse(line, CultureInfo.InvariantCulture));
        }

        process.StandardInput.Close();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return times.Count == functions.Count ? times : throw new InvalidOperationException($"The process that runs kernels ended with {process.ExitCode}.");
    }
}
