using System.Globalization;
using Assay.Running;

namespace Assay.Claims;

/// <summary>The rules that hold for claims of every domain: which keys may stand there, and what common keys may say.</summary>
/// <param name="vocabulary">The words in use.</param>
/// <param name="report">Takes place, message and advice of every breach.</param>
internal sealed class ClaimRules(ClaimVocabulary vocabulary, Action<Place, string, string?> report)
{
    /// <summary>Checks one claim.</summary>
    public void Check(Claim claim)
    {
        var keys = vocabulary.KeysOf(claim.Domain);
        CheckDomain(claim);
        CheckKeys(claim, keys);
        CheckStatement(claim, keys);
        CheckExpectation(claim);
        if (claim.Find("budget") is { Text.Length: > 0 } budget && BudgetText.Parse(budget.Text, out var error) is null)
            report(budget.At(error.Offset), error.Message, BudgetText.Form);
        CheckNumber(claim, "confidence", number => number is > 0 and < 1, "a number between 0 and 1, such as 0.99");
        CheckNumber(claim, "margin", number => number > 0, "a positive number, such as 0.0025");
    }

    private void CheckDomain(Claim claim)
    {
        if (vocabulary.DomainNames.Contains(claim.Domain))
            return;
        var place = claim.Find("domain")?.Start ?? claim.Place;
        report(place, $"Unknown domain '{ClaimBlockReader.Shorten(claim.Domain)}'.", NearestSpelling.Advice(claim.Domain, vocabulary.DomainNames));
    }

    private void CheckKeys(Claim claim, IReadOnlyList<ClaimKey> keys)
    {
        var known = keys.DistinctBy(key => key.Name).ToDictionary(key => key.Name);
        var first = new Dictionary<string, ClaimEntry>();
        foreach (var entry in claim.Entries)
        {
            if (!known.TryGetValue(entry.Key, out var key))
                report(entry.KeyPlace, $"Unknown key '{ClaimBlockReader.Shorten(entry.Key)}'.", AdviceFor(entry.Key, known.Keys));
            else if (entry.Value.Text.Length == 0)
                report(entry.KeyPlace, $"'{entry.Key}' has no text.", null);
            else if (!first.TryAdd(entry.Key, entry) && !key.Repeats)
                report(entry.KeyPlace, $"'{entry.Key}' stands twice; the first is in line {first[entry.Key].KeyPlace.Line}.", "Keep one of them.");
        }
    }

    private string AdviceFor(string key, IReadOnlyCollection<string> known)
    {
        if (key.Any(c => c is not ((>= 'a' and <= 'z') or '-')) && NearestSpelling.Of(key, known) is null)
            return "Indent the line if it continues the entry above.";
        return vocabulary.OwnerOf(key) is { } owner
            ? $"It belongs to 'domain: {owner}'."
            : NearestSpelling.Advice(key, known);
    }

    private void CheckStatement(Claim claim, IReadOnlyList<ClaimKey> keys)
    {
        var substitutes = keys.Where(key => key.TakesPlaceOfClaim).Select(key => key.Name).ToList();
        if (claim.Entries.Any(entry => entry.Key == "claim" || substitutes.Contains(entry.Key)))
            return;
        var choice = string.Concat(substitutes.Select(key => $" or '{key}: ...'"));
        report(claim.Place, $"The claim states nothing: a line 'claim: ...'{choice} is missing.", null);
    }

    private void CheckExpectation(Claim claim)
    {
        if (claim.Find("expect") is not { Text.Length: > 0 } expect || Expectation.Of(claim) is not null)
            return;
        report(expect.Start, $"Unknown outcome '{ClaimBlockReader.Shorten(expect.Text)}'.", NearestSpelling.Advice(expect.Text, Expectation.Words));
    }

    private void CheckNumber(Claim claim, string key, Func<double, bool> allowed, string form)
    {
        if (claim.Find(key) is not { Text.Length: > 0 } text)
            return;
        if (!double.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number) || !allowed(number))
            report(text.Start, $"'{key}' must be {form}; found '{ClaimBlockReader.Shorten(text.Text)}'.", null);
    }
}
