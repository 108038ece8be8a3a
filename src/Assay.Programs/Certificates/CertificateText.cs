using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Programs.Certificates;

/// <summary>The file <c>certificate.json</c>; docs/certificates.md describes it.</summary>
internal sealed record CertificateText
{
    public const string CurrentFormat = "assay-certificate/1";

    [JsonPropertyName("format")]
    public required string Format { get; init; }

    /// <summary>The name of the claim.</summary>
    [JsonPropertyName("claim")]
    public required string Claim { get; init; }

    /// <summary>The choice of types under <c>types</c>, or nothing.</summary>
    [JsonPropertyName("types")]
    public string Types { get; init; } = string.Empty;

    /// <summary>The statement as a person reads it.</summary>
    [JsonPropertyName("statement")]
    public string Statement { get; init; } = string.Empty;

    /// <summary>What is covered.</summary>
    [JsonPropertyName("covers")]
    public string Covers { get; init; } = string.Empty;

    /// <summary><c>plain</c>, which <c>verify</c> derives again from the claim, or <c>rewritten</c>, which it cannot.</summary>
    [JsonPropertyName("encoding")]
    public required string Encoding { get; init; }

    /// <summary>The variables of the claim with those of the formula, lowest bit first; none where nothing depends on the variable.</summary>
    [JsonPropertyName("variables")]
    public IReadOnlyDictionary<string, int[]> Variables { get; init; } = new Dictionary<string, int[]>();

    /// <summary>An input that meets the assumptions, by the names of variables, each value as its bits in decimal; null where nothing is assumed.</summary>
    [JsonPropertyName("meets")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Meets { get; init; }

    private static JsonSerializerOptions Options { get; } = new() { WriteIndented = true, RespectNullableAnnotations = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Write() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>The format that a file says it has; nothing where it says none.</summary>
    public static string FormatOf(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.String
                ? format.GetString()!
                : string.Empty;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Half of a surrogate pair is JSON, and no text.
            return string.Empty;
        }
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="CertificateException">It is not in the format.</exception>
    public static CertificateText Read(string text, string file)
    {
        if (FormatOf(text) is { Length: > 0 } format && format != CurrentFormat)
        {
            throw new CertificateException(file, 1, $"the format is '{Kernels.KernelCertificate.Cut(format)}', not '{CurrentFormat}'");
        }

        try
        {
            return JsonSerializer.Deserialize<CertificateText>(text, Options) ?? throw new CertificateException(file, 1, "nothing in it");
        }
        catch (JsonException exception)
        {
            throw new CertificateException(file, (int)(exception.LineNumber ?? 0) + 1, "it is not the JSON that docs/certificates.md describes");
        }
    }
}
