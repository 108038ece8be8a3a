using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Claims;
using Assay.Statistics;

namespace Assay.Training.Experiments;

/// <summary>An arm as a claim describes it: a name, and what is done; numbers of it may be left open as ranges such as <c>0.01..1</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">What stands behind the sign of equality.</param>
internal sealed partial record ArmText(string Name, ClaimText Description)
{
    private const ulong Purpose = 0x7E57_0001;

    /// <summary>Whether numbers are left open.</summary>
    public bool HasRanges => Range().IsMatch(Description.Text);

    /// <summary>Reads a line <c>name = description</c>.</summary>
    public static ArmText Read(ClaimText text)
    {
        var sign = text.Text.IndexOf('=');
        var name = sign < 0 ? "" : text.Text[..sign].Trim();
        if (!Word().IsMatch(name))
        {
            throw new TrainingException(new Problem(text.Start, "An arm is a name, '=', and what is done.", "For example: arm: mini = sgd(lr: 0.2, batch: 32)"));
        }

        var rest = text.Text[(sign + 1)..];
        var skipped = sign + 1 + (rest.Length - rest.TrimStart().Length);
        return new ArmText(name, ClaimText.Of(rest.Trim().Replace('\n', ' '), text.At(skipped)));
    }

    /// <summary>The description with numbers in place of ranges, drawn evenly on a logarithmic scale.</summary>
    /// <param name="trial">Which draw.</param>
    public ClaimText Drawn(int trial)
    {
        var random = new Philox((ulong)trial, Purpose ^ NameHash());
        var text = Range().Replace(Description.Text, match =>
        {
            var (low, high) = (Number(match, 1), Number(match, 2));
            var share = random.NextUnit();
            var drawn = low * Math.Pow(high / low, share);
            return WholeSetting().IsMatch(Description.Text[..match.Index]) ? Math.Round(drawn).ToString(CultureInfo.InvariantCulture) : drawn.ToString("0.####e0", CultureInfo.InvariantCulture);
        });
        return ClaimText.Of(text, Description.Start);
    }

    /// <summary>What is wrong with a range, or null.</summary>
    public Problem? WrongRange()
    {
        foreach (Match match in Range().Matches(Description.Text))
        {
            if (!(Number(match, 1) > 0) || !(Number(match, 2) > Number(match, 1)))
            {
                return new Problem(Description.At(match.Index), $"'{match.Value}' is no range of positive numbers.", "Write the lower end first: lr: 0.01..1");
            }
        }

        return null;
    }

    // Each arm has draws of its own (the hash of Fowler, Noll and Vo).
    private ulong NameHash() => Name.Aggregate(14695981039346656037UL, (hash, letter) => (hash ^ letter) * 1099511628211UL) << 32;

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\.\.(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)")]
    private static partial Regex Range();

    [GeneratedRegex(@"(?:batch|memory|products|warmup|every)\s*:\s*$")]
    private static partial Regex WholeSetting();

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9_]*$")]
    private static partial Regex Word();
}
