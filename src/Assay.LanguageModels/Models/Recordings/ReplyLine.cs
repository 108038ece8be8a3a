using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Verdicts;

namespace Assay.LanguageModels.Models.Recordings;

/// <summary>A record as a line: a check over it, a blank, and JSON. Lines are untrusted until they are read.</summary>
internal static class ReplyLine
{
    private const int CheckDigits = 16;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), DoubleText.Converter },
    };

    /// <summary>The line, without its end.</summary>
    public static string Write(RecordedReply record)
    {
        var json = JsonSerializer.Serialize(record, Json);
        return $"{Check(json)} {json}";
    }

    /// <summary>The record of a line; null if the line is damaged.</summary>
    public static RecordedReply? Read(string line)
    {
        if (line.Length <= CheckDigits + 1 || line[CheckDigits] != ' ' || Check(line[(CheckDigits + 1)..]) != line[..CheckDigits])
            return null;

        try
        {
            var record = JsonSerializer.Deserialize<RecordedReply>(line.AsSpan(CheckDigits + 1), Json);
            return record?.Reply.FirstTokens?.Any(token => token is null || !double.IsFinite(token.LogProbability)) == true ? null : record;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether bytes may be the beginning of a line: other files are not to be taken for torn records.</summary>
    public static bool MayBegin(ReadOnlySpan<byte> bytes) =>
        !bytes[..Math.Min(bytes.Length, CheckDigits)].ContainsAnyExcept(HexDigits) && (bytes.Length <= CheckDigits || bytes[CheckDigits] == ' ');

    private static string Check(string json) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..CheckDigits];
}
