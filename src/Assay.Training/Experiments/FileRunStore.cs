using System.Text;

namespace Assay.Training.Experiments;

/// <summary>Keeps what runs came to in a file as well, so that a campaign which was stopped goes on where it was.</summary>
/// <remarks>A line for each run; a last line that was cut short is left out. What stands there is believed, as it is the user's own.</remarks>
internal sealed class FileRunStore : RunStore, IDisposable
{
    private readonly StreamWriter _writer;
    private int _taken;

    /// <param name="path">The file; it is made where there is none.</param>
    public FileRunStore(string path)
    {
        if (File.Exists(path))
        {
            foreach (var line in File.ReadLines(path))
            {
                if (Read(line) is var (key, run))
                {
                    base.Keep(key, run);
                }
            }
        }

        _writer = new StreamWriter(path, append: true, new UTF8Encoding(false));
        if (_writer.BaseStream.Length > 0)
        {
            // A line that was cut short ends here.
            _writer.WriteLine();
        }
    }

    /// <summary>How often a run was there already.</summary>
    public int Taken => _taken;

    /// <inheritdoc/>
    public override Run? Find(string key)
    {
        var run = base.Find(OneLine(key));
        if (run is not null)
        {
            Interlocked.Increment(ref _taken);
        }

        return run;
    }

    /// <inheritdoc/>
    public override void Keep(string key, Run run)
    {
        base.Keep(OneLine(key), run);
        lock (_writer)
        {
            _writer.WriteLine($"{OneLine(key)}\t{RunText.Write(run)}\t.");
            _writer.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private static string OneLine(string key) => key.Replace('\t', ' ').Replace('\n', ' ').Replace('\r', ' ');

    private static (string Key, Run Run)? Read(string line) =>
        line.Split('\t', 2) is [var key, var rest] && rest.EndsWith("\t.", StringComparison.Ordinal) && RunText.Read(rest[..^2]) is { } run ? (key, run) : null;
}
