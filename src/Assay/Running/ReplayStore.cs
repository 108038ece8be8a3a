using System.Text.Json;
using Assay.Claims;
using Assay.Reporting;

namespace Assay.Running;

/// <summary>Keeps inputs to replay in the folder <c>.assay</c> beside claim documents.</summary>
/// <remarks>What stands there is data from anyone: it is replayed, and believed in nothing. Links are not followed.</remarks>
public static class ReplayStore
{
    private const string Folder = ".assay";
    private const string Schema = "assay-replay/1";
    private const int LargestFile = 1 << 20;

    /// <summary>The file that holds the input of a claim.</summary>
    public static string PathOf(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var document = claim.Place.File;
        return Path.Combine(Path.GetDirectoryName(document) ?? "", Folder, $"{Path.GetFileName(document)}-{claim.Name}.json");
    }

    /// <summary>
    /// Keeps the counterexample or witness of a result, when it has one. Where the folder cannot be written, nothing is kept.
    /// </summary>
    public static void Save(ClaimDocument document, ClaimResult result)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(result);
        if (Wording.ExampleOf(result.Settlement) is { Inputs.Count: > 0 } example)
            Save(result.Claim, new StoredInput(ClaimFingerprint.Of(document, result.Claim), Wording.Assignment(example.Inputs)));
    }

    /// <summary>The input kept for a claim, or null when there is none that can be read.</summary>
    public static StoredInput? Load(Claim claim)
    {
        try
        {
            var file = new FileInfo(PathOf(claim));
            if (!file.Exists || file.Length > LargestFile || file.LinkTarget is not null || file.Directory?.LinkTarget is not null)
                return null;
            using var json = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            var root = json.RootElement;
            return root.GetProperty("schema").GetString() == Schema
                && root.GetProperty("fingerprint").GetString() is { } fingerprint
                && root.GetProperty("input").GetString() is { } assignment
                ? new StoredInput(fingerprint, assignment)
                : null;
        }
        catch (Exception exception) when (exception
            is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Save(Claim claim, StoredInput input)
    {
        var path = PathOf(claim);
        try
        {
            if (Directory.CreateDirectory(Path.GetDirectoryName(path)!).LinkTarget is not null)
                return;
            using var stream = new MemoryStream();
            Write(stream, claim, input);
            AtomicFile.Write(path, stream.ToArray());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A read-only folder costs the user nothing but the shorter replay.
        }
    }

    private static void Write(Stream stream, Claim claim, StoredInput input)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("claim", claim.Name);
        json.WriteString("fingerprint", input.Fingerprint);
        json.WriteString("input", input.Assignment);
        json.WriteEndObject();
    }
}
