using System.Globalization;
using Assay.Claims;

namespace Assay.Training;

/// <summary>One argument of a <see cref="CallText"/>: a text, with a key or without.</summary>
/// <param name="Key">What stands before the colon, or null.</param>
/// <param name="KeyPlace">Where the argument starts.</param>
/// <param name="Value">The text itself, and where it stands.</param>
public sealed record CallArgument(string? Key, Place KeyPlace, ClaimText Value)
{
    /// <summary>The text itself.</summary>
    public string Text => Value.Text;

    /// <summary>Where the text stands.</summary>
    public Place Place => Value.Start;

    private string Called => Key is null ? "" : $" for '{Key}'";

    /// <summary>The text as a whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    /// <exception cref="TrainingException">It is none.</exception>
    public int Whole(int least = 0, int most = int.MaxValue) =>
        int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
            : throw Wrong(most == int.MaxValue ? $"A whole number that is at least {least} is needed{Called}" : $"A whole number from {least} to {most} is needed{Called}");

    /// <summary>The text as a number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    /// <exception cref="TrainingException">It is none.</exception>
    public double Number(double least = 0, double most = double.MaxValue) =>
        double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most && double.IsFinite(value) ? value
            : throw Wrong(most == double.MaxValue
                ? string.Create(CultureInfo.InvariantCulture, $"A number that is at least {least} is needed{Called}")
                : string.Create(CultureInfo.InvariantCulture, $"A number from {least} to {most} is needed{Called}"));

    /// <summary>The text as one of these words.</summary>
    /// <exception cref="TrainingException">It is none of them; the nearest is suggested.</exception>
    public string OneOf(params IReadOnlyCollection<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.Contains(Text) ? Text : throw CallSplitter.Wrong(Place, $"'{CallSplitter.Shown(Text)}' is no value{Called}.", NearestSpelling.Advice(Text, words));
    }

    /// <summary>The text as a description of its own.</summary>
    /// <exception cref="TrainingException">It is none.</exception>
    public CallText Call() => CallText.Parse(Value);

    private TrainingException Wrong(string needed) => CallSplitter.Wrong(Place, $"{needed}, not '{CallSplitter.Shown(Text)}'.");
}
