using System.Diagnostics;
using System.Globalization;

namespace Assay.Bench;

/// <summary>How long the tool takes for a folder of ten thousand kernels: the whole process, files in the cache of the disk.</summary>
internal static class AuditTable
{
    private const int Kernels = 10_000;
    private const int Rounds = 9;
    private const string Tool = "src/Assay.Cli/bin/Release/net10.0/assay.dll";

    private static readonly string[] Sort3 =
        ["mov s1 r1", "cmp r3 s1", "cmovl s1 r3", "cmovl r3 r1", "cmp r2 r3", "mov r1 r2", "cmovg r2 r3", "cmovg r3 r1", "cmp r1 s1", "cmovl r2 s1", "cmovg r1 s1"];

    private static readonly string[] Registers = ["r1", "r2", "r3", "s1"];
    private static readonly string[] Operations = ["mov", "cmp", "cmovl", "cmovg"];

    public static void Write(TextWriter to)
    {
        var folder = Directory.CreateTempSubdirectory("assay-bench-").FullName;
        try
        {
            Fill(folder);
            var seconds = Enumerable.Range(0, Rounds).Select(_ => Run(folder)).Order().ToArray();
            to.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Kernels:N0} kernels of 11 instructions, a third each right, nearly right and random; whole process: {seconds[Rounds / 2]:0.00} s ({seconds[0]:0.00} to {seconds[^1]:0.00} s)"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The same folder on every machine.
    private static void Fill(string folder)
    {
        var random = new Random(1);
        for (var i = 0; i < Kernels; i++)
        {
            string[] lines = [.. i % 3 == 2 ? Sort3.Select(_ => Instruction(random)) : Sort3];
            if (i % 3 == 1)
            {
                lines[random.Next(lines.Length)] = Instruction(random);
            }

            File.WriteAllLines(Path.Combine(folder, $"{i:00000}.txt"), lines);
        }
    }

    private static string Instruction(Random random) =>
        $"{Operations[random.Next(Operations.Length)]} {Registers[random.Next(Registers.Length)]} {Registers[random.Next(Registers.Length)]}";

    private static double Run(string folder)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Tool, "audit", folder]) { RedirectStandardOutput = true })!;
        var summary = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 1 && summary.Contains("10,000 kernels: ", StringComparison.Ordinal)
            ? Stopwatch.GetElapsedTime(start).TotalSeconds
            : throw new InvalidOperationException($"The audit did not come out as expected: build {Tool} and start the bench in the root of the repository.");
    }
}
