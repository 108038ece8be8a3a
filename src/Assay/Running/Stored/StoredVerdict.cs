using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Assay.Verdicts;

namespace Assay.Running.Stored;

/// <summary>A verdict as it is kept.</summary>
/// <param name="Schema">The form of the file.</param>
/// <param name="Key">All that the answer depends on; see <see cref="VerdictKey"/>.</param>
/// <param name="At">When it was reached, in universal time.</param>
/// <param name="MeetsExpectedFinding">See <see cref="Answered.MeetsExpectedFinding"/>.</param>
/// <param name="Verdict">The verdict.</param>
internal sealed record StoredVerdict(string Schema, IReadOnlyList<string> Key, DateTimeOffset At, bool? MeetsExpectedFinding, Verdict Verdict)
{
    /// <summary>The form that is written and read.</summary>
    public const string CurrentSchema = "assay-verdict/2";

    private static readonly Type[] Lasting = [typeof(Proved), typeof(Refuted), typeof(Supported), typeof(Contradicted)];

    private static readonly JsonSerializerOptions Options = OptionsOf(Lasting);

    /// <summary>How verdicts of all kinds are written, those included that are not kept.</summary>
    internal static JsonSerializerOptions OptionsOfAll { get; } = OptionsOf([.. Lasting, typeof(Undecided)]);

    /// <summary>What became of the claim.</summary>
    [JsonIgnore]
    public Answered Answered => new(Verdict) { MeetsExpectedFinding = MeetsExpectedFinding };

    /// <summary>The bytes to keep.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <summary>What bytes hold; null where that is no verdict.</summary>
    public static StoredVerdict? Read(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<StoredVerdict>(bytes, Options) is { Schema: CurrentSchema, Key: not null, Verdict: not null } stored ? stored : null;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private static JsonSerializerOptions OptionsOf(IReadOnlyList<Type> kinds) => new()
    {
        Converters = { DoubleText.Converter },
        IgnoreReadOnlyProperties = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { info => NameKinds(info, kinds) } },
    };

    private static void NameKinds(JsonTypeInfo info, IReadOnlyList<Type> kinds)
    {
        if (info.Type != typeof(Verdict))
            return;
        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind" };
        foreach (var kind in kinds)
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(kind, kind.Name));
    }
}
