using System.Text.Json;
using Assay.Cli;
using Assay.Cli.Terminal;
using Assay.Running;
using Assay.TestSupport;

namespace Assay.Acceptance;

public sealed class AuditTests : IDisposable
{
    private const string Sorts = "mov s1 r1\ncmp r1 r2\ncmovg r1 r2\ncmovg r2 s1\n";
    private const string SortsToo = "mov edx, ecx\ncmp eax, ecx\ncmovl ecx, eax\ncmovl eax, edx\n";
    private const string Broken = "cmp r1 r2\ncmvol r1 r2\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_of_kernels_that_sort_is_good()
    {
        _folder.Write("a.txt", Sorts);
        _folder.Write("inner/b.asm", SortsToo);
        _folder.Write("notes.md", "Only words.");

        var (code, output) = RealTool.Run("audit", _folder.Root);

        Assert.Equal(0, code);
        Assert.Contains("✓ sorts              4  inner/b.asm  ecx, eax\n    the same as a.txt up to names\n", output, StringComparison.Ordinal);
        Assert.Contains("\n2 kernels: 2 sort, ", output, StringComparison.Ordinal);
        Assert.Contains("\nleft out: 1 file of another kind\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_that_does_not_sort_is_exit_code_1()
    {
        _folder.Write("a.txt", Sorts);
        _folder.Write("b.txt", "# Swap(r1, r2) -> (r1, r2)\ncmp r1 r2\n");

        var (code, output) = RealTool.Run("audit", _folder.Root);

        Assert.Equal(1, code);
        Assert.Contains("    r1 = 1, r2 = 0 gives 1, 0: only misplaced\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_unusable_file_stops_nothing_and_is_exit_code_3()
    {
        var file = _folder.Write("a.txt", Broken);
        _folder.Write("b.txt", Sorts);

        var (code, output) = RealTool.Run("audit", _folder.Root);

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains($"{file}:2:1: There is no instruction 'cmvol' here.\n      Did you mean 'cmovl'?\n", output, StringComparison.Ordinal);
        Assert.Contains("2 kernels: 1 sorts, 1 unusable", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_file_holds_is_told_and_not_a_fault()
    {
        _folder.Write("empty", "");
        File.WriteAllBytes(_folder.At("binary"), [0x7F, (byte)'E', (byte)'L', (byte)'F', 0, 1, 2]);
        File.WriteAllBytes(_folder.At("latin1"), [0x63, 0xFF, 0xFE]);
        _folder.Write("huge", new string('\n', 2 << 20));
        var locked = _folder.Write("locked", Sorts);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(locked, UnixFileMode.None);

        var (code, output) = RealTool.Run("audit", _folder.Root);

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("empty: There is no instruction in this file.", output, StringComparison.Ordinal);
        Assert.Contains("binary: The file holds a NUL byte; it is not a text file.", output, StringComparison.Ordinal);
        Assert.Contains("latin1: The file is not UTF-8.", output, StringComparison.Ordinal);
        Assert.Contains("huge: The file is larger than 1 MB, which no kernel is.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_kernels_says_what_they_are_called()
    {
        _folder.Write("notes.md", "");

        var (code, output) = RealTool.Run("audit", _folder.Root);

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("No kernel found in this folder.\n  Files of kernels are named *.txt,", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_met_with_the_nearest_one()
    {
        _folder.Write("kernels/a.txt", Sorts);

        var (code, output) = RealTool.Run("audit", _folder.At("kernel"));

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains($"Did you mean '{_folder.At("kernels")}'?", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Large_folders_list_those_that_do_not_sort()
    {
        for (var i = 0; i < 50; i++)
            _folder.Write($"{i:00}.txt", i == 7 ? "# K(r1, r2) -> (r2, r1)\n" + Sorts : Sorts);

        var (_, brief) = RealTool.Run("audit", _folder.Root);
        var (_, whole) = RealTool.Run("audit", _folder.Root, "--verbose");

        Assert.Contains("✗ does not sort      4  07.txt", brief, StringComparison.Ordinal);
        Assert.DoesNotContain("✓", brief, StringComparison.Ordinal);
        Assert.Contains("kernels that sort are counted only; --verbose lists them", brief, StringComparison.Ordinal);
        Assert.Equal(49, whole.Split("✓ sorts").Length - 1);
    }

    [Fact]
    public void The_json_says_the_same()
    {
        _folder.Write("a.txt", Sorts);
        _folder.Write("b.txt", "# K(r1, r2) -> (r1, r2)\ncmp r1 s1\ncmovl r1 r2\n");
        _folder.Write("c.txt", Broken);

        var (code, output) = RealTool.Run("audit", _folder.Root, "--json");

        using var json = JsonDocument.Parse(output);
        var kernels = json.RootElement.GetProperty("kernels");
        Assert.Equal("assay-audit/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal(code, json.RootElement.GetProperty("exitCode").GetInt32());
        Assert.Equal(["sorts", "doesNotSort", "unusable"], kernels.EnumerateArray().Select(kernel => kernel.GetProperty("outcome").GetString()));
        Assert.Equal("[\"s1\"]", kernels[1].GetProperty("unset").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(2, kernels[2].GetProperty("problems")[0].GetProperty("line").GetInt32());
    }

    [Fact(Timeout = Tool.Timeout)]
    public Task An_audit_that_is_interrupted_ends_at_once() => Task.Run(() =>
    {
        var exchanges = from last in Enumerable.Range(1, 8).Reverse() from i in Enumerable.Range(1, last) select $"mov s1 r{i}\ncmp r{i} r{i + 1}\ncmovg r{i} r{i + 1}\ncmovg r{i + 1} s1\n";
        for (var i = 0; i < 200; i++)
            _folder.Write($"{i}.txt", string.Concat(exchanges));
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        using var error = new StringWriter();
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var code = AssayTool.Run(["audit", _folder.Root], new Surroundings { Out = TextWriter.Null, Error = error, Cancellation = source.Token });

        Assert.Equal(ExitCodes.Interrupted, code);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"It took {clock.Elapsed}.");
    }, TestContext.Current.CancellationToken);
}
