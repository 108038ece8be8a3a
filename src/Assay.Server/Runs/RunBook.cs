using Assay.Reporting.Json;
using Assay.Server.History;
using Assay.Server.Work;
using Microsoft.Data.Sqlite;

namespace Assay.Server.Runs;

/// <summary>Keeps one run in the history. Where that fails, such as on a full disk, the run goes on and its end says so.</summary>
/// <param name="run">The run.</param>
/// <param name="history">The history.</param>
internal sealed class RunBook(Run run, HistoryStore history)
{
    private int _verdicts;

    /// <summary>What could not be kept, or null.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Keeps that it begins.</summary>
    public void Begin() => Try(() => history.Begin(run, JsonReport.Version, DocumentTitle.Of(run.Text)));

    /// <summary>Keeps a verdict.</summary>
    public void Add(Settled settled) => Try(() => history.Add(run.Id, _verdicts++, settled.Verdict, settled.Html));

    /// <summary>Keeps how it ended.</summary>
    public void End(RunState state, string? note, Finished? finished) =>
        Try(() => history.End(run.Id, state, note, finished?.Html ?? "", finished?.Report ?? ""));

    private void Try(Action write)
    {
        if (Trouble is not null)
            return;
        try
        {
            write();
        }
        catch (SqliteException exception)
        {
            Trouble = $"It is not in the history, which cannot be written: {exception.Message}";
        }
    }
}
