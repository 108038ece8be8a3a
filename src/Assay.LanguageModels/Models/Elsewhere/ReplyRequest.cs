using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.LanguageModels.Models.Recordings;
using Assay.Trials;
using Assay.Verdicts;

namespace Assay.LanguageModels.Models.Elsewhere;

/// <summary>A query to a model that workers ask, as it travels: all that decides the reply.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Sampling">How the reply is drawn.</param>
/// <param name="Query">What is asked.</param>
internal sealed record ReplyRequest(string Model, Sampling Sampling, Query Query)
{
    /// <summary>The kind of these trials.</summary>
    public const string Kind = "reply";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict) { Converters = { new JsonStringEnumConverter(null, allowIntegerValues: false), DoubleText.Converter } };

    // Requests are repeated, and models may reason before they answer.
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(20);

    /// <summary>What its reply is recorded by.</summary>
    public string Key { get; } = RecordedReply.Of(Model, Sampling, Query, new Reply("", null, 0, 0, null)).Key();

    /// <summary>The trial.</summary>
    public Trial Trial() => new(Kind, JsonSerializer.SerializeToUtf8Bytes(new Written(Model, Sampling, Query), Json)) { Time = Time };

    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ReplyRequest Read(ReadOnlySpan<byte> input)
    {
        try
        {
            return JsonSerializer.Deserialize<Written>(input, Json) is { Query.MostTokens: > 0, Query.Alternatives: >= 0, Sampling.ReplyTokens: >= 0 } written
                ? new ReplyRequest(written.Model, written.Sampling, written.Query)
                : throw new InvalidDataException("The request asks for nothing.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("The request cannot be read.", exception);
        }
    }

    private sealed record Written(string Model, Sampling Sampling, Query Query);
}
