using Assay.Claims;
using Assay.Reporting;
using Assay.Running;
using Assay.TestSupport;
using Assay.Verdicts;
using CsCheck;

namespace Assay.Tests.Reporting;

public class StoryReportTests
{
    private static readonly StoryOptions Replayable = new() { Replay = "assay replay sort.md#the-short-kernel-sorts" };

    [Fact]
    public void A_refutation_shows_the_input_both_sides_and_the_steps() =>
        Approved.Matches("story-refuted.txt", Story(Samples.SortClaim("refuted"), Samples.Answer(Samples.RefutedVerdict)));

    [Fact]
    public void A_surprising_refutation_says_what_was_expected() =>
        Approved.Matches("story-surprise.txt", Story(Samples.SortClaim("proved"), Samples.Answer(Samples.RefutedVerdict)));

    [Fact]
    public void A_proof_says_why_and_what_it_covers() =>
        Approved.Matches("story-proved.txt", Story(
            Samples.Claim("square", ("for-all", "int x"), ("claim", "(x + 1) * (x + 1) == x * x + 2 * x + 1")),
            Samples.Answer(Samples.ProvedVerdict)));

    [Fact]
    public void A_witness_is_shown_like_a_counterexample() =>
        Approved.Matches("story-witness.txt", Story(
            Samples.Claim("some-power", ("exists", "int x"), ("claim", "x * x == 4")),
            Samples.Answer(Samples.ProvedVerdict with
            {
                Reason = "A witness was found.",
                Witness = new Example([new("x", "int", "2")], Minimality.Found, "x * x is 4.", [], []) { Unknowns = [new("flag CF", "bool", "true")] },
            })));

    [Fact]
    public void An_open_claim_says_who_was_asked_and_what_would_help() =>
        Approved.Matches("story-undecided.txt", Story(
            Samples.Claim("products", ("for-all", "int a, int b"), ("assume", "a > 0"), ("claim", "a * b != 0x5eed"), ("expect", "proved")),
            Samples.Answer(Samples.UndecidedVerdict)));

    [Fact]
    public void An_unusable_claim_says_what_to_repair() =>
        Approved.Matches("story-unusable.txt", Story(
            Samples.SortClaim(),
            new Unusable(
            [
                new Problem(new Place("sort.md", 10, 10), "There is no function 'Sort3Shrot'.", "Did you mean 'Sort3Short'?"),
                new Problem(new Place("sort.md", 10, 34), "'Sorted' takes values of one type."),
            ])));

    [Fact]
    public void A_fault_is_named_as_such() =>
        Approved.Matches("story-fault.txt", Story(Samples.SortClaim(), new Faulted("'ring' says proved, 'sampling' found a = 1.") { Stack = "at Assay.Nowhere" }));

    [Fact]
    public void A_measured_verdict_shows_the_interval_and_the_confidence() =>
        Approved.Matches("story-supported.txt", Story(
            Samples.Claim("noise-is-not-needed", ("domain", "training"), ("claim", "mean(full - mini) >= -margin"), ("margin", "0.0025")),
            Samples.Answer(Samples.SupportedVerdict)));

    [Fact]
    public void A_narrow_terminal_wraps_texts_and_keeps_the_command_whole()
    {
        var story = Story(Samples.SortClaim("refuted"), Samples.Answer(Samples.RefutedVerdict), width: 46);

        Approved.Matches("story-narrow.txt", story);
        Assert.Contains(Replayable.Replay!, story, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_traces_are_cut_and_counted()
    {
        var story = Story(Samples.SortClaim(), Samples.Answer(LongTrace()));

        Assert.Contains("... and 60 more steps; --verbose shows all.", story, StringComparison.Ordinal);
        Assert.DoesNotContain("line 41 ", story, StringComparison.Ordinal);
    }

    [Fact]
    public void Verbose_shows_every_step_and_who_was_asked()
    {
        var story = Story(Samples.SortClaim(), Samples.Answer(LongTrace()), options: Replayable with { Verbose = true });

        Assert.Contains("line 100 ", story, StringComparison.Ordinal);
        Assert.Contains("13 orders of three values tried; 2 fail.", story, StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_from_the_command_line_has_neither_name_nor_place()
    {
        var claim = Samples.SortClaim() with { Place = Place.Whole("command line") };
        var story = Story(claim, Samples.Answer(Samples.RefutedVerdict), options: new StoryOptions());

        Assert.StartsWith("✗ refuted\n", story, StringComparison.Ordinal);
        Assert.DoesNotContain("would accept it", story, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_characters_of_a_claim_cannot_steer_the_terminal()
    {
        var story = Story(Samples.Claim("evil", ("says", "before\u001b[2Jafter"), ("claim", "x\u202Ey")), Samples.Answer(Samples.ProvedVerdict));

        Assert.DoesNotContain('\u001b', story);
        Assert.DoesNotContain('\u202E', story);
    }

    [Fact]
    public void No_line_is_wider_than_the_terminal_unless_a_word_or_the_command_is() =>
        Gen.Select(Gen.Char["abc  "].Array[0, 200].Select(characters => new string(characters).Trim()), Gen.Int[48, 120]).Sample((text, width) =>
        {
            var words = string.Join(' ', text.Chunk(9).Select(word => new string(word)));
            var verdict = Samples.RefutedVerdict with { Reason = words, Covers = words };
            var story = Story(Samples.Claim("c", ("says", words), ("claim", words)), Samples.Answer(verdict), width);

            Assert.All(
                story.Split('\n').Where(line => !line.Contains("assay replay", StringComparison.Ordinal)),
                line => Assert.True(TerminalText.Width(line) <= width, $"{width}: {line}"));
        });

    private static Refuted LongTrace() => Samples.RefutedVerdict with
    {
        Counterexample = Samples.SortExample with
        {
            Steps = [.. Enumerable.Range(1, 100).Select(line => new TraceStep("Loop", $"line {line}", "i", $"{line}"))],
        },
    };

    private static string Story(Claim claim, Settlement settlement, int width = 80, StoryOptions? options = null)
    {
        var writer = new StringWriter();
        new StoryReport(new PlainSink(writer, width), options ?? Replayable)
            .Write(new ClaimResult(claim, settlement, TimeSpan.FromMilliseconds(15)), []);
        return writer.ToString();
    }
}
