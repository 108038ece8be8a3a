using System.Collections.Concurrent;
using System.IO.Compression;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Models.Recordings;
using Assay.TestSupport;

namespace Assay.LanguageModels.Tests.Models;

/// <summary>Whole runs with a recording: what they see, what ends them, what they refuse.</summary>
public sealed class RecordingRunTests
{
    private static readonly Sampling Sampling = new(PromptForm.Chat);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_recording_tells_by_itself_how_it_was_asked()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("raw.replies");
        var raw = new Sampling(PromptForm.Raw, ReplyTokens: 500);
        using (var model = new RecordingModel(new Scripted((query, _) => Task.FromResult(Echo(query) with { Without = "seed" })), raw, path))
        {
            await model.Ask(Asks("p"), Cancellation);
            Assert.Contains("takes no seed", model.Remark, StringComparison.Ordinal);
        }

        var recorded = new RecordedModel(path, null, null);
        Assert.Equal(Echo(Asks("p")).Text, (await recorded.Ask(Asks("p"), Cancellation)).Text);
        Assert.Contains("takes no seed", recorded.Remark, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ModelException>(() => new RecordedModel(path, null, Sampling).Ask(Asks("p"), Cancellation));

        using (var model = new RecordingModel(new Scripted((query, _) => Task.FromResult(Echo(query))), Sampling, path))
        {
            await model.Ask(Asks("p"), Cancellation);
        }

        Assert.Contains("Say which: chat or raw", (await Assert.ThrowsAsync<ModelException>(() => new RecordedModel(path, null, null).Ask(Asks("p"), Cancellation))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_models_of_one_name_do_not_mix_and_what_was_there_is_told()
    {
        using var folder = new TemporaryFolder();
        var (path, other) = (folder.At("run.replies"), folder.At("other.replies"));
        using (var model = new RecordingModel(At("http://a/v1"), Sampling, path))
        {
            await model.Ask(Asks("p"), Cancellation);
            await model.Ask(Asks("p"), Cancellation);
            Assert.Null(model.Remark);
        }

        // The same address goes on, and one without an address, such as a test's, may read.
        using (var again = new RecordingModel(At("http://a/v1"), Sampling, path))
        {
            await again.Ask(Asks("p"), Cancellation);
            await again.Ask(Asks("q"), Cancellation);
            await again.Ask(Asks("p"), Cancellation);
            Assert.Equal($"1 of 2 replies were in {path} before the run.", again.Remark);
        }

        Says("from http://a/v1, and http://b/v1 is to be asked", () => _ = new RecordingModel(At("http://b/v1"), Sampling, path));
        using (var second = new RecordingModel(At("http://b/v1"), Sampling, other))
        {
            await second.Ask(Asks("r"), Cancellation);
        }

        var packed = Recording.Load(path);
        Says("from http://a/v1 and http://b/v1", () => packed.AddAll(Recording.Load(other)));

        // Replies of which it is not known, as those of earlier recordings, go with any.
        using (var unknown = new RecordingModel(new Scripted((query, _) => Task.FromResult(Echo(query))), Sampling, folder.At("unknown.replies")))
        {
            await unknown.Ask(Asks("s"), Cancellation);
        }

        packed.AddAll(Recording.Load(folder.At("unknown.replies")));
        Assert.Equal(3, packed.Count);

        static Scripted At(string address) => new((query, _) => Task.FromResult(Echo(query))) { Address = address };
    }

    [Fact]
    public async Task The_run_that_records_sees_what_later_runs_see()
    {
        using var folder = new TemporaryFolder();
        var (path, packed) = (folder.At("run.replies"), folder.At("run.replies.gz"));
        var query = Asks("p") with { Alternatives = 20 };
        var scripted = new Scripted((_, _) => Task.FromResult(new Reply(
            "half \ud83d\n\0 \u2028\"", [.. Enumerable.Range(0, 20).Select(i => new TokenChance($"t{i}", -i - 1 / 3.0))], 1, 2, null)));

        Reply first;
        using (var model = new RecordingModel(scripted, Sampling, path))
            first = await model.Ask(query, Cancellation);
        Recording.Load(path).Save(packed);

        Assert.Equal([-0.3333, -1.3333, -2.3333, -3.3333, -4.3333], first.FirstTokens!.Select(token => token.LogProbability));
        using (var again = new RecordingModel(new Scripted((_, _) => throw new InvalidOperationException("asked again")), Sampling, path))
            AssertSame(first, await again.Ask(query, Cancellation));
        AssertSame(first, await new RecordedModel(path, "m", Sampling).Ask(query, Cancellation));
        AssertSame(first, await new RecordedModel(packed, null, Sampling).Ask(query, Cancellation));
    }

    [Fact]
    public async Task A_run_that_is_cancelled_goes_on_where_it_was()
    {
        using var folder = new TemporaryFolder();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var path = folder.At("run.replies");

        // The eleventh never comes back, and ends the run when the ten before it are recorded.
        var hangs = new Scripted(async (query, cancellation) =>
        {
            if (query.Prompt == "p10")
                await Task.Delay(Timeout.Infinite, cancellation);
            return Echo(query);
        });
        using (var model = new RecordingModel(hangs, Sampling, path))
        {
            var last = model.Ask(Asks("p10"), cancel.Token);
            var same = model.Ask(Asks("p10"), cancel.Token);
            await Task.WhenAll(Enumerable.Range(0, 10).Select(i => model.Ask(Asks($"p{i}"), cancel.Token)));
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => last);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => same);
        }

        var second = new Scripted((query, _) => Task.FromResult(Echo(query)));
        using var resumed = new RecordingModel(second, Sampling, path);
        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => resumed.Ask(Asks($"p{i}"), Cancellation)));

        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"re: p{i}"), replies.Select(reply => reply.Text));
        Assert.Equal(["p10", "p11"], second.Asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_waits_for_an_equal_query_asks_when_the_first_gives_up()
    {
        using var folder = new TemporaryFolder();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var calls = 0;
        var scripted = new Scripted(async (query, cancellation) =>
        {
            if (Interlocked.Increment(ref calls) == 1)
                await Task.Delay(Timeout.Infinite, cancellation);
            return Echo(query);
        });
        using var model = new RecordingModel(scripted, Sampling, folder.At("run.replies"));

        var first = model.Ask(Asks("p"), cancel.Token);
        var second = model.Ask(Asks("p"), Cancellation);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("re: p", (await second).Text);
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Whatever_decides_a_reply_is_part_of_the_query()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("run.replies");
        using (var model = new RecordingModel(new Scripted((query, _) => Task.FromResult(Echo(query))), Sampling, path))
            await model.Ask(Asks("p"), Cancellation);
        var recorded = new RecordedModel(path, "m", Sampling);

        Assert.Equal("re: p", (await recorded.Ask(Asks("p"), Cancellation)).Text);
        foreach (var other in new[] { Asks("p "), Asks("p") with { MostTokens = 60 }, Asks("p") with { Alternatives = 2 }, Asks("p") with { IsCompletion = true } })
            await Assert.ThrowsAsync<ModelException>(() => recorded.Ask(other, Cancellation));
        await Assert.ThrowsAsync<ModelException>(() => new RecordedModel(path, "m", Sampling with { Seed = 2 }).Ask(Asks("p"), Cancellation));
        Assert.Contains("holds no replies of n, but of m", Assert.Throws<ModelException>(() => new RecordedModel(path, "n", Sampling)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_file_that_is_cut_anywhere_is_refused()
    {
        using var folder = new TemporaryFolder();
        var (path, packed) = (folder.At("run.replies"), folder.At("run.replies.gz"));
        using (var model = new RecordingModel(new Scripted((query, _) => Task.FromResult(Echo(query))), Sampling, path))
            await model.Ask(Asks("p"), Cancellation);
        Recording.Load(path).Save(packed);
        var whole = await File.ReadAllBytesAsync(packed, Cancellation);

        Assert.Equal(1, Recording.Load(packed).Count);
        for (var length = 3; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(packed, whole[..length], Cancellation);
            Assert.Throws<ModelException>(() => new RecordedModel(packed, "m", Sampling));
        }
    }

    [Fact]
    public void Files_that_are_no_recordings_are_refused()
    {
        using var folder = new TemporaryFolder();
        using (var bomb = new GZipStream(File.Create(folder.At("bomb.replies.gz")), CompressionLevel.Fastest))
        {
            for (var i = 0; i <= Recording.MostBytes >> 20; i++)
                bomb.Write(new byte[1 << 20]);
        }

        using var model = new RecordingModel(new Scripted((query, _) => Task.FromResult(Echo(query))), Sampling, folder.At("open.replies"));
        using (var other = new GZipStream(File.Create(folder.At("other")), CompressionLevel.Fastest))
            other.Write("{}\n"u8);
        File.WriteAllBytes(folder.At("cut"), File.ReadAllBytes(folder.At("other"))[..12]);
        Says("64 MB", () => Recording.Load(folder.At("bomb.replies.gz")));
        Says("can't be read", () => Recording.Load(folder.At("none.replies")));
        Says("line 1", () => Recording.Load(folder.Write("text.replies", "once upon a time\n")));
        Says("holds no replies", () => _ = new RecordedModel(folder.Write("empty.replies", ""), null, Sampling));
        Says("Record into another file", () => _ = new RecordingModel(model, Sampling, folder.At("bomb.replies.gz")));
        Says("compressed", () => _ = new RecordingModel(model, Sampling, folder.At("other")));
        Says("can't be read", () => _ = new RecordingModel(model, Sampling, folder.At("cut")));
        Says("can't be written", () => _ = new RecordingModel(model, Sampling, folder.At("open.replies")));
        Says(".replies.gz", () => model.Recording.Save(folder.At("run.gz")));
    }

    private static void Says(string part, Action action) =>
        Assert.Contains(part, Assert.Throws<ModelException>(action).Message, StringComparison.Ordinal);

    private static void AssertSame(Reply wanted, Reply found)
    {
        Assert.Equal(wanted with { FirstTokens = null }, found with { FirstTokens = null });
        Assert.Equal(wanted.FirstTokens!, found.FirstTokens!);
    }

    private static Query Asks(string prompt) => new(prompt, MostTokens: 5, Alternatives: 1, IsCompletion: false);

    private static Reply Echo(Query query) => new("re: " + query.Prompt, null, 1, 2, "fp");

    private sealed class Scripted(Func<Query, CancellationToken, Task<Reply>> answers) : ILanguageModel
    {
        private readonly ConcurrentQueue<string> _asked = new();

        public string Name => "m";

        public string? Address { get; init; }

        public IEnumerable<string> Asked => _asked;

        public Task<Reply> Ask(Query query, CancellationToken cancellation)
        {
            _asked.Enqueue(query.Prompt);
            return answers(query, cancellation);
        }
    }
}
