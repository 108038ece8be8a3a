using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Server.Work;

/// <summary>How requests and events are written: one line each.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WorkRequest))]
[JsonSerializable(typeof(WorkEvent))]
internal sealed partial class WorkJson : JsonSerializerContext
{
    /// <summary>Reads a request; null when it is none.</summary>
    public static WorkRequest? Request(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Default.WorkRequest);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads an event; null when it is none.</summary>
    public static WorkEvent? Event(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Default.WorkEvent);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
