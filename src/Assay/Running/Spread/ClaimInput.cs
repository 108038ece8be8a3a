using System.Text.Json;
using Assay.Trials;

namespace Assay.Running.Spread;

/// <summary>The input of a trial that decides one claim: all that the answer depends on.</summary>
/// <param name="File">The document as the user named it: places in answers use it. It is not opened.</param>
/// <param name="Text">The document.</param>
/// <param name="Line">The line of the claim's block.</param>
/// <param name="Budget">What the claim may use.</param>
/// <param name="Manner">Options that the answer depends on, as the tool writes and reads them.</param>
internal sealed record ClaimInput(string File, string Text, int Line, Budget Budget, string Manner)
{
    // What is to be decided has to be read and understood first, and deciders may look at the clock late.
    private static readonly TimeSpan Spare = TimeSpan.FromSeconds(60);

    /// <summary>The trial.</summary>
    public Trial Trial() => new(ClaimTrials.KindName, JsonSerializer.SerializeToUtf8Bytes(this)) { Time = Budget.Time + Budget.Time + Spare };

    /// <summary>Reads an input.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ClaimInput Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<ClaimInput>(bytes) is { File: not null, Text: not null, Budget: not null, Manner: not null } input
                ? input
                : throw new InvalidDataException("This is no claim to decide.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"This is no claim to decide: {exception.Message}", exception);
        }
    }
}
