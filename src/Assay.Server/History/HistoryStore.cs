using System.Globalization;
using Assay.Server.Runs;
using Assay.Server.Work;
using Microsoft.Data.Sqlite;

namespace Assay.Server.History;

/// <summary>
/// Keeps runs and their verdicts in a database. What a method has written is on the disk when it returns, so that a server that is
/// killed then has lost nothing.
/// </summary>
internal sealed class HistoryStore : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS run(
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            at INTEGER NOT NULL,
            version TEXT NOT NULL,
            title TEXT NOT NULL,
            text TEXT NOT NULL,
            state TEXT NOT NULL,
            note TEXT,
            html TEXT,
            report TEXT);
        CREATE TABLE IF NOT EXISTS verdict(
            run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            name TEXT NOT NULL,
            says TEXT,
            word TEXT NOT NULL,
            glyph TEXT NOT NULL,
            expected INTEGER NOT NULL,
            essence TEXT NOT NULL,
            seconds REAL NOT NULL,
            html TEXT NOT NULL,
            PRIMARY KEY(run, number)) WITHOUT ROWID;
        PRAGMA user_version = 1;
        """;

    // Before the database has as many pages as it may, the oldest tenth makes room.
    private const string MakeRoom = """
        DELETE FROM run WHERE number <= (SELECT max(number) FROM run) - $kept;
        DELETE FROM run
        WHERE (SELECT page_count FROM pragma_page_count()) - (SELECT freelist_count FROM pragma_freelist_count()) > $pages
            AND number IN (SELECT number FROM run ORDER BY number LIMIT (SELECT count(*) / 10 + 1 FROM run));
        """;

    private const long MostBytes = 1L << 30;
    private const long PageBytes = 4096;
    private const double FullShare = 0.9;

    private readonly SqliteConnection _connection;
    private readonly Lock _lock = new();
    private readonly int _kept;

    private HistoryStore(SqliteConnection connection, int kept) => (_connection, _kept) = (connection, kept);

    /// <summary>Opens the history in a folder, and makes it where there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="kept">How many runs are kept.</param>
    /// <exception cref="SqliteException">It is no history, or cannot be written.</exception>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be made.</exception>
    public static HistoryStore Open(string folder, int kept)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "history.db");
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 10 }.ToString());
        try
        {
            connection.Open();
            var store = new HistoryStore(connection, kept);

            // In this mode a commit waits until the disk has it, and readers do not wait for writers.
            store.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
            store.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {MostBytes / PageBytes};"));
            store.Execute(Schema);
            return store;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Keeps a run that begins.</summary>
    public void Begin(Run run, string version, string title) => Execute(
        MakeRoom + "INSERT INTO run(id, at, version, title, text, state) VALUES($id, $at, $version, $title, $text, $state)",
        ("$kept", _kept - 1),
        ("$pages", (long)(MostBytes / PageBytes * FullShare)),
        ("$id", run.Id),
        ("$at", run.At.ToUnixTimeMilliseconds()),
        ("$version", version),
        ("$title", title),
        ("$text", run.Text),
        ("$state", Name(RunState.Running)));

    /// <summary>Keeps a verdict.</summary>
    public void Add(string run, int number, ShownVerdict verdict, string html) => Execute(
        "INSERT INTO verdict VALUES($run, $number, $name, $says, $word, $glyph, $expected, $essence, $seconds, $html)",
        ("$run", run),
        ("$number", number),
        ("$name", verdict.Name),
        ("$says", verdict.Says),
        ("$word", verdict.Word),
        ("$glyph", verdict.Glyph),
        ("$expected", verdict.IsExpected),
        ("$essence", verdict.Essence),
        ("$seconds", verdict.Seconds),
        ("$html", html));

    /// <summary>Keeps how a run ended.</summary>
    public void End(string run, RunState state, string? note, string html, string report) => Execute(
        "UPDATE run SET state = $state, note = $note, html = $html, report = $report WHERE id = $run",
        ("$run", run),
        ("$state", Name(state)),
        ("$note", note),
        ("$html", html),
        ("$report", report));

    /// <summary>The latest runs, newest first.</summary>
    public IReadOnlyList<StoredRun> Latest(int count)
    {
        lock (_lock)
        {
            var runs = Read("SELECT id, at, version, title, state, note, '', '', '' FROM run ORDER BY number DESC LIMIT $count", ("$count", count));
            return [.. runs.Select(run => run with { Verdicts = [.. Verdicts(run.Id).Select(pair => pair.Verdict)] })];
        }
    }

    /// <summary>A run with all that is kept of it, or null.</summary>
    public StoredRun? Find(string id)
    {
        lock (_lock)
        {
            var found = Read("SELECT id, at, version, title, state, note, text, coalesce(html, ''), coalesce(report, '') FROM run WHERE id = $id", ("$id", id));
            if (found is not [var run])
                return null;
            var verdicts = Verdicts(id).ToList();

            // Where the run did not end, the cards of what was settled are the result.
            return run with
            {
                Verdicts = [.. verdicts.Select(pair => pair.Verdict)],
                Html = run.Html.Length > 0 ? run.Html : string.Concat(verdicts.Select(pair => pair.Html)),
            };
        }
    }

    /// <summary>Forgets a run.</summary>
    public void Forget(string id) => Execute("DELETE FROM run WHERE id = $id", ("$id", id));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
            _connection.Dispose();
    }

    private List<StoredRun> Read(string query, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(query, values);
        using var row = command.ExecuteReader();
        var runs = new List<StoredRun>();
        while (row.Read())
        {
            var state = Enum.TryParse<RunState>(row.GetString(4), ignoreCase: true, out var known) ? known : RunState.Failed;
            runs.Add(new StoredRun(row.GetString(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetString(2), row.GetString(3), state, [])
            {
                Note = row.IsDBNull(5) ? null : row.GetString(5),
                Text = row.GetString(6),
                Html = row.GetString(7),
                Report = row.GetString(8),
            });
        }

        return runs;
    }

    private List<(ShownVerdict Verdict, string Html)> Verdicts(string run)
    {
        using var command = Command("SELECT name, says, word, glyph, expected, essence, seconds, html FROM verdict WHERE run = $run ORDER BY number", [("$run", run)]);
        using var row = command.ExecuteReader();
        var verdicts = new List<(ShownVerdict, string)>();
        while (row.Read())
        {
            var says = row.IsDBNull(1) ? null : row.GetString(1);
            verdicts.Add((new ShownVerdict(row.GetString(0), says, row.GetString(2), row.GetString(3), row.GetBoolean(4), row.GetString(5), row.GetDouble(6)), row.GetString(7)));
        }

        return verdicts;
    }

    private void Execute(string text, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        lock (_lock)
        {
            using var command = Command(text, values);
            command.ExecuteNonQuery();
        }
    }

    private SqliteCommand Command(string text, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private static string Name(RunState state) => state.ToString().ToLower(CultureInfo.InvariantCulture);
}
