using System.Globalization;
using Assay.Claims;
using Assay.Verdicts;

namespace Assay.Training.Experiments;

/// <summary>What arms have in equal amounts.</summary>
/// <param name="Kind">What.</param>
/// <param name="Amount">How much of it.</param>
public sealed record Axis(AxisKind Kind, double Amount)
{
    private static readonly string[] Words = ["steps", "epochs", "gradients", "seconds"];

    /// <summary>Reads axes such as <c>2400 steps, 60 epochs</c>.</summary>
    /// <exception cref="TrainingException">The text says something else.</exception>
    public static IReadOnlyList<Axis> Parse(ClaimText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (axes, offset) = (new List<Axis>(), 0);
        foreach (var part in text.Text.Split(','))
        {
            var words = part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var place = text.At(offset + part.Length - part.TrimStart().Length);
            if (words.Length != 2 || !double.TryParse(words[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) || !double.IsFinite(amount) || amount <= 0)
            {
                throw new TrainingException(new Problem(place, $"'{part.Trim()}' is no amount of steps, epochs, gradients or seconds.", "For example: budget-axis: 2400 steps, 60 epochs"));
            }

            var kind = Array.FindIndex(Words, word => word == words[1] || word == words[1] + "s");
            axes.Add(kind >= 0 ? new Axis((AxisKind)kind, amount)
                : throw new TrainingException(new Problem(place, $"There is no axis '{words[1]}'.", NearestSpelling.Advice(words[1], Words))));
            offset += part.Length + 1;
        }

        return axes;
    }

    /// <summary>What share of the amount is used up.</summary>
    /// <param name="steps">Steps taken.</param>
    /// <param name="samples">Samples that the steps looked at.</param>
    /// <param name="gradients">Gradients of single samples.</param>
    /// <param name="seconds">Time spent on steps.</param>
    /// <param name="size">Samples of the training set.</param>
    public double Share(long steps, long samples, long gradients, double seconds, int size) => Kind switch
    {
        AxisKind.Steps => steps / Amount,
        AxisKind.Epochs => samples / (Amount * size),
        AxisKind.Gradients => gradients / Amount,
        _ => seconds / Amount,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{DoubleText.Of(Amount)} {Words[(int)Kind]}";
}
