using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Assay.Matrices.Tests.Checking;

/// <summary>The leaves of a report, and how they are changed so that what it states becomes another thing.</summary>
internal static class Leaves
{
    /// <summary>All leaves with their paths; of places in lists only that they are such.</summary>
    public static IEnumerable<(JsonNode Node, string Path)> Of(JsonNode? node, string path = "") => node switch
    {
        JsonObject members => members.ToList().SelectMany(member => Of(member.Value, path.Length == 0 ? member.Key : $"{path}.{member.Key}")),
        JsonArray items => items.ToList().SelectMany((item, i) => Of(item, IsEnclosure(items) ? $"{path}[{i}]" : $"{path}[]")),
        null => [],
        _ => [(node, path)],
    };

    /// <summary>A leaf that is another: a number one greater or moved inwards where it is an end of an enclosure, a double doubled, a flag turned.</summary>
    public static JsonNode Changed(JsonNode leaf, string path) => leaf.GetValueKind() switch
    {
        JsonValueKind.True => JsonValue.Create(false),
        JsonValueKind.False => JsonValue.Create(true),
        JsonValueKind.Number when path.EndsWith("[0]", StringComparison.Ordinal) => JsonValue.Create(Math.BitIncrement(leaf.GetValue<double>() * 1.001)),
        JsonValueKind.Number when path.EndsWith("[1]", StringComparison.Ordinal) => JsonValue.Create(leaf.GetValue<double>() == 0 ? -1 : leaf.GetValue<double>() * 0.999),
        JsonValueKind.Number when leaf.GetValue<JsonElement>().TryGetInt32(out var whole) => JsonValue.Create(whole + 1),
        JsonValueKind.Number => JsonValue.Create(leaf.GetValue<double>() * 1.5),
        _ when path is "within.factor" => JsonValue.Create(leaf.Root["within"]!["verdict"]!.GetValue<string>() is "singular" ? "0" : "100000000000000000000000000000000000000000000000000"),
        _ => JsonValue.Create(ChangedText(leaf.GetValue<string>(), path)),
    };

    // The ends of an interval are two numbers that are no places of lines.
    private static bool IsEnclosure(JsonArray items) => items.Count == 2
        && (items.GetPath() is var path && !path.Contains("minor", StringComparison.Ordinal) && !path.Contains("ceiling", StringComparison.Ordinal) && !path.Contains("cover", StringComparison.Ordinal)
            && !path.Contains("equilibrated.", StringComparison.Ordinal))
        && items.All(item => item is null || item.GetValueKind() == JsonValueKind.Number);

    private static string ChangedText(string text, string path) => text switch
    {
        "regular" or "unknown" => "singular",
        "singular" => "regular",
        "ulp" or "magnitude" => "one",
        "one" => "magnitude",
        "float16" => "float8",
        "inf" or "2" when path.EndsWith("norm", StringComparison.Ordinal) => "1",
        "1" when path.EndsWith("norm", StringComparison.Ordinal) => "inf",
        _ when path.EndsWith(".sparse[]", StringComparison.Ordinal) => string.Join(' ', text.Split(' ').Select((part, i) => i == 2 ? ChangedText(part, "") : part)),
        _ when BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => (whole + 1 + (whole / 1000)).ToString(CultureInfo.InvariantCulture),
        _ when text.Contains('/', StringComparison.Ordinal) => $"1{text}",
        _ when path is "schema" => text + "0",
        _ => Convert.ToBase64String(Doubled(Convert.FromBase64String(text))),
    };

    // The greatest double counts twice.
    private static byte[] Doubled(byte[] doubles)
    {
        var place = Enumerable.Range(0, doubles.Length / sizeof(double)).MaxBy(i => Math.Abs(BinaryPrimitives.ReadDoubleLittleEndian(doubles.AsSpan(i * sizeof(double)))));
        var entry = doubles.AsSpan(place * sizeof(double));
        BinaryPrimitives.WriteDoubleLittleEndian(entry, 2 * BinaryPrimitives.ReadDoubleLittleEndian(entry));
        return doubles;
    }
}
