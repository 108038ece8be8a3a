using System.Text.Json;
using Assay.Reporting.Notices;

namespace Assay.Reporting.Sarif;

/// <summary>Writes where notices stand.</summary>
/// <param name="json">Where to.</param>
/// <param name="root">The folder that addresses start from.</param>
internal sealed class SarifPlaces(Utf8JsonWriter json, string root)
{
    /// <summary>Writes the one place of a notice. What concerns a whole file stands at its first line, since some readers refuse a place without one.</summary>
    public void Write(Notice notice)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        Artifact(notice.Place.File);
        json.WriteStartObject("region");
        json.WriteNumber("startLine", Math.Max(1, notice.Place.Line));
        if (notice.Place.Column > 0)
            json.WriteNumber("startColumn", notice.Place.Column);
        if (notice.EndLine > notice.Place.Line)
            json.WriteNumber("endLine", notice.EndLine);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>The address of a file, relative where it is below the root.</summary>
    public string Address(string file) => RelativeFile.Under(root, file) is { } relative
        ? string.Join('/', relative.Split('/').Select(Uri.EscapeDataString))
        : new Uri(Path.GetFullPath(file)).AbsoluteUri;

    private void Artifact(string file)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Address(file));
        if (RelativeFile.Under(root, file) is not null)
            json.WriteString("uriBaseId", "%SRCROOT%");
        json.WriteEndObject();
    }
}
