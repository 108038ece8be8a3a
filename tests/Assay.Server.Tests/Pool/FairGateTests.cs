using Assay.Server.Pool;
using CsCheck;

namespace Assay.Server.Tests.Pool;

public sealed class FairGateTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task One_client_never_takes_all_places()
    {
        var gate = new FairGate(3, 10, 10);
        var mine = new[] { gate.EnterAsync("a", Never), gate.EnterAsync("a", Never), gate.EnterAsync("a", Never) };
        Assert.Equal([true, true, false], mine.Select(wait => wait.IsCompleted));
        Assert.True(gate.EnterAsync("b", Never).IsCompleted);
        (await mine[0]).Dispose();
        await mine[2];
    }

    [Fact]
    public async Task Clients_that_wait_are_served_in_turn()
    {
        var gate = new FairGate(2, 10, 10);
        var (first, second) = (await gate.EnterAsync("x", Never), await gate.EnterAsync("y", Never));
        var order = new List<string>();
        var waits = new[] { "a", "a", "a", "b", "c" }.Select(name => Wait(name)).ToList();
        first.Dispose();
        await Task.WhenAll(waits);
        Assert.Equal(["a", "b", "c", "a", "a"], order);
        second.Dispose();

        async Task Wait(string name)
        {
            using var place = await gate.EnterAsync(name, Never);
            lock (order)
                order.Add(name);
        }
    }

    [Fact]
    public async Task Too_many_are_refused_and_who_gives_up_makes_room()
    {
        var gate = new FairGate(2, 3, 2);
        var inside = new[] { await gate.EnterAsync("x", Never), await gate.EnterAsync("y", Never) };
        using var leave = new CancellationTokenSource();
        var waiting = gate.EnterAsync("a", leave.Token);
        _ = gate.EnterAsync("a", Never);
        Assert.True((await Assert.ThrowsAsync<FullException>(() => gate.EnterAsync("a", Never))).IsClient);
        _ = gate.EnterAsync("b", Never);
        Assert.False((await Assert.ThrowsAsync<FullException>(() => gate.EnterAsync("c", Never))).IsClient);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(gate.EnterAsync("c", Never).IsCompleted);
        Assert.Equal(2, inside.Length);
    }

    [Fact]
    public void Whatever_happens_no_place_is_lost_and_none_is_given_twice() =>
        Gen.Select(Gen.Int[2, 4], Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3]).Array[1, 60]).Sample((places, steps) =>
        {
            var gate = new FairGate(places, 1000, 1000);
            var waits = new List<(string Name, Task<IDisposable> Wait, CancellationTokenSource Leave)>();
            foreach (var (kind, client) in steps)
            {
                var through = waits.FindAll(one => one.Wait.IsCompletedSuccessfully);
                if (kind == 0 || waits.Count == 0)
                {
                    var leave = new CancellationTokenSource();
                    waits.Add(($"{client}", gate.EnterAsync($"{client}", leave.Token), leave));
                }
                else if (kind == 1 && through.Count > 0)
                {
                    var one = through[client % through.Count];
                    one.Wait.Result.Dispose();
                    waits.Remove(one);
                }
                else
                {
                    var one = waits[client % waits.Count];
                    one.Leave.Cancel();
                    if (!Settled(one.Wait))
                        return false;
                    if (!one.Wait.IsCompletedSuccessfully)
                        waits.Remove(one);
                }

                if (!Holds(places, waits))
                    return false;
            }

            return true;
        });

    // As many are through as can be: all places, unless only such wait as have taken all that one client may.
    private static bool Holds(int places, List<(string Name, Task<IDisposable> Wait, CancellationTokenSource Leave)> waits)
    {
        var expected = Math.Min(places, waits.GroupBy(one => one.Name).Sum(group => Math.Min(places - 1, group.Count())));
        SpinWait.SpinUntil(() => waits.Count(one => one.Wait.IsCompletedSuccessfully) >= expected, TimeSpan.FromSeconds(10));
        var through = waits.FindAll(one => one.Wait.IsCompletedSuccessfully);
        return through.Count == expected && through.GroupBy(one => one.Name).All(group => group.Count() <= places - 1);
    }

    private static bool Settled(Task wait) => SpinWait.SpinUntil(() => wait.IsCompleted, TimeSpan.FromSeconds(10));
}
