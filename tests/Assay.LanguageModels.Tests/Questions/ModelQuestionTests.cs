using Assay.Claims;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Questions;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.LanguageModels.Tests.Questions;

/// <summary>Claims about models, from their lines to their verdicts.</summary>
public sealed class ModelQuestionTests
{
    private const string Lines = """
        model: endpoint
        task: once = tuple-swap(depth: 1)
        task: twice = tuple-swap(depth: 2, distance: 3)
        """;

    [Theory]
    [InlineData("share(once.right > 0) <= 0.1 && share(twice.right > 0) >= 0.8", true)]
    [InlineData("share(once.firstValue > 0) >= 0.8", true)]
    [InlineData("share(once.right > 0) >= 0.5", false)]
    [InlineData("mean(twice.twinRight - twice.right) >= 0.2", false)]
    public void Who_overlooks_swaps_is_found_out(string statement, bool holds)
    {
        var verdict = Assert.IsType<Answered>(Decide($"{Lines}\nclaim: {statement}", Overlooks)).Verdict;
        Assert.Equal(holds ? Outcome.Supported : Outcome.Contradicted, verdict.Outcome);
        Assert.Contains("⏎", verdict.Finding!.Text, StringComparison.Ordinal);
        Assert.Contains("tuple-swap(depth: 1)", verdict.Covers, StringComparison.Ordinal);
    }

