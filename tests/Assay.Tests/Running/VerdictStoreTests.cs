using Assay.Claims;
using Assay.Running;
using Assay.Running.Stored;
using Assay.TestSupport;
using Assay.Verdicts;

namespace Assay.Tests.Running;

/// <summary>Verdicts of earlier runs: the same again, and only where all that they depend on is the same.</summary>
public sealed class VerdictStoreTests : IDisposable
{
    private const string Text = """
        Prose.

        ```csharp
        static int F(int a) => a;
        ```

        ```claim c
        for-all: int a
        claim: F(a) == a
        ```
        """;

    private readonly TemporaryFolder _folder = new();
    private int _decided;
    private int _replayed;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_claim_is_decided_once()
    {
        var (first, again) = (Run(Text), Run(Text));
        Assert.Equal(1, _decided);
        Assert.Null(first.StoredAt);
        Assert.InRange(again.StoredAt!.Value, DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Equal(Samples.ProvedVerdict.Reason, Assert.IsType<Proved>(Assert.IsType<Answered>(again.Settlement).Verdict).Reason);
    }

    [Theory]
    [InlineData("F(a) == a", "F(a) == a + 0")]
    [InlineData("=> a;", "=> a; // b")]
    [InlineData("int a\n", "uint a\n")]
    [InlineData("Prose.", "Prose.\n\nMore, so that lines of traces are others.")]
    [InlineData("claim c", "claim d")]
    [InlineData("for-all:", "says: A line more, so that reasons name others.\nfor-all:")]
    public void What_changes_is_decided_again(string from, string to)
    {
        Run(Text);
        Run(Text.Replace(from, to, StringComparison.Ordinal));
        Assert.Equal(2, _decided);
        Run(Text);
        Assert.Equal(2, _decided);
    }

    [Fact]
    public void Another_budget_manner_or_build_is_another_answer()
    {
        Run(Text);
        Run(Text.Replace("claim: ", "budget: 11 s\nclaim: ", StringComparison.Ordinal));
        Assert.Equal(2, _decided);
        Run(Text, manner: "trust z3");
        Assert.Equal(3, _decided);
        Assert.NotEqual(VerdictKey.BuildOf([]), VerdictKey.BuildOf([new FakeDomain()]));
    }

    [Fact]
    public void Prose_says_and_expectations_change_nothing()
    {
        Run(Text);
        Run(Text.Replace("Prose.", "Other prose.", StringComparison.Ordinal).Replace("claim: F(a) == a", "claim: F(a) == a\nsays: It is.\nexpect: proved", StringComparison.Ordinal));
        Assert.Equal(1, _decided);
    }

    [Fact]
    public void A_fresh_run_decides_again_and_keeps()
    {
        Run(Text);
        Run(Text, isFresh: true);
        Assert.Equal(2, _decided);
        Assert.NotNull(Run(Text).StoredAt);
    }

    [Fact]
    public void What_is_undecided_or_depends_on_more_is_not_kept()
    {
        Run(Text, answer: new Undecided("r", "w") { Covers = "c", Decider = "d" });
        Run(Text, isKnown: false);
        Run(Text, files: [_folder.At("missing")]);
        Run(Text);
        Assert.Equal(4, _decided);
    }

    [Fact]
    public void What_more_time_could_have_bettered_is_not_kept()
    {
        Run(Text, endedEarly: true);
        Assert.Null(Run(Text).StoredAt);
        Assert.NotNull(Run(Text).StoredAt);
    }

    [Fact]
    public void A_file_that_changes_makes_another_question()
    {
        var file = _folder.Write("x.csv", "1");
        Run(Text, files: [file]);
        Run(Text, files: [file]);
        Assert.Equal(1, _decided);
        File.WriteAllText(file, "2");
        Run(Text, files: [file]);
        Assert.Equal(2, _decided);
    }

    [Fact]
    public void A_file_that_changes_while_it_is_read_leaves_no_verdict()
    {
        var file = _folder.Write("x.csv", "1");
        Run(Text, files: [file], deciding: () => File.WriteAllText(file, "2"));
        File.WriteAllText(file, "1");
        Run(Text, files: [file]);
        Assert.Equal(2, _decided);
    }

    [Fact]
    public void A_counterexample_is_replayed_and_one_that_is_none_is_not_believed()
    {
        var refuted = Samples.RefutedOn("a = 1");
        Run(Text, answer: refuted);
        Assert.NotNull(Run(Text, answer: refuted).StoredAt);
        Assert.Equal((1, 1), (_decided, _replayed));

        Assert.Null(Run(Text, answer: refuted, replayed: Samples.ProvedVerdict).StoredAt);
        Assert.Equal((2, 2), (_decided, _replayed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1, 2")]
    [InlineData("""{"Schema":"assay-verdict/2","Key":[],"At":"2026-01-01T00:00:00Z","MeetsExpectedFinding":null,"Verdict":{"kind":"Undecided"}}""")]
    [InlineData("""{"Schema":"assay-verdict/3","Key":[],"At":"2026-01-01T00:00:00Z","Verdict":{"kind":"Proved","Reason":"so","Covers":"all","Decider":"me"}}""")]
    public void A_broken_file_is_as_good_as_none(string content)
    {
        Run(Text);
        foreach (var file in Directory.GetFiles(_folder.At("cache"), "*.json", SearchOption.AllDirectories))
            File.WriteAllText(file, content);
        Assert.Null(Run(Text).StoredAt);
        Assert.Equal(2, _decided);
        Assert.NotNull(Run(Text).StoredAt);
    }

    [Fact]
    public void A_verdict_about_something_else_counts_for_nothing_under_whatever_name()
    {
        string[] Kept() => Directory.GetFiles(_folder.At("cache"), "*.json", SearchOption.AllDirectories);
        Run(Text);
        var first = Kept().Single();
        Run(Text.Replace("=> a;", "=> a + 1;", StringComparison.Ordinal));
        File.Copy(first, Kept().Single(file => file != first), overwrite: true);
        Assert.Null(Run(Text.Replace("=> a;", "=> a + 1;", StringComparison.Ordinal)).StoredAt);
        Assert.NotNull(Run(Text).StoredAt);
    }

    [Fact]
    public void All_of_a_verdict_comes_back()
    {
        var example = new Example([new NamedValue("a", "int", "3")], Minimality.Proved, "h", [new NamedValue("l", "int", "1")], [new TraceStep("F", "line 1", "eax", "7")]) { Unknowns = [new NamedValue("u", "int", "0")] };
        var estimate = new Estimate("q", double.NaN, double.NegativeInfinity, 0.1, 0.95, 1, 20);
        Verdict[] verdicts =
        [
            new Proved("r", example) { Covers = "c", Decider = "d", Certificates = ["at x"], Attempts = [new Attempt("s", "said", TimeSpan.FromMilliseconds(3))], Cost = TimeSpan.FromSeconds(2) },
            new Refuted("r", null) { Covers = "c", Decider = "d", Finding = new Finding("w", "t", "why") },
            new Supported(estimate) { Covers = "c", Decider = "d" },
            new Contradicted(estimate) { Covers = "c", Decider = "d" },
        ];
        foreach (var verdict in verdicts)
        {
            var kept = new StoredVerdict(StoredVerdict.CurrentSchema, ["a", "b"], DateTimeOffset.UnixEpoch, true, verdict);
            var read = StoredVerdict.Read(kept.Write())!;
            Assert.Equivalent(kept, read, strict: true);
            Assert.Equal(kept.Write(), read.Write());
        }
    }

    private ClaimResult Run(string text, Verdict? answer = null, Verdict? replayed = null, string[]? files = null, bool isKnown = true, string manner = "", bool isFresh = false, bool endedEarly = false, Action? deciding = null)
    {
        var domain = new FakeDomain
        {
            Files = isKnown ? files ?? [] : null,
            Decide = (_, _, _, _) =>
            {
                _decided++;
                deciding?.Invoke();
                return Samples.Answer(answer ?? Samples.ProvedVerdict) is Answered answered ? answered with { EndedEarly = endedEarly } : throw new InvalidOperationException();
            },
            Replay = (_, _) =>
            {
                _replayed++;
                return Samples.Answer(replayed ?? answer ?? Samples.ProvedVerdict);
            },
        };
        var document = new ClaimDocumentReader([domain]).ReadText(_folder.At("claims.md"), text);
        var options = new RunOptions { Verdicts = new VerdictStore(_folder.At("cache"), manner, isFresh) };
        return Assert.Single(new Runner([domain], options).Run([document], new Progress<ProgressReport>(), _ => { }, TestContext.Current.CancellationToken).Results);
    }
}
