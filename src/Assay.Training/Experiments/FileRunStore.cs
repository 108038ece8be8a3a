using System.Globalization;
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
        var quantities = string.Join(';', run.Quantities.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value:R}")));
        var curve = string.Join(';', run.Curve.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Share:R},{point.Step},{point.Loss:R},{point.TestAccuracy:R}")));
        lock (_writer)
        {
            _writer.WriteLine($"{OneLine(key)}\t{quantities}\t{curve}\t.");
            _writer.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private static string OneLine(string key) => key.Replace('\t', ' ').Replace('\n', ' ').Replace('\r', ' ');

    private static (string Key, Run Run)? Read(string line)
    {
        if (line.Split('\t') is not [var key, var quantities, var curve, "."])
        {
            return null;
        }

        try
        {
            var values = quantities.Split(';').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Number(pair[1]));
            var points = curve.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split(','))
                .Select(parts => new CurvePoint(Number(parts[0]), (long)Number(parts[1]), Number(parts[2]), Number(parts[3])));
            return (key, new Run(values, [.. points]));
        }
        catch (Exception exception) when (exception is FormatException or IndexOutOfRangeException or ArgumentException)
        {
            return null;
        }
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
