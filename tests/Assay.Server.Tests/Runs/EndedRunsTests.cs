using Assay.Server.History;
using Assay.Server.Runs;

namespace Assay.Server.Tests.Runs;

public sealed class EndedRunsTests
{
    private const long Room = 1000;

    private readonly EndedRuns _ended = new(most: 3, Room);

    [Fact]
    public void The_last_are_kept()
    {
        foreach (var id in new[] { "a", "b", "c", "d" })
            Add(id, 10);
        Assert.Null(_ended.Find("a"));
        Assert.Null(_ended.FindEvents("a"));
        Assert.Equal(["b", "c", "d"], new[] { "b", "c", "d" }.Where(id => _ended.Find(id)?.Id == id && _ended.FindEvents(id)?.Id == id));
    }

    [Fact]
    public void They_have_the_room_that_there_is_and_a_large_one_takes_that_of_no_other()
    {
        Add("a", 10);
        Add("large", (int)(Room / 4) + 1);
        Assert.NotNull(_ended.Find("a"));
        Assert.Null(_ended.Find("large"));
        Assert.Null(_ended.FindEvents("large"));
        var most = new EndedRuns(most: 10, Room);
        for (var i = 0; i < 5; i++)
            most.Add(Over($"{i}", 0), Stored($"{i}", (int)(Room / 4)));
        Assert.Null(most.Find("0"));
        Assert.All(Enumerable.Range(1, 4), i => Assert.NotNull(most.Find($"{i}")));
    }

    [Fact]
    public void Events_count_too() => Assert.Null(Added(Over("told", (int)(Room / 4)), Stored("told", 1)).Find("told"));

    [Fact]
    public void What_is_forgotten_is_gone()
    {
        Add("a", 10);
        Add("b", 10);
        _ended.Forget("a");
        Assert.Null(_ended.Find("a"));
        Assert.Null(_ended.FindEvents("a"));
        Assert.NotNull(_ended.Find("b"));
    }

    private void Add(string id, int characters) => Added(Over(id, 0), Stored(id, characters));

    private EndedRuns Added(Run run, StoredRun stored)
    {
        _ended.Add(run, stored);
        return _ended;
    }

    private static Run Over(string id, int characters)
    {
        var run = new Run(id, "", "client");
        run.Tell("ended", new string('x', characters), isLast: true);
        return run;
    }

    private static StoredRun Stored(string id, int characters) => new(id, default, "0", "", RunState.Done, []) { Html = new string('x', characters) };
}
