using System.Diagnostics;
using System.Text.Json;
using Assay.Running;
using Assay.TestSupport;

namespace Assay.Acceptance;

public sealed class InterruptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualResetEventSlim _never = new();
    private readonly CancellationTokenSource _source = new();
    private readonly Stopwatch _sinceCancelled = new();

    public void Dispose()
    {
        _never.Set();
        _folder.Dispose();
        _source.Dispose();
    }

    [Fact(Timeout = Tool.Timeout)]
    public Task A_deaf_decider_cannot_hold_the_user() => Task.Run(() =>
    {
        var (code, output, _) = Deaf().Run("check", ThreeClaims());

        Assert.Equal(ExitCodes.Interrupted, code);
        Assert.True(_sinceCancelled.Elapsed < TimeSpan.FromSeconds(10), $"It took {_sinceCancelled.Elapsed}.");
        Assert.Contains("✓ proved  first", output, StringComparison.Ordinal);
        Assert.Contains("1 claim: 1 proved, interrupted", output, StringComparison.Ordinal);
        Assert.DoesNotContain("third", output, StringComparison.Ordinal);
    }, TestContext.Current.CancellationToken);

    [Fact(Timeout = Tool.Timeout)]
    public Task Json_is_whole_even_when_interrupted() => Task.Run(() =>
    {
        var (code, output, _) = Deaf().Run("check", ThreeClaims(), "--json");

        using var json = JsonDocument.Parse(output);
        Assert.Equal(ExitCodes.Interrupted, code);
        Assert.True(json.RootElement.GetProperty("interrupted").GetBoolean());
        Assert.Equal(1, json.RootElement.GetProperty("summary").GetProperty("claims").GetInt32());
    }, TestContext.Current.CancellationToken);

    [Fact(Timeout = Tool.Timeout)]
    public Task A_story_that_is_interrupted_says_so() => Task.Run(() =>
    {
        var (code, output, _) = Deaf().Run("check", $"{ThreeClaims()}#second");

        Assert.Equal(ExitCodes.Interrupted, code);
        Assert.StartsWith("! interrupted  second", output, StringComparison.Ordinal);
    }, TestContext.Current.CancellationToken);

    [Fact]
    public void Nothing_starts_when_the_user_has_given_up_already()
    {
        _source.Cancel();

        var (code, _, _) = Deaf().Run("check", ThreeClaims());

        Assert.Equal(ExitCodes.Interrupted, code);
    }

    private Tool Deaf() => new(new FakeDomain
    {
        Decide = (claim, _, _, _) =>
        {
            if (claim.Name == "second")
            {
                _sinceCancelled.Start();
                _source.Cancel();
                _never.Wait(CancellationToken.None);
            }

            return Samples.Answer(Samples.ProvedVerdict);
        },
    })
    { Cancellation = _source.Token };

    private string ThreeClaims() => _folder.Write(
        "three.md",
        Samples.Block("first", "claim: true") + Samples.Block("second", "claim: true") + Samples.Block("third", "claim: true"));
}
