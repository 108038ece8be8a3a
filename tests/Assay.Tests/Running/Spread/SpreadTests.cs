using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Claims;
using Assay.Running;
using Assay.Running.Spread;
using Assay.TestSupport;
using Assay.Trials;
using Assay.Verdicts;

namespace Assay.Tests.Running.Spread;

/// <summary>A run whose claims are decided elsewhere reports what it reports here.</summary>
public class SpreadTests
{
    private const int Timeout = 120_000;

    private static readonly JsonSerializerOptions Numbers = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static readonly string Document = string.Concat(Enumerable.Range(0, 12).Select(number => Samples.Block($"claim-{number}", "for-all: int x", $"claim:   x > {number}")));

    [Fact(Timeout = Timeout)]
    public Task Results_have_the_same_order_and_say_the_same() => Task.Run(() =>
    {
        var domain = new FakeDomain { Decide = (claim, budget, _, _) => Answers(claim, budget) };
        var here = Run(domain, null);
        var elsewhere = Run(domain, new LocalExecutor(Kinds(domain), 3));

        Assert.Equal(here.Results.Select(result => result.Claim.Name), elsewhere.Results.Select(result => result.Claim.Name));
        Assert.Equal(here.Results.Select(Shown), elsewhere.Results.Select(Shown));
        Assert.Equal(here.ExitCode, elsewhere.ExitCode);
    }, TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task A_claim_that_depends_on_more_than_can_be_sent_is_decided_here() => Task.Run(() =>
    {
        var domain = new FakeDomain { Files = null };

        var report = Run(domain, new NobodyThere());

        Assert.Equal(12, report.Results.Count(result => result.Standing == Standing.AsExpected));
    }, TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task A_trial_that_is_set_aside_is_a_fault_of_its_claim_and_of_no_other() => Task.Run(() =>
    {
        var report = Run(new FakeDomain(), new SettingAside(3));

        Assert.Equal("It ended its process. ", Assert.IsType<Faulted>(report.Results.ElementAt(3).Settlement).Message);
        Assert.Equal("last words", Assert.IsType<Faulted>(report.Results.ElementAt(3).Settlement).Stack);
        Assert.Equal(11, report.Results.Count(result => result.Standing == Standing.AsExpected));
    }, TestContext.Current.CancellationToken);

    [Fact]
    public void An_answer_counts_for_the_very_bytes_that_were_sent()
    {
        var kind = new ClaimTrials(_ => [new FakeDomain()]);
        var input = new ClaimInput("sort.md", Document, 1, Budget.Default, "").Trial().Input;
        var result = kind.Run(input, CancellationToken.None);

        Assert.IsType<Answered>(ClaimTrials.ReadResult(input.Span, result).Settlement);
        for (var position = 0; position < input.Length; position++)
        {
            byte[] other = [.. input.Span];
            other[position] ^= 1;
            Assert.Throws<InvalidDataException>(() => ClaimTrials.ReadResult(other, result));
        }

        Assert.Throws<InvalidDataException>(() => ClaimTrials.ReadResult(input.Span, result.AsSpan(input.Length)));
        Assert.Throws<InvalidDataException>(() => ClaimTrials.ReadResult(input.Span, result.AsSpan(0, sizeof(int) + input.Length)));
    }

    [Fact(Timeout = Timeout)]
    public Task Claims_whose_answers_were_exchanged_are_not_decided_by_them() => Task.Run(() =>
    {
        var report = Run(new FakeDomain(), new Exchanging(3, 4));

        Assert.Contains("its answer is to something else", Assert.IsType<Faulted>(report.Results.ElementAt(3).Settlement).Message, StringComparison.Ordinal);
        Assert.Contains("its answer is to something else", Assert.IsType<Faulted>(report.Results.ElementAt(4).Settlement).Message, StringComparison.Ordinal);
        Assert.Equal(10, report.Results.Count(result => result.Standing == Standing.AsExpected));
    }, TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task What_stops_the_executor_stops_the_run() => Task.Run(() =>
        Assert.Equal("nobody there", Assert.Throws<InvalidOperationException>(() => Run(new FakeDomain(), new NobodyThere())).Message), TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task Cancelling_ends_the_wait() => Task.Run(() =>
    {
        using var source = new CancellationTokenSource();
        var domain = new FakeDomain
        {
            Decide = (_, _, _, cancellation) =>
            {
                source.Cancel();
                cancellation.WaitHandle.WaitOne();
                cancellation.ThrowIfCancellationRequested();
                return Samples.Answer(Samples.ProvedVerdict);
            },
        };

        var report = Run(domain, new LocalExecutor(Kinds(domain), 1), source.Token);

        Assert.True(report.WasInterrupted);
        Assert.Empty(report.Results);
    }, TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task What_was_answered_before_an_interruption_is_reported() => Task.Run(() =>
    {
        using var source = new CancellationTokenSource();

        var report = Run(new FakeDomain(), new Interrupting(5, source), source.Token);

        Assert.True(report.WasInterrupted);
        Assert.Equal(Enumerable.Range(5, 7).Select(number => $"claim-{number}"), report.Results.Select(result => result.Claim.Name));
        Assert.All(report.Results, result => Assert.Equal(Standing.AsExpected, result.Standing));
    }, TestContext.Current.CancellationToken);

    [Fact]
    public void An_input_that_is_none_is_refused()
    {
        var kind = new ClaimTrials(_ => [new FakeDomain()]);

        Assert.Throws<InvalidDataException>(() => kind.Run("{}"u8.ToArray(), CancellationToken.None));
        Assert.Throws<InvalidDataException>(() => kind.Run("not json"u8.ToArray(), CancellationToken.None));
        Assert.Throws<InvalidDataException>(() => kind.Run(new ClaimInput("a.md", "no claim", 7, Budget.Default, "").Trial().Input, CancellationToken.None));
    }

    private static Settlement Answers(Claim claim, Budget budget) => claim.Name switch
    {
        "claim-1" => Samples.Answer(Samples.RefutedVerdict),
        "claim-2" => new Unusable([new Problem(claim.Place, "It is wrong.", "Repair it.") { Claim = claim.Name }]),
        "claim-3" => throw new InvalidOperationException("no luck"),
        "claim-4" => Samples.Answer(Samples.SupportedVerdict),
        "claim-5" => new Answered(Samples.UndecidedVerdict) { EndedEarly = true },
        "claim-6" => new Answered(Samples.ProvedVerdict with { Covers = budget.ToString() }) { MeetsExpectedFinding = true },
        "claim-7" => Samples.Answer(Samples.SupportedVerdict with { Estimate = new Estimate("loss", double.NaN, double.NegativeInfinity, 0.1 + 0.2, 0.99, -0.0, 3) }),
        _ => Samples.Answer(Samples.ProvedVerdict),
    };

    // Everything that a report could show, but where in Assay a fault was thrown.
    private static string Shown(ClaimResult result) => result.Settlement switch
    {
        Faulted faulted => faulted.Message,
        Answered answered => Text(answered) + Text(answered.Verdict),
        _ => Text(result.Settlement),
    };

    private static string Text(object value) => JsonSerializer.Serialize(value, Numbers);

    private static TrialKinds Kinds(FakeDomain domain) => new("test", [new ClaimTrials(_ => [domain])]);

    private static RunReport Run(FakeDomain domain, ITrialExecutor? executor, CancellationToken cancellation = default)
    {
        var document = new ClaimDocumentReader([domain]).ReadText("sort.md", Document);
        Assert.Equal(12, document.Claims.Count);
        var options = new RunOptions { Spread = executor is null ? null : new ClaimSpread(executor, "") };
        return new Runner([domain], options).Run([document], new Silent(), _ => { }, cancellation);
    }

    private sealed class Silent : IProgress<ProgressReport>
    {
        public void Report(ProgressReport value)
        {
        }
    }

    private sealed class NobodyThere : ITrialExecutor
    {
        public IAsyncEnumerable<(int Index, TrialOutcome Outcome)> RunAsync(IReadOnlyList<Trial> trials, CancellationToken cancellation) =>
            trials.Count == 0 ? AsyncEnumerable.Empty<(int, TrialOutcome)>() : throw new InvalidOperationException("nobody there");
    }

    private sealed class SettingAside(int which) : ITrialExecutor
    {
        public async IAsyncEnumerable<(int Index, TrialOutcome Outcome)> RunAsync(IReadOnlyList<Trial> trials, [EnumeratorCancellation] CancellationToken cancellation)
        {
            await foreach (var (index, outcome) in new LocalExecutor(Kinds(new FakeDomain()), 1).RunAsync(trials, cancellation))
                yield return (index, index == which ? new SetAside("It ended its process. ", "last words") : outcome);
        }
    }

    // Those from a number on are answered; then somebody presses Ctrl-C.
    private sealed class Interrupting(int first, CancellationTokenSource source) : ITrialExecutor
    {
        public async IAsyncEnumerable<(int Index, TrialOutcome Outcome)> RunAsync(IReadOnlyList<Trial> trials, [EnumeratorCancellation] CancellationToken cancellation)
        {
            await foreach (var (index, outcome) in new LocalExecutor(Kinds(new FakeDomain()), 1).RunAsync([.. trials.Skip(first)], cancellation))
                yield return (index + first, outcome);
            await source.CancelAsync();
            await Task.Delay(System.Threading.Timeout.Infinite, cancellation);
        }
    }

    private sealed class Exchanging(int one, int other) : ITrialExecutor
    {
        public async IAsyncEnumerable<(int Index, TrialOutcome Outcome)> RunAsync(IReadOnlyList<Trial> trials, [EnumeratorCancellation] CancellationToken cancellation)
        {
            await foreach (var (index, outcome) in new LocalExecutor(Kinds(new FakeDomain()), 1).RunAsync(trials, cancellation))
                yield return (index == one ? other : index == other ? one : index, outcome);
        }
    }
}
