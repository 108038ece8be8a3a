using Assay.Running;

namespace Assay.Claims;

/// <summary>Reads one <c>claim</c> block: lines of <c>key: text</c>, indented lines continue the entry above.</summary>
internal sealed class ClaimBlockReader(ClaimVocabulary vocabulary)
{
    private readonly List<Problem> _problems = [];
    private readonly List<ClaimEntry> _entries = [];
    private readonly List<(Place KeyPlace, string Key, List<FenceLine> Lines)> _open = [];

    /// <summary>Reads the block; the claim is null when it has problems.</summary>
    public (Claim? Claim, IReadOnlyList<Problem> Problems) Read(Fence fence)
    {
        var name = fence.Info.Text;
        CheckName(fence, name);
        if (fence.Lines.Count > ClaimLimits.ClaimLines)
        {
            Add(fence.Opening, $"A claim block may have at most {ClaimLimits.ClaimLines:N0} lines; this one has {fence.Lines.Count:N0}.");
            return (null, _problems);
        }

        foreach (var line in fence.Lines)
            ReadLine(line);
        foreach (var entry in _open)
            Close(entry.Key, entry.KeyPlace, entry.Lines);

        var claim = new Claim(name, fence.Opening, _entries);
        new ClaimRules(vocabulary, Add).Check(claim);
        var problems = _problems
            .Take(ClaimLimits.ProblemsPerBlock)
            .Select(problem => name.Length == 0 ? problem : problem with { Claim = name })
            .ToList();
        return (problems.Count == 0 ? claim : null, problems);
    }

    private void CheckName(Fence fence, string name)
    {
        if (name.Length == 0)
            Add(fence.Info.Start, "The claim has no name.", "Write for example: ```claim the-sum-never-overflows");
        else if (name.FirstOrDefault(c => !IsNameCharacter(c)) is var wrong && wrong != default)
            Add(fence.Info.At(name.IndexOf(wrong)), $"The name '{Shorten(name)}' may use only a-z, 0-9 and '-'.", SuggestName(name));
    }

    private void ReadLine(FenceLine line)
    {
        var text = line.Text;
        var trimmed = text.TrimStart();
        if (trimmed.Length == 0)
            return;

        var indent = text.Length - trimmed.Length;
        if (indent > 0)
        {
            if (_open.Count == 0)
                Add(Shift(line.Place, indent), "An indented line continues the entry above, but there is none.", "Start it at the left edge as 'key: text'.");
            else
                _open[^1].Lines.Add(new FenceLine(trimmed.TrimEnd(), Shift(line.Place, indent)));
            return;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            Add(line.Place, $"'{Shorten(trimmed.TrimEnd())}' is not of the form 'key: text'.", "Indent the line to continue the entry above.");
            return;
        }

        var value = text[(colon + 1)..];
        var first = new FenceLine(value.Trim(), Shift(line.Place, colon + 1 + value.Length - value.TrimStart().Length));
        _open.Add((line.Place, text[..colon].TrimEnd(), [first]));
    }

    private void Close(string key, Place keyPlace, List<FenceLine> lines)
    {
        if (lines.Count > 1 && lines[0].Text.Length == 0)
            lines.RemoveAt(0);
        var text = string.Join('\n', lines.Select(line => line.Text));
        _entries.Add(new ClaimEntry(key, keyPlace, new ClaimText(text, [.. lines.Select(line => line.Place)])));
    }

    private void Add(Place place, string message, string? advice = null)
    {
        if (_problems.Count < ClaimLimits.ProblemsPerBlock)
            _problems.Add(new Problem(place, message, advice));
    }

    internal static string Shorten(string text) => text.Length <= 40 ? text : text[..39] + "…";

    private static bool IsNameCharacter(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-';

    private static Place Shift(Place place, int columns) => place with { Column = place.Column + columns };

    private static string? SuggestName(string name)
    {
        var words = name.ToLowerInvariant().Split([' ', '\t', '_', '.', '/', '-'], StringSplitOptions.RemoveEmptyEntries);
        var suggestion = string.Join('-', words.Select(word => string.Concat(word.Where(IsNameCharacter))).Where(word => word.Length > 0));
        return suggestion.Length is 0 or > 80 ? null : $"Write for example: {suggestion}";
    }
}
