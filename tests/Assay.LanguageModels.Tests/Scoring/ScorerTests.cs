using Assay.LanguageModels.Models;
using Assay.LanguageModels.Scoring;
using Assay.LanguageModels.Tasks;
using Assay.Training;

namespace Assay.LanguageModels.Tests.Scoring;

public sealed class ScorerTests
{
    [Theory]
    [InlineData("redefinition(depth: 3, distance: 2)")]
    [InlineData("tuple-swap(depth: 3, distractors: 2)")]
    [InlineData("temporary-swap(depth: 2, names: words)")]
    public async Task Who_reads_every_line_is_always_right(string task)
    {
        var tally = await Of(new ReadingModel(), task, 50);
        Assert.Equal((50, 50, 0, 1.0), (tally.Right, tally.TwinRight, tally.Unparsed, tally.Chance));
    }

    [Fact]
    public async Task Who_overlooks_swaps_answers_the_first_value_and_is_right_after_every_second()
    {
        for (var depth = 0; depth < 5; depth++)
        {
            var tally = await Of(new ReadingModel(OverlooksSwaps), $"tuple-swap(depth: {depth})", 30);
            Assert.Equal((30, 30), (tally.FirstValue, tally.TwinRight));
            Assert.Equal(depth % 2 == 0 ? 30 : 0, tally.Right);
            Assert.Equal(depth % 2 == 1, tally.Chance < 1e-6);
        }
    }

    [Fact]
    public async Task What_is_no_number_is_counted_apart()
    {
        var tally = await Of(new ReadingModel(says: value => value % 2 == 0 ? $"{value}" : "I think that it is odd."), "redefinition(depth: 1)", 60);
        Assert.Equal(tally.Scores.Count(score => score.Answer.Truth % 2 == 1), tally.Scores.Count(score => score.Answer.Said is null));
        Assert.Equal(60 - tally.Right, tally.Scores.Count(score => score.Answer.Said is null));
    }

    [Fact]
    public async Task The_smallest_failure_of_who_overlooks_swaps_is_one_swap()
    {
        var task = Read("tuple-swap(depth: 3, distance: 4, distractors: 3)");
        var scores = await Scorer.Of(new ReadingModel(OverlooksSwaps), task, 1, 5, () => { }, TestContext.Current.CancellationToken);
        var smallest = await Shrinker.Smallest(new ReadingModel(OverlooksSwaps), [(task, scores)], TestContext.Current.CancellationToken);
        Assert.Equal(4, smallest!.Prompt.Split('\n').Length);
        Assert.Matches(@"^(\w) = \d\n(\w) = \d\n(\w), (\w) = \4, \3\nassert (\w) == $", smallest.Prompt);
        Assert.False(smallest.IsRight);
    }

    [Fact]
    public async Task A_failure_without_any_change_does_not_take_the_place_of_one_with_it()
    {
        // It errs on everything, most shortly where nothing changes.
        var model = new ReadingModel(says: value => $"{(value + 1) % 10}");
        List<(TaskText, IReadOnlyList<Score>)> scored = [];
        foreach (var task in new[] { Read("tuple-swap(depth: 0)"), Read("tuple-swap(depth: 2)") })
        {
            scored.Add((task, await Scorer.Of(model, task, 1, 3, () => { }, TestContext.Current.CancellationToken)));
        }

        Assert.Contains(", ", (await Shrinker.Smallest(model, scored, TestContext.Current.CancellationToken))!.Prompt, StringComparison.Ordinal);
        Assert.DoesNotContain(", ", (await Shrinker.Smallest(model, [scored[0]], TestContext.Current.CancellationToken))!.Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_told_and_ends_the_rest()
    {
        var exception = await Assert.ThrowsAsync<ModelException>(() => Scorer.Of(new Failing(), Read("redefinition"), 1, 40, () => { }, TestContext.Current.CancellationToken));
        Assert.Equal("no", exception.Message);
    }

    // The program is x = 4, y = 12, both exchanged, and then x: 12 is right.
    [Theory]
    [InlineData("12:-0.5 4:-1", 12)]
    [InlineData("the:-0.1  4:-1", 4)]
    [InlineData(" 4:-1 4:-1.5 12:-0.9", 4)]
    [InlineData("4:-1 12:-1", null)]
    public async Task The_likeliest_number_is_read_from_first_tokens(string tokens, int? likeliest)
    {
        TokenChance[] told = [.. tokens.Split(' ').Aggregate(new List<string>(), Joined).Select(word => word.Split(':')).Select(parts => new TokenChance(parts[0], double.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)))];
        var program = new TrackingProgram(2, [new Put(0, 4), new Put(1, 12), new Exchange(0, 1)], 0);
        var answer = await new Asking(new Telling(told), Read("tuple-swap")).Ask(program, ["x", "y"], TestContext.Current.CancellationToken);
        Assert.Equal((12, true, likeliest), (answer.Truth, answer.IsTold, answer.Likeliest));
        Assert.Equal(likeliest == 12, answer.IsLikeliestRight);

        // A blank tells nothing of the number behind it, and a token that two numbers begin with not enough.
        foreach (var unknown in new[] { "the", "", "\n", "1" })
        {
            TokenChance[] others = unknown == "1" ? [new("1", -0.5), new("4", -1)] : [new(unknown, -0.1)];
            var asked = await new Asking(new Telling(others), Read("tuple-swap")).Ask(program, ["x", "y"], TestContext.Current.CancellationToken);
            Assert.Equal((false, null), (asked.IsTold, asked.Likeliest));
        }

        // What tells none is known to.
        var silent = await new Asking(new Telling(null), Read("tuple-swap")).Ask(program, ["x", "y"], TestContext.Current.CancellationToken);
        Assert.Equal((false, null), (silent.IsTold, silent.Likeliest));
    }

    // A blank before a word belongs to it.
    private static List<string> Joined(List<string> words, string word)
    {
        if (words is [.., ""])
        {
            words[^1] = " " + word;
        }
        else
        {
            words.Add(word);
        }

        return words;
    }

    private sealed class Telling(TokenChance[]? tokens) : ILanguageModel
    {
        public string Name => "tells";

        public Task<Reply> Ask(Query query, CancellationToken cancellation) => Task.FromResult(new Reply("4", query.Alternatives > 0 ? tokens : null, 0, 0, null));
    }

    private static bool OverlooksSwaps(string line) => line.Contains(", ", StringComparison.Ordinal);

    private static TaskText Read(string task) => TaskText.Read(CallText.Parse(task));

    private static async Task<Tally> Of(ILanguageModel model, string task, int count) =>
        new(await Scorer.Of(model, Read(task), 1, count, () => { }, TestContext.Current.CancellationToken));

    private sealed class Failing : ILanguageModel
    {
        private int _asked;

        public string Name => "fails";

        public async Task<Reply> Ask(Query query, CancellationToken cancellation)
        {
            if (Interlocked.Increment(ref _asked) == 7)
            {
                throw new ModelException("no");
            }

            await Task.Delay(TimeSpan.FromMinutes(10), cancellation);
            return new Reply("0", null, 0, 0, null);
        }
    }
}
