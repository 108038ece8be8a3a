using Assay.TestSupport;

namespace Assay.Acceptance;

/// <summary>Verdicts of earlier runs, with the real domains: taken where nothing changed, and nowhere else.</summary>
public sealed class StoredVerdictTests : IDisposable
{
    private const string Stored = @"\n +stored +of |from earlier runs";

    private readonly TemporaryFolder _folder = new();

    // What lies with the claims is never taken for a cache.
    private readonly TemporaryFolder _cache = new();

    public void Dispose()
    {
        _folder.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public void Verdicts_of_all_domains_are_taken_again()
    {
        _folder.Write("claims.md", string.Join("\n\n", [
            Samples.Block("average", "for-all: int a, int b", "assume: a <= b", "claim: (a + b) / 2 >= a", "expect: refuted"),
            Samples.Block("identity", "for-all: int a", "claim: a + 0 == a"),
            Samples.Block("singular", "domain: matrices", "given: A = [[1, 2], [2, 4]]", "claim: singular(A)"),
            Samples.Block("trained", "domain: training", "data: teacher(inputs: 3, width: 3, classes: 2, n: 60)", "network: mlp(3, 4, 2)", "arm: a = sgd(lr: 0.1, batch: 8)", "budget-axis: 20 steps", "claim: share(a.trainLoss < 10) >= 0.5"),
        ]));
        var (code, first) = Check();
        Assert.True(code == 0, first);
        Assert.DoesNotContain("earlier runs", first, StringComparison.Ordinal);

        (code, var again) = Check();
        Assert.True(code == 0, again);
        Assert.Contains("all from earlier runs", again, StringComparison.Ordinal);

        // What is told about a claim is the same, but for how long it took.
        string[] Told(string name, string[] more) => [.. RealTool.RunWithCache(_cache.At("cache"), ["check", $"{_folder.At("claims.md")}#{name}", .. more]).Output.Split('\n')
            .Where(line => !line.Contains("decider", StringComparison.Ordinal) && !line.Contains("stored", StringComparison.Ordinal) && !line.Contains("decides it", StringComparison.Ordinal))];
        foreach (var name in new[] { "average", "identity", "singular", "trained" })
            Assert.Equal(Told(name, ["--fresh"]), Told(name, []));
        Assert.Matches(Stored, RealTool.RunWithCache(_cache.At("cache"), "check", $"{_folder.At("claims.md")}#average").Output);
    }

    [Fact]
    public void A_cache_that_lies_with_the_claims_is_none()
    {
        _folder.Write("claims.md", Samples.Block("identity", "for-all: int a", "claim: a + 0 == a"));
        for (var i = 0; i < 2; i++)
            Assert.DoesNotContain("earlier runs", RealTool.RunWithCache(_folder.At("below/cache"), "check", _folder.At("claims.md")).Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("below")));
    }

    [Theory]
    [InlineData("--cross-check")]
    [InlineData("--trust", "z3")]
    public void Where_solvers_count_everything_is_decided(params string[] options)
    {
        _folder.Write("claims.md", Samples.Block("identity", "for-all: int a", "claim: a + 0 == a"));
        for (var i = 0; i < 2; i++)
            Assert.DoesNotContain("earlier runs", RealTool.RunWithCache(_cache.At("cache"), ["check", _folder.At("claims.md"), .. options]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_in_a_file_is_looked_at_again()
    {
        // The file beside it has a name that is part of the other's.
        _folder.Write("claims.md", Samples.Block("singular", "domain: matrices", "given: A = my a.csv", "claim: singular(A)"));
        _folder.Write("a.csv", "1,2\n2,4\n");
        _folder.Write("my a.csv", "1,2\n2,4\n");
        Assert.Equal(0, Check().Code);
        Assert.DoesNotMatch(Stored, Check().Output);
        _folder.Write("my a.csv", "1,2\n2,5\n");
        Assert.Equal(1, Check().Code);
    }

    [Theory]
    [InlineData("/dev/zero.csv")]
    [InlineData("../a.csv")]
    [InlineData("missing.csv")]
    public void What_may_not_be_read_is_not_read_for_a_key_either(string name)
    {
        _folder.Write("claims.md", Samples.Block("singular", "domain: matrices", $"given: A = {name}", "claim: singular(A)"));
        Assert.Equal(3, Check().Code);
        Assert.False(Directory.Exists(_cache.At("cache")));
    }

    [Fact]
    public void Nothing_is_taken_where_certificates_or_nothing_stored_are_asked_for()
    {
        _folder.Write("claims.md", Samples.Block("identity", "for-all: int a", "claim: a + 0 == a"));
        Check();
        Assert.DoesNotMatch(Stored, Check("--certificate", _folder.At("certificates")).Output);
        Assert.DoesNotMatch(Stored, Check("--no-store").Output);
        Assert.DoesNotMatch(Stored, Check("--fresh").Output);
        Assert.DoesNotMatch(Stored, Check("--cross-check").Output);
        Assert.Matches(Stored, Check().Output);
    }

    [Fact]
    public void A_folder_beside_claims_is_not_believed()
    {
        // A verdict for a false claim, made with another cache: whoever hands out claims can hand out such files too.
        _folder.Write("claims.md", Samples.Block("identity", "for-all: int a", "claim: a + 0 == a"));
        Check();
        Directory.CreateDirectory(_folder.At(".assay"));
        Directory.Move(_cache.At("cache"), _folder.At(".assay/verdicts"));
        Assert.DoesNotMatch(Stored, Check().Output);
    }

    private (int Code, string Output) Check(params string[] more) => RealTool.RunWithCache(_cache.At("cache"), ["check", _folder.At("claims.md"), .. more]);
}
