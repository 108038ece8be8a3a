using Assay.LanguageModels.Models;
using Assay.LanguageModels.Models.BuiltIn;
using Assay.LanguageModels.Scoring;
using Assay.LanguageModels.Tasks;
using Assay.Training;

namespace Assay.LanguageModels.Tests.Models;

public sealed class BuiltInModelTests
{
    private const string Small = "built-in(layers: 1, width: 8, heads: 1, steps: 6, batch: 6, questions: 4, depth: 0..3, distance: 1)";

    // Guessing among the five digits of the text does not reach it.
    [Fact]
    public async Task It_learns_to_follow_redefinitions()
    {
        List<string> heard = [];
        var model = BuiltInModel.Train(Read("built-in(steps: 250)"), heard.Add, TestContext.Current.CancellationToken);
        var task = TaskText.Read(CallText.Parse("redefinition(depth: 2)"));
        var tally = new Tally(await Scorer.Of(model, task, 1, 100, () => { }, TestContext.Current.CancellationToken));
        Assert.True(tally.Right >= 80, $"{tally.Right} of 100 are right.");
        Assert.True(tally.TwinRight >= 80, $"{tally.TwinRight} of 100 twins are right.");
        Assert.StartsWith("step 250 of 250: loss ", heard[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var one = new BuiltInTraining(Read(Small), 1).Run(_ => { }, TestContext.Current.CancellationToken);
        var many = new BuiltInTraining(Read(Small), 3).Run(_ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(one, many);
        var other = new BuiltInTraining(Read(Small) with { Seed = 2 }, 1).Run(_ => { }, TestContext.Current.CancellationToken);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public async Task Replies_are_the_likeliest_words_with_their_probabilities()
    {
        var model = BuiltInModel.Train(Read(Small), _ => { }, TestContext.Current.CancellationToken);
        const string Prompt = "a = 3\nb = 4\na, b = b, a\nassert a == ";
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => model.Ask(new Query(Prompt, 4, Vocabulary.Words.Count, true), TestContext.Current.CancellationToken))));
        var first = replies[0].FirstTokens!;
        Assert.Equal(replies[0].Text, first[0].Token);
        Assert.Equal(1, first.Sum(token => Math.Exp(token.LogProbability)), 1e-5);
        Assert.Equal(first.OrderByDescending(token => token.LogProbability), first);
        Assert.Equal(19, replies[0].PromptTokens);
        Assert.All(replies, reply => Assert.Equal(first, reply.FirstTokens));
        Assert.Null((await model.Ask(new Query(Prompt, 1, 0, true), TestContext.Current.CancellationToken)).FirstTokens);
    }

    [Theory]
    [InlineData("def inner():\n", "def")]
    [InlineData("a = 12\n", "12")]
    [InlineData("a[0] = 1\n", "[")]
    [InlineData("i = 1\n", "i")]
    public async Task Words_that_it_does_not_know_are_named(string prompt, string word)
    {
        var model = BuiltInModel.Train(Read(Small), _ => { }, TestContext.Current.CancellationToken);
        var exception = await Assert.ThrowsAsync<ModelException>(() => model.Ask(new Query(prompt, 1, 0, true), TestContext.Current.CancellationToken));
        Assert.Contains($"'{word}'", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ModelException>(() => model.Ask(new Query(" ", 1, 0, true), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void It_ends_when_it_is_told_to() => Assert.Throws<OperationCanceledException>(() => BuiltInModel.Train(Read(Small), _ => { }, new CancellationToken(canceled: true)));

    private static BuiltInRecipe Read(string text) => BuiltInRecipe.Read(CallText.Parse(text));
}
