using System.Text.Json;
using Assay.Claims;

namespace Assay.Training.Questions.Elsewhere;

/// <summary>The input of a trial that trains one member of a claim.</summary>
/// <param name="Claim">The lines of the claim: keys and values.</param>
/// <param name="IsFull">Whether the claim is run in its full setting.</param>
/// <param name="Axis">Which of the claim's axes says how long.</param>
/// <param name="Arm">The name of the arm.</param>
/// <param name="Text">What the arm does: its description, with numbers in place of ranges.</param>
/// <param name="Seed">The seed.</param>
/// <param name="IsTuning">Whether the run is to choose settings; see <see cref="Experiments.RunOptions.IsTuning"/>.</param>
internal sealed record MemberInput(IReadOnlyList<KeyValuePair<string, string>> Claim, bool IsFull, int Axis, string Arm, string Text, ulong Seed, bool IsTuning)
{
    private const int MostLines = 1000;

    /// <summary>The lines of a claim.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> LinesOf(Claim claim) =>
        [.. claim.Entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Text))];

    /// <summary>As bytes.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>Reads what may come from anybody.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static MemberInput Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<MemberInput>(bytes) is { Claim: { Count: <= MostLines } lines, Arm: not null, Text: not null, Axis: >= 0 } input && lines.All(line => line is { Key: not null, Value: not null })
                ? input
                : throw new InvalidDataException("This is no member of a claim.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("This is no member of a claim.", exception);
        }
    }

    /// <summary>The claim, without the places that it had.</summary>
    public Claim ToClaim()
    {
        var place = new Place("claim", 1, 1);
        return new Claim("claim", place, [.. Claim.Select(line => new ClaimEntry(line.Key, place, ClaimText.Of(line.Value, place)))]);
    }
}
