using System.Globalization;
using System.Text;

namespace Assay.Cluster.Workers;

/// <summary>Writes what happens, a line each, as <c>key=value</c> pairs that programs and people read.</summary>
/// <param name="writer">Where to.</param>
/// <param name="time">What tells the time.</param>
internal sealed class WorkerLog(TextWriter writer, TimeProvider time)
{
    private readonly Lock _lock = new();

    /// <summary>Something happened.</summary>
    public void Info(string happening, params ReadOnlySpan<(string Key, object? Value)> details) => Write("info", happening, details);

    /// <summary>Something is not as it should be.</summary>
    public void Warn(string happening, params ReadOnlySpan<(string Key, object? Value)> details) => Write("warn", happening, details);

    private void Write(string level, string happening, ReadOnlySpan<(string Key, object? Value)> details)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"time={time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} level={level} event={happening}");
        foreach (var (key, value) in details)
            line.Append(' ').Append(key).Append('=').Append(Quoted(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
        lock (_lock)
            writer.WriteLine(line);
    }

    private static string Quoted(string value)
    {
        if (value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '/' or '+' or ','))
            return value;
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                '\n' => text.Append("\\n"),
                _ when char.IsControl(c) => text.Append(' '),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }
}
