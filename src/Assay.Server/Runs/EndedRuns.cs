using Assay.Server.History;

namespace Assay.Server.Runs;

/// <summary>
/// The last runs that ended. A short run can be over before its client has begun to follow it, and one that could not be written to the history is
/// nowhere else.
/// </summary>
/// <param name="most">How many are kept at most.</param>
/// <param name="room">How many characters they have at most; a run of more than a quarter of it is not kept, so that none takes the room of all others.</param>
internal sealed class EndedRuns(int most, long room)
{
    private const int Quarter = 4;

    private readonly Lock _lock = new();
    private readonly List<(Run Run, StoredRun Stored, long Size)> _runs = [];

    /// <summary>Keeps a run.</summary>
    /// <param name="run">Its events.</param>
    /// <param name="stored">What came out.</param>
    public void Add(Run run, StoredRun stored)
    {
        var size = run.Told + stored.Text.Length + stored.Html.Length + stored.Report.Length;
        if (size > room / Quarter)
            return;
        lock (_lock)
        {
            _runs.Add((run, stored, size));
            while (_runs.Count > most || _runs.Sum(kept => kept.Size) > room)
                _runs.RemoveAt(0);
        }
    }

    /// <summary>What came out of a run, or null where it is not kept.</summary>
    public StoredRun? Find(string id)
    {
        lock (_lock)
            return _runs.FirstOrDefault(kept => kept.Run.Id == id).Stored;
    }

    /// <summary>The events of a run, or null where it is not kept.</summary>
    public Run? FindEvents(string id)
    {
        lock (_lock)
            return _runs.FirstOrDefault(kept => kept.Run.Id == id).Run;
    }

    /// <summary>Forgets a run.</summary>
    public void Forget(string id)
    {
        lock (_lock)
            _runs.RemoveAll(kept => kept.Run.Id == id);
    }
}
