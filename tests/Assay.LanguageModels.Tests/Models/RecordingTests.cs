using Assay.LanguageModels.Models;
using Assay.LanguageModels.Models.Recordings;
using Assay.TestSupport;

namespace Assay.LanguageModels.Tests.Models;

/// <summary>Runs that are killed and go on, and runs that are replayed.</summary>
public class RecordingTests
{
    private static readonly Sampling Sampling = new(PromptForm.Chat);

    [Fact]
    public async Task A_record_that_is_torn_at_any_byte_is_asked_again_and_no_other()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("run.replies");
        var first = await Record(path, "a", "b");
        var whole = await File.ReadAllBytesAsync(path);
        var last = Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2) + 1;
        Assert.Equal(["a", "b"], first.Asked);

        for (var length = last; length <= whole.Length; length++)
        {
            await File.WriteAllBytesAsync(path, whole[..length]);
            var again = await Record(path, "a", "b");

            Assert.Equal(length == whole.Length ? [] : ["b"], again.Asked);
            Assert.Equal(whole, await File.ReadAllBytesAsync(path));
        }
    }

    [Fact]
    public async Task A_compressed_recording_replays_offline_and_is_the_same_in_any_order()
    {
        using var folder = new TemporaryFolder();
        await Record(folder.At("one"), "a\n\u00e9", "b");
        await Record(folder.At("two"), "b", "a\n\u00e9");
        Recording.Load(folder.At("one")).Save(folder.At("one.replies.gz"));
        Recording.Load(folder.At("two")).Save(folder.At("two.replies.gz"));
        var model = new RecordedModel(folder.At("one.replies.gz"), null, Sampling);

        var reply = await model.Ask(Asks("a\n\u00e9"), default);

        Assert.Equal(await File.ReadAllBytesAsync(folder.At("one.replies.gz")), await File.ReadAllBytesAsync(folder.At("two.replies.gz")));
        Assert.Equal("re: a\n\u00e9", reply.Text);
        Assert.Equal([new TokenChance("x", -0.25)], reply.FirstTokens!);
        var exception = await Assert.ThrowsAsync<ModelException>(() => model.Ask(Asks("c"), default));
        Assert.Contains("no answer of m to this query: \"c\"", exception.Message, StringComparison.Ordinal);
        Assert.Contains("assay model ... --endpoint URL --model NAME --record FILE", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_record_in_the_middle_and_other_files_are_refused_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("run.replies");
        await Record(path, "a", "b");
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[30] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        var other = folder.Write("other.json", "{}");

        Assert.Contains("line 1", Assert.Throws<ModelException>(() => Recording.Load(path)).Message, StringComparison.Ordinal);
        Assert.Throws<ModelException>(() => new RecordingModel(new Echo(), Sampling, other));
        Assert.Equal("{}", await File.ReadAllTextAsync(other));
    }

    [Fact]
    public async Task Equal_queries_at_the_same_time_are_asked_once()
    {
        using var folder = new TemporaryFolder();
        var echo = await Record(folder.At("run.replies"), [.. Enumerable.Repeat("a", 20)]);
        Assert.Equal(["a"], echo.Asked);
    }

    private static async Task<Echo> Record(string path, params string[] prompts)
    {
        var echo = new Echo();
        using var model = new RecordingModel(echo, Sampling, path);
        await Task.WhenAll(prompts.Select(prompt => model.Ask(Asks(prompt), default)));
        return echo;
    }

    private static Query Asks(string prompt) => new(prompt, MostTokens: 5, Alternatives: 1, IsCompletion: false);

    private sealed class Echo : ILanguageModel
    {
        public string Name => "m";

        public List<string> Asked { get; } = [];

        public Task<Reply> Ask(Query query, CancellationToken cancellation)
        {
            Asked.Add(query.Prompt);
            return Task.FromResult(new Reply("re: " + query.Prompt, [new TokenChance("x", -0.25)], 1, 2, "fp"));
        }
    }
}
