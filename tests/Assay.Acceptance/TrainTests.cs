using System.Xml.Linq;
using Assay.TestSupport;

namespace Assay.Acceptance;

/// <summary><c>assay train</c>, as users run it.</summary>
public sealed class TrainTests : IDisposable
{
    private const string Claim = """
        ```claim quick
        domain:      training
        data:        digits, samples: 200
        network:     mlp(64, 8, 10)
        arm:         a = sgd(lr: 0.2, batch: 32)
        arm:         b = adam(lr: 0.01, batch: 32)
        budget-axis: 30 steps
        budget:      30 seeds
        claim:       share(a.trainAccuracy > 0.2) >= 0.5
        ```
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Curves_and_results_are_left_and_what_was_run_is_not_run_again()
    {
        var (file, runs) = (_folder.Write("quick.md", Claim), _folder.At("runs"));

        var (code, output) = RealTool.Run("train", file, "--out", runs);
        var (again, second) = RealTool.Run("train", file, "--out", runs, "--threads", "1");

        Assert.Equal((0, 0), (code, again));
        Assert.Contains("✓ supported", output, StringComparison.Ordinal);
        Assert.Contains("runs stood in ", second, StringComparison.Ordinal);
        var table = File.ReadAllLines(Path.Combine(runs, "quick.csv"));
        Assert.StartsWith("setting,axis,seed,arm,description,trainLoss,", table[0], StringComparison.Ordinal);
        Assert.Equal(0, (table.Length - 1) % 2);
        Assert.Equal("svg", XDocument.Load(Path.Combine(runs, "quick.svg")).Root!.Name.LocalName);
    }

    [Fact]
    public void Claims_of_one_name_keep_their_files_apart()
    {
        var (folder, runs) = (_folder.At("claims"), _folder.At("runs"));
        _folder.Write("claims/first.md", Claim);
        _folder.Write("claims/second.md", Claim.Replace("30 steps", "20 steps", StringComparison.Ordinal));

        var (code, _) = RealTool.Run("train", folder, "--out", runs);

        Assert.Equal(0, code);
        Assert.Equal(["quick.csv", "quick.svg", "second-quick.csv", "second-quick.svg"], Directory.EnumerateFiles(runs).Select(Path.GetFileName).Where(name => name!.Contains("quick", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.NotEqual(File.ReadAllText(Path.Combine(runs, "quick.csv")), File.ReadAllText(Path.Combine(runs, "second-quick.csv")));
    }

    [Fact]
    public void A_file_without_such_a_claim_is_refused()
    {
        var (code, output) = RealTool.Run("train", _folder.Write("other.md", "```claim a\nfor-all: int x\nclaim: x == x\n```\n"), "--out", _folder.At("runs"));

        Assert.Equal(3, code);
        Assert.Contains("There is no claim about training.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_refused_before_the_run()
    {
        var (code, _) = RealTool.Run("train", _folder.Write("quick.md", Claim), "--out", _folder.Write("file.txt", ""));

        Assert.Equal(3, code);
    }
}
