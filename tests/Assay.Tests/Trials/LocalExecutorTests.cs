using System.Text;
using Assay.Trials;

namespace Assay.Tests.Trials;

public class LocalExecutorTests
{
    private const int Timeout = 120_000;

    [Theory(Timeout = Timeout)]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Every_trial_is_handed_over_once_whatever_the_number_of_threads(int threads)
    {
        List<Trial> trials = [.. Enumerable.Range(0, 500).Select(number => Of("square", $"{number}"))];

        var outcomes = await All(new LocalExecutor(Kinds, threads).RunAsync(trials, TestContext.Current.CancellationToken));

        Assert.Equal(Enumerable.Range(0, 500), outcomes.Select(outcome => outcome.Index).Order());
        Assert.All(outcomes, outcome => Assert.Equal($"{outcome.Index * outcome.Index}", Text(outcome.Outcome)));
    }

    [Fact(Timeout = Timeout)]
    public async Task In_order_means_in_the_order_of_the_trials()
    {
        List<Trial> trials = [.. Enumerable.Range(0, 200).Select(number => Of("square", $"{number}"))];

        var outcomes = await All(new LocalExecutor(Kinds, 8).RunAsync(trials, TestContext.Current.CancellationToken).InOrder());

        Assert.Equal(Enumerable.Range(0, 200), outcomes.Select(outcome => outcome.Index));
    }

    [Fact(Timeout = Timeout)]
    public async Task Who_stops_listening_cancels_what_is_not_done()
    {
        List<Trial> trials = [Of("square", "3"), .. Enumerable.Range(0, 1000).Select(number => Of("forever", $"{number}"))];

        await foreach (var (index, _) in new LocalExecutor(Kinds, 2).RunAsync(trials, TestContext.Current.CancellationToken))
        {
            Assert.Equal(0, index);
            break;
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task Cancelling_ends_a_run_that_would_not_end()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var run = All(new LocalExecutor(Kinds, 2).RunAsync([Of("forever", "1")], source.Token));
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact(Timeout = Timeout)]
    public async Task What_throws_takes_too_long_or_is_unknown_is_set_aside_and_the_rest_goes_on()
    {
        List<Trial> trials =
        [
            Of("throw", "no luck"),
            Of("forever", "1") with { Time = TimeSpan.FromMilliseconds(20) },
            Of("unheard-of", ""),
            Of("square", "4"),
        ];

        var outcomes = (await All(new LocalExecutor(Kinds, 2).RunAsync(trials, TestContext.Current.CancellationToken).InOrder())).Select(outcome => outcome.Outcome).ToList();

        Assert.Equal("InvalidOperationException: no luck", Assert.IsType<SetAside>(outcomes[0]).Reason);
        Assert.Equal("It took longer than the 0.02 s that it may take.", Assert.IsType<SetAside>(outcomes[1]).Reason);
        Assert.Equal("This build knows no trials of the kind 'unheard-of'.", Assert.IsType<SetAside>(outcomes[2]).Reason);
        Assert.Equal("16", Text(outcomes[3]));
    }

    [Fact]
    public async Task No_trials_are_no_outcomes() =>
        Assert.Empty(await All(new LocalExecutor(Kinds, 2).RunAsync([], TestContext.Current.CancellationToken)));

    [Fact]
    public void A_key_tells_builds_kinds_and_inputs_apart_and_nothing_else()
    {
        var trial = Of("square", "4");

        Assert.Equal(trial.KeyFor("a"), (trial with { Time = TimeSpan.FromDays(1) }).KeyFor("a"));
        Assert.Equal(4, new[] { trial.KeyFor("a"), trial.KeyFor("b"), Of("squares", "4").KeyFor("a"), Of("square", "44").KeyFor("a") }.Distinct().Count());
        Assert.NotEqual(Of("ab", "c").KeyFor("x"), Of("a", "bc").KeyFor("x"));
    }

    private static TrialKinds Kinds { get; } = new("test", [
        new Kind("square", (input, _) => Encoding.UTF8.GetBytes($"{int.Parse(input) * int.Parse(input)}")),
        new Kind("throw", (input, _) => throw new InvalidOperationException(input)),
        new Kind("forever", (_, cancellation) =>
        {
            cancellation.WaitHandle.WaitOne();
            cancellation.ThrowIfCancellationRequested();
            return [];
        })]);

    private static Trial Of(string kind, string input) => new(kind, Encoding.UTF8.GetBytes(input));

    private static string Text(TrialOutcome outcome) => Encoding.UTF8.GetString(Assert.IsType<Completed>(outcome).Result.Span);

    private static async Task<List<(int Index, TrialOutcome Outcome)>> All(IAsyncEnumerable<(int, TrialOutcome)> outcomes)
    {
        var all = new List<(int, TrialOutcome)>();
        await foreach (var outcome in outcomes)
            all.Add(outcome);
        return all;
    }

    private sealed class Kind(string name, Func<string, CancellationToken, byte[]> run) : ITrialKind
    {
        public string Name => name;

        public byte[] Run(ReadOnlyMemory<byte> input, CancellationToken cancellation) => run(Encoding.UTF8.GetString(input.Span), cancellation);
    }
}
