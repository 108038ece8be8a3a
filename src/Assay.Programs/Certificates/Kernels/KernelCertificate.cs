using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Programs.Certificates.Kernels;

/// <summary>The file <c>certificate.json</c> of a proof that no kernel of a length sorts; docs/certificates.md describes it.</summary>
internal sealed record KernelCertificate
{
    public const string CurrentFormat = "assay-kernels/1";

    /// <summary>The name of the file.</summary>
    public const string Text = "certificate.json";

    /// <summary>The name of the file with what states are made of, line by line.</summary>
    public const string Members = "members.txt";

    [JsonPropertyName("format")]
    public required string Format { get; init; }

    /// <summary>The number of values; they start in the first registers.</summary>
    [JsonPropertyName("values")]
    public required int Values { get; init; }

    /// <summary>The number of spare registers.</summary>
    [JsonPropertyName("spares")]
    public required int Spares { get; init; }

    /// <summary>What spare registers hold at the start: <c>undefined</c> or <c>least</c>.</summary>
    [JsonPropertyName("spareStart")]
    public required string SpareStart { get; init; }

    /// <summary>The names of the instructions.</summary>
    [JsonPropertyName("instructions")]
    public required IReadOnlyList<string> Instructions { get; init; }

    /// <summary>The length up to which there is no kernel.</summary>
    [JsonPropertyName("length")]
    public required int Length { get; init; }

    /// <summary>The number of states in each layer that is complete.</summary>
    [JsonPropertyName("layers")]
    public required IReadOnlyList<long> Layers { get; init; }

    private const int MostShown = 40;

    private static JsonSerializerOptions Options { get; } = new() { WriteIndented = true, RespectNullableAnnotations = true, AllowDuplicateProperties = false, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public string Write() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>A text as messages show it.</summary>
    public static string Cut(string? text) => text?.Length > MostShown ? text[..MostShown] + "…" : text ?? "";

    /// <summary>Reads the file.</summary>
    /// <exception cref="CertificateException">It is not in the format.</exception>
    public static KernelCertificate Read(string text, string file)
    {
        try
        {
            var read = JsonSerializer.Deserialize<KernelCertificate>(text, Options) ?? throw new CertificateException(file, 1, "nothing in it");
            return read.Format == CurrentFormat ? read : throw new CertificateException(file, 1, $"the format is '{Cut(read.Format)}', not '{CurrentFormat}'");
        }
        catch (JsonException exception)
        {
            throw new CertificateException(file, (int)(exception.LineNumber ?? 0) + 1, "it is not the JSON that docs/certificates.md describes");
        }
    }
}
