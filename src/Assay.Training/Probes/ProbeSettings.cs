using System.Globalization;
using Assay.Claims;

namespace Assay.Training.Probes;

/// <summary>What a claim says about how probes measure: its keys that belong to them.</summary>
/// <param name="texts">The text of each key that is there.</param>
internal sealed class ProbeSettings(IReadOnlyDictionary<string, ClaimText> texts)
{
    private const int MostMoments = 100;

    /// <summary>A claim that says nothing.</summary>
    public static ProbeSettings None { get; } = new(new Dictionary<string, ClaimText>());

    /// <summary>All that is said, in one line; the same text means the same.</summary>
    public string Text { get; } = string.Join("; ", texts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value.Text.Trim()}"));

    /// <summary>At which shares of the budget parameters are kept for probes, ascending; only at the end unless the claim says <c>moments: 0, 0.5, 1</c>.</summary>
    /// <exception cref="TrainingException">The claim says something else.</exception>
    public IReadOnlyList<double> Moments
    {
        get
        {
            if (Find("moments") is not { } text)
            {
                return [1];
            }

            var parts = text.Text.Split(',');
            double[] moments = [.. parts.Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? share
                : throw new TrainingException(new Problem(text.Start, $"'{part.Trim()}' is no share of the budget.", "For example: moments: 0, 0.1, 0.5, 1"))).Distinct().Order()];
            return parts.Length <= MostMoments ? moments : throw new TrainingException(new Problem(text.Start, $"There are {parts.Length} moments.", $"At most {MostMoments} are kept."));
        }
    }

    /// <summary>What a key says, or null.</summary>
    public ClaimText? Find(string key) => texts.GetValueOrDefault(key);

    /// <summary>The whole number that a key says.</summary>
    /// <exception cref="TrainingException">It says something else.</exception>
    public int Whole(string key, int usual, int least, int most) =>
        Find(key) is { } text ? new CallArgument(key, text.Start, text).Whole(least, most) : usual;

    /// <summary>The number that a key says.</summary>
    /// <exception cref="TrainingException">It says something else.</exception>
    public double Number(string key, double usual, double least, double most) =>
        Find(key) is { } text ? new CallArgument(key, text.Start, text).Number(least, most) : usual;
}