    [Fact]
    public void Few_instances_decide_nothing_and_what_would_help_is_said()
    {
        var verdict = Assert.IsType<Undecided>(Assert.IsType<Answered>(Decide($"{Lines}\nclaim: share(once.right > 0) <= 0.001", Overlooks, new Budget(TimeSpan.FromMinutes(1), 1 << 30, 30))).Verdict);
        Assert.Contains("budget:", verdict.WhatWouldHelp, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("task: once = tuple-swap", "No model is named")]
    [InlineData("model: endpoint", "There is no task")]
    [InlineData("model: oracle\ntask: once = tuple-swap", "There is no model 'oracle'")]
    [InlineData("model: endpoint\ntask: once = swap", "There is no kind of task 'swap'")]
    [InlineData("model: endpoint\ntask: once = built-in-swap(depth: 2)", "depth")]
    [InlineData("model: endpoint\ntask: once = tuple-swap(depth: 65)", "from 0 to 64")]
    [InlineData("model: endpoint\ntask: once = tuple-swap(syntax: c)", "cannot say")]
    [InlineData("model: endpoint\ntask: once = tuple-swap\ntask: once = redefinition", "two tasks 'once'")]
    [InlineData("model: endpoint\ntask: once = tuple-swap\nassume: x > 0", "no meaning")]
    public void What_is_wrong_is_told(string lines, string wanted)
    {
        var problem = Assert.Single(Assert.IsType<Unusable>(Decide($"{lines}\nclaim: share(once.right > 0) >= 0.5", Overlooks)).Problems);
        Assert.Contains(wanted, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "share(once.usual > 0) >= 0.8 && mean(once.twinRight - once.right) >= 0.8 && share(once.usualLikelier > 0) >= 0.8", true)]
    [InlineData(true, "share(once.chosenRight > 0) >= 0.2", false)]
    [InlineData(false, "share(once.right > 0) >= 0.8 && share(once.chosenRight > 0) >= 0.8", true)]
    public void Claims_about_exchanged_names_are_decided(bool isUsual, string statement, bool holds)
    {
        var verdict = Assert.IsType<Answered>(Decide($"model: endpoint\ntask: once = built-in-swap\nclaim: {statement}", () => new CompletingModel(isUsual, 0))).Verdict;
        Assert.Equal(holds ? Outcome.Supported : Outcome.Contradicted, verdict.Outcome);
        Assert.Equal(isUsual, verdict.Finding?.Text.Contains('⏎', StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Refusals_show_nothing()
    {
        static ILanguageModel Refuses() => new ReadingModel(says: _ => "I'm sorry, I can't help with that.");
        var verdict = Assert.IsType<Undecided>(Assert.IsType<Answered>(Decide($"{Lines}\nclaim: share(once.right > 0) >= 0.5", Refuses)).Verdict);
        Assert.Contains("are no answer", verdict.Reason, StringComparison.Ordinal);
        Assert.IsType<Supported>(Assert.IsType<Answered>(Decide($"{Lines}\nclaim: share(once.unparsed > 0) >= 0.5", Refuses)).Verdict);
    }

    [Fact]
    public void Choices_that_are_refused_show_nothing_either()
    {
        // It completes functions, and refuses to choose.
        static ILanguageModel Refuses() => new Choosy();
        var lines = "model: endpoint\ntask: once = built-in-swap\nclaim: ";
        Assert.Contains("'chosenRight'", Assert.IsType<Undecided>(Assert.IsType<Answered>(Decide($"{lines}share(once.chosenRight > 0) <= 0.3", Refuses)).Verdict).Reason, StringComparison.Ordinal);
        Assert.IsType<Supported>(Assert.IsType<Answered>(Decide($"{lines}share(once.right > 0) >= 0.5", Refuses)).Verdict);
    }

    [Fact]
    public void Without_log_probabilities_what_they_would_tell_is_not_known()
    {
        foreach (var statement in new[] { "share(once.likeliestRight > 0) >= 0.5", "share(once.likeliestRight > 0) <= 0.5", "mean(once.probability) <= 0.3" })
        {
            var verdict = Assert.IsType<Undecided>(Assert.IsType<Answered>(Decide($"{Lines}\nclaim: {statement}", Overlooks)).Verdict);
            Assert.Contains("is not known: the model tells no log-probabilities", verdict.Reason, StringComparison.Ordinal);
        }
    }

    private sealed class Choosy : ILanguageModel
    {
        private readonly CompletingModel _completes = new(isUsual: false, 0);

        public string Name => "choosy";

        public async Task<Reply> Ask(Query query, CancellationToken cancellation) =>
            query.IsCompletion ? await _completes.Ask(query, cancellation) : new Reply("I'd rather not say.", null, 0, 0, null);
    }

    [Fact]
    public void The_smallest_failure_still_has_a_swap()
    {
        // It also misreads plain assignments, which is another failure.
        static ILanguageModel Misreads() => new ReadingModel(says: value => $"{(value + 1) % 10}");
        var verdict = Assert.IsType<Answered>(Decide($"{Lines}\nclaim: share(once.right > 0) >= 0.5", Misreads)).Verdict;
        Assert.Contains(", ", verdict.Finding!.Text.Split("assert")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_quantity_belongs_to_its_kind_of_task()
    {
        var problem = Assert.Single(Assert.IsType<Unusable>(Decide("model: endpoint\ntask: once = built-in-swap\ntask: other = redefinition\nclaim: share(once.firstValue > 0) >= 0.5", Overlooks)).Problems);
        Assert.Contains("Nothing called 'firstValue' is counted of 'once'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("usualLikelier", problem.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_can_t_be_asked_makes_a_claim_unusable()
    {
        var problem = Assert.Single(Assert.IsType<Unusable>(Decide($"{Lines}\nclaim: share(once.right > 0) >= 0.5", () => throw new ModelException("nobody is there"))).Problems);
        Assert.Equal("nobody is there", problem.Message);
        Assert.Equal("c", problem.Claim);
    }

    [Fact]
    public void Without_an_endpoint_a_claim_makes_no_request()
    {
        var problem = Assert.Single(Assert.IsType<Unusable>(Decide($"{Lines}\nclaim: share(once.right > 0) >= 0.5", null)).Problems);
        Assert.Contains("--endpoint", problem.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void One_seed_is_replayed()
    {
        var question = new ModelQuestion(Of($"{Lines}\nclaim: share(once.right > 0) >= 0.5"), new LanguageModelsOptions { Endpoint = Overlooks });
        var told = Assert.IsType<Undecided>(Assert.IsType<Answered>(question.Replay("seed = 3", TestContext.Current.CancellationToken)).Verdict);
        Assert.Contains("the right answer is", told.Reason, StringComparison.Ordinal);
        Assert.IsType<Unusable>(question.Replay("x = 3", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Cancelling_ends_it()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Decide($"{Lines}\nclaim: share(once.right > 0) >= 0.5", Overlooks, cancellation: cancelled.Token));
    }

    private static ReadingModel Overlooks() => new(line => line.Contains(", ", StringComparison.Ordinal));

    private static Settlement Decide(string lines, Func<ILanguageModel>? model, Budget? budget = null, CancellationToken cancellation = default) =>
        new ModelQuestion(Of(lines), new LanguageModelsOptions { Endpoint = model }).Decide(budget ?? new Budget(TimeSpan.FromMinutes(1), 1 << 30), new Silent(), cancellation);

    private static Claim Of(string lines) => new("c", new Place("claims.md", 1, 1), [.. lines.Split('\n').Select((line, i) =>
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return new ClaimEntry(line[..colon], new Place("claims.md", i + 2, 1), ClaimText.Of(line[(colon + 1)..].Trim(), new Place("claims.md", i + 2, colon + 3)));
    })]);

    private sealed class Silent : IProgress<ProgressReport>
    {
        public void Report(ProgressReport value)
        {
        }
    }
}
