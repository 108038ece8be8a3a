using System.Text.Json;
using Assay.Claims;
using Assay.Verdicts;

namespace Assay.Running.Stored;

/// <summary>What became of a claim, as one process tells another.</summary>
/// <param name="Schema">The form of the bytes.</param>
/// <param name="Elapsed">The time that it took.</param>
internal sealed record StoredSettlement(string Schema, TimeSpan Elapsed)
{
    private const string CurrentSchema = "assay-settlement/1";

    /// <summary>See <see cref="Answered"/>.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>See <see cref="Answered.MeetsExpectedFinding"/>.</summary>
    public bool? MeetsExpectedFinding { get; init; }

    /// <summary>See <see cref="Answered.EndedEarly"/>.</summary>
    public bool EndedEarly { get; init; }

    /// <summary>See <see cref="Unusable"/>.</summary>
    public IReadOnlyList<Problem>? Problems { get; init; }

    /// <summary>See <see cref="Faulted"/>.</summary>
    public string? Fault { get; init; }

    /// <summary>See <see cref="Faulted.Stack"/>.</summary>
    public string? Stack { get; init; }

    /// <summary>The bytes to send.</summary>
    public static byte[] Write(Settlement settlement, TimeSpan elapsed)
    {
        var stored = new StoredSettlement(CurrentSchema, elapsed);
        return JsonSerializer.SerializeToUtf8Bytes(settlement switch
        {
            Answered answered => stored with { Verdict = answered.Verdict, MeetsExpectedFinding = answered.MeetsExpectedFinding, EndedEarly = answered.EndedEarly },
            Unusable unusable => stored with { Problems = unusable.Problems },
            Faulted faulted => stored with { Fault = faulted.Message, Stack = faulted.Stack },
            _ => throw new ArgumentException($"{settlement.GetType().Name} is not an end.", nameof(settlement)),
        }, StoredVerdict.OptionsOfAll);
    }

    /// <summary>What bytes say; null where that is nothing.</summary>
    public static (Settlement Settlement, TimeSpan Elapsed)? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<StoredSettlement>(bytes, StoredVerdict.OptionsOfAll) is { Schema: CurrentSchema } stored && stored.Settlement is { } settlement
                ? (settlement, stored.Elapsed)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private Settlement? Settlement => this switch
    {
        { Verdict: { } verdict } => new Answered(verdict) { MeetsExpectedFinding = MeetsExpectedFinding, EndedEarly = EndedEarly },
        { Problems: { Count: > 0 } problems } => new Unusable(problems),
        { Fault: { } fault } => new Faulted(fault) { Stack = Stack },
        _ => null,
    };
}
