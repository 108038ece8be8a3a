using Assay.Server.History;
using Assay.Server.Runs;
using Assay.Server.Work;
using Assay.TestSupport;

namespace Assay.Server.Tests.History;

public sealed class HistoryStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_written_is_there_for_another_server_before_the_first_has_ended()
    {
        using var first = HistoryStore.Open(_folder.Root, 10);
        Begin(first, "a");
        first.Add("a", 0, new ShownVerdict("c", null, "proved", "✓", true, "because", 0.5), "<p>card</p>");
        using var second = HistoryStore.Open(_folder.Root, 10);
        var run = second.Find("a")!;
        Assert.Equal((RunState.Running, "the text of a", "<p>card</p>"), (run.State, run.Text, run.Html));
        Assert.Equal("c", Assert.Single(run.Verdicts).Name);
        first.End("a", RunState.Done, null, "<p>all</p>", "{}");
        Assert.Equal((RunState.Done, "<p>all</p>", "{}"), (second.Find("a")!.State, second.Find("a")!.Html, second.Find("a")!.Report));
    }

    [Fact]
    public void The_oldest_make_room_with_all_that_belongs_to_them()
    {
        using var history = HistoryStore.Open(_folder.Root, 3);
        foreach (var id in new[] { "a", "b", "c", "d" })
        {
            Begin(history, id);
            history.Add(id, 0, new ShownVerdict("c", "says", "proved", "✓", true, "because", 0.5), "");
        }

        Assert.Equal(["d", "c", "b"], history.Latest(10).Select(run => run.Id));
        Assert.Null(history.Find("a"));
        Begin(history, "e");
        history.Forget("e");
        Assert.Equal(["d", "c"], history.Latest(10).Select(run => run.Id));
    }

    private static void Begin(HistoryStore history, string id)
    {
        using var run = new Run(id, $"the text of {id}", "me");
        history.Begin(run, "1.0.0", id);
    }
}
