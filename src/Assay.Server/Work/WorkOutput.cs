using System.Text.Json;

namespace Assay.Server.Work;

/// <summary>Writes events, one line each, whole even when several threads write.</summary>
/// <param name="stream">Where to.</param>
internal sealed class WorkOutput(Stream stream)
{
    private readonly Lock _lock = new();

    /// <summary>Writes an event.</summary>
    public void Write(WorkEvent happening)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(happening, WorkJson.Default.WorkEvent), (byte)'\n'];
        lock (_lock)
        {
            stream.Write(line);
            stream.Flush();
        }
    }
}
