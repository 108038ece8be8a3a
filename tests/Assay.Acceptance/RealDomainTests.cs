using System.Diagnostics;
using Assay.Running;
using Assay.TestSupport;
using static Assay.Acceptance.RealTool;

namespace Assay.Acceptance;

/// <summary>The commands with the real domain, from the arguments to the exit code.</summary>
public sealed class RealDomainTests
{
    [Theory]
    [InlineData(0, "prove", "a + b == b + a", "--for-all", "int a, int b")]
    [InlineData(1, "prove", "x + 1 > x", "--for-all", "int x")]
    [InlineData(2, "prove", "(UInt128)(a ^ c) * b != new UInt128(217026855267057171, 8838376267020201455)", "--for-all", "ulong a, ulong b, uint c", "--budget", "2 s")]
    [InlineData(3, "prove", "x + y > x", "--for-all", "int x")]
    [InlineData(3, "prove", "x > 0", "--for-all", "int x", "--assume", "x > 5 && x < 3")]
    public void The_exit_code_says_how_a_claim_came_out(int code, params string[] arguments) => Assert.Equal(code, Run(arguments).Code);

    [Fact]
    public void Three_claims_to_start_from_come_out_as_expected()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Root, "claims.md");
        Assert.Equal(0, Run("new", file).Code);
        var (code, output) = Run("check", file);
        Assert.True(code == 0, output);
    }

    [Fact]
    public void Two_files_are_compared_and_the_smallest_difference_is_shown()
    {
        using var folder = new TemporaryFolder();
        var (before, after) = (Path.Combine(folder.Root, "before.cs"), Path.Combine(folder.Root, "after.cs"));
        File.WriteAllText(before, "static int Mid(int a, int b) => (a + b) / 2;");
        File.WriteAllText(after, "static int Mid(int a, int b) => a + (b - a) / 2;");
        var (code, output) = Run("equal", before, after);
        Assert.Equal(1, code);
        Assert.Contains("a = 1, b = 0", output, StringComparison.Ordinal);
        Assert.Equal(0, Run("equal", before, after, "--assume", "a >= 0 && b >= a && b < 100").Code);
    }

    [Fact]
    public void A_function_may_have_the_name_of_its_file()
    {
        using var folder = new TemporaryFolder();
        var before = folder.Write("before.cs", "static int Before(int x) => x + x;");
        var after = folder.Write("after.cs", "static int After(int x) => 2 * x;");
        var (code, output) = Run("equal", before, after);
        Assert.True(code == 0, output);
    }

    [Fact]
    public void Under_cross_check_it_is_said_who_agrees()
    {
        var (code, output) = Run("prove", "x / 2 * 2 <= x", "--for-all", "byte x", "--cross-check");
        Assert.Equal(0, code);
        Assert.Matches(@"cross-check +[\d.<]+ m?s +Exhaustive.* Sat.* agree", output);
    }

    [Fact]
    public void A_solver_that_disagrees_is_a_fault()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for a solver is a shell script.");
        using var folder = new TemporaryFolder();
        var solver = folder.Write("z3", "#!/bin/sh\n[ \"$1\" = --version ] && echo 'Z3 version 9.9.9' || echo unsat\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(solver, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "assay"))
        {
            ArgumentList = { "prove", "x < 7", "--for-all", "byte x", "--cross-check" },
            Environment = { ["PATH"] = $"{folder.Root}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}" },
            RedirectStandardOutput = true,
        };
        using var tool = Process.Start(start)!;
        var output = tool.StandardOutput.ReadToEnd();
        tool.WaitForExit();
        Assert.Equal(ExitCodes.Fault, tool.ExitCode);
        Assert.Contains("is such an input; z3 9.9.9 says that there is no such input", output.Replace("\n            ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Methods_of_a_build_are_compared()
    {
        var assembly = typeof(RealDomainTests).Assembly.Location;
        Assert.Equal(0, Run("equal", "--assembly", assembly, "Builds.Before", "Builds.Same").Code);
        var (code, output) = Run("equal", "--assembly", assembly, "Builds.Before", "Builds.Other");
        Assert.Equal(1, code);
        Assert.Contains("x = -1", output, StringComparison.Ordinal);
        Assert.Equal(3, Run("equal", "--assembly", assembly, "Builds.Before", "Builds.Nothing").Code);
    }

    [Fact]
    public void A_counterexample_is_replayed_from_the_store()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Root, "c.md");
        File.WriteAllText(file, "```claim wraps\nfor-all: int x\nclaim: x + 1 > x\n```\n");
        Assert.Equal(1, Run("check", file).Code);
        var (code, output) = Run("replay", file + "#wraps");
        Assert.Equal(1, code);
        Assert.Contains("x = 2147483647", output, StringComparison.Ordinal);
        Assert.Contains("the statement is true", Run("replay", file + "#wraps", "--input", "x = 1").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Queries_are_left_as_SMT_LIB()
    {
        using var folder = new TemporaryFolder();
        Run("prove", "x / 3 * 3 <= x", "--for-all", "int x", "--smt2", folder.Root);
        var script = File.ReadAllText(Assert.Single(Directory.GetFiles(folder.Root, "*.smt2")));
        Assert.Contains("(check-sat)", script, StringComparison.Ordinal);
        Assert.Contains("bvsdiv", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Explaining_names_the_deciders_and_what_may_throw()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Root, "c.md");
        File.WriteAllText(file, "```claim divides\nfor-all: int a, int b\nclaim: a / b * b <= a\n```\n");
        var (code, output) = Run("explain", file);
        Assert.Equal(0, code);
        Assert.Contains("may throw   DivideByZeroException", output, StringComparison.Ordinal);
        Assert.Contains("Exhaustive", output, StringComparison.Ordinal);
    }
}

/// <summary>Methods that the tests compare as a user's own build.</summary>
public static class Builds
{
    /// <summary>Halves by dividing.</summary>
    public static int Before(int x) => x / 2;

    /// <summary>The same with the rounding written out.</summary>
    public static int Same(int x) => (x + (int)((uint)x >> 31)) >> 1;

    /// <summary>Rounds down.</summary>
    public static int Other(int x) => x >> 1;
}
