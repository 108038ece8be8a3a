using Assay.Running;

namespace Assay.Claims;

/// <summary>
/// Reads claim documents: Markdown with code blocks that define things and claim blocks about them, and the formats of
/// domains.
/// </summary>
/// <param name="vocabulary">The keys and domains in use.</param>
public sealed class ClaimDocumentReader(ClaimVocabulary vocabulary)
{
    private static readonly string[] ClaimLines = ["claim:", "equal:", "for-all:", "exists:"];

    /// <summary>A reader that knows these domains.</summary>
    public ClaimDocumentReader(IReadOnlyList<IDomain> domains)
        : this(new ClaimVocabulary(domains))
    {
    }

    /// <summary>What places in Markdown documents are shown as, where a document was made of something else; as they are unless given.</summary>
    public Func<Place, Place> Shown { get; init; } = place => place;

    /// <summary>What a claim looks like in this file, where it is not a Markdown document; else null.</summary>
    public string? AdviceFor(string file) =>
        vocabulary.Formats.FirstOrDefault(format => file.EndsWith(format.Extension, StringComparison.OrdinalIgnoreCase))?.Advice;

    /// <summary>The extensions of files that may hold claims.</summary>
    public IReadOnlyList<string> Extensions { get; } = [".md", .. vocabulary.Formats.Select(format => format.Extension)];

    /// <summary>Reads a file; whatever is wrong with it becomes a problem of the document.</summary>
    /// <param name="path">Where the file is.</param>
    /// <param name="shownAs">The name that places use; the path itself unless given.</param>
    public ClaimDocument Read(string path, string? shownAs = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = shownAs ?? path;
        var (text, problem) = DocumentBytes.Read(path, name);
        return text is null ? new ClaimDocument(name, [], [], [problem!]) : ReadText(name, text);
    }

    /// <summary>Reads a text that is already in memory.</summary>
    public ClaimDocument ReadText(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(text);
        if (vocabulary.Formats.FirstOrDefault(format => file.EndsWith(format.Extension, StringComparison.OrdinalIgnoreCase)) is { } other)
            return other.Read(file, text) with { Text = text };
        var blocks = new List<CodeBlock>();
        var claims = new List<Claim>();
        var problems = new List<Problem>();
        var names = new Dictionary<string, Place>();
        var claimBlocks = 0;

        foreach (var fence in Fences(file, text, problems))
        {
            var language = LanguageOf(fence);
            if (language == "claim")
                claimBlocks++;
            if (!fence.Closed && (language is not null || HidesClaims(fence)))
                problems.Add(new Problem(fence.Opening, "This block is never closed.", "End it with a line of the same fence."));
            else if (language == "claim")
                ReadClaim(fence, names, claims, problems);
            else if (language is null && IsMeantAsClaim(fence))
                problems.Add(new Problem(fence.Opening, $"A block of '{fence.Language}' is not checked.", "Did you mean 'claim'?"));
            else if (language is not null)
                blocks.Add(new CodeBlock(language, fence.Info, CodeOf(fence)));
        }

        return new ClaimDocument(file, blocks, claims, problems) { Text = text, ClaimBlocks = claimBlocks };
    }

    /// <summary>What breaks the rules that hold for every domain in a claim that was not read from a document.</summary>
    public IReadOnlyList<Problem> Check(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var problems = new List<Problem>();
        new ClaimRules(vocabulary, (place, message, advice) => problems.Add(new Problem(place, message, advice))).Check(claim);
        return problems;
    }

    private void ReadClaim(Fence fence, Dictionary<string, Place> names, List<Claim> claims, List<Problem> problems)
    {
        var (claim, found) = new ClaimBlockReader(vocabulary).Read(fence);
        problems.AddRange(found);
        var name = fence.Info.Text;
        if (name.Length > 0 && !names.TryAdd(name, fence.Opening))
        {
            problems.Add(new Problem(fence.Info.Start, $"The name '{ClaimBlockReader.Shorten(name)}' is taken by the claim in line {names[name].Line}.", "Give each claim its own name.") { Claim = name });
            return;
        }

        if (claim is not null)
            claims.Add(claim);
    }

    private List<Fence> Fences(string file, string text, List<Problem> problems)
    {
        try
        {
            return text.Length == 0 ? [] : [.. new FenceFinder(file, text, Shown).Find()];
        }
        catch (ArgumentException exception)
        {
            // Markdig refuses lists and quotations that are nested absurdly deep.
            problems.Add(new Problem(Place.Whole(file), $"The Markdown cannot be read: {exception.Message}"));
            return [];
        }
    }

    private static string? LanguageOf(Fence fence) => fence.Language.ToLowerInvariant() switch
    {
        "claim" => "claim",
        "csharp" or "cs" or "c#" => "csharp",
        "asm" => "asm",
        _ => null,
    };

    // What looks like a claim and is passed over would be taken for one that holds.
    private static bool IsMeantAsClaim(Fence fence) =>
        NearestSpelling.Of(fence.Language, ["claim"]) is not null
        && fence.Lines.Any(line => ClaimLines.Any(key => line.Text.TrimStart().StartsWith(key, StringComparison.OrdinalIgnoreCase)));

    private static bool HidesClaims(Fence fence) =>
        fence.Lines.Any(line => line.Text.TrimStart() is ['`' or '~', ..] text
            && text.TrimStart('`', '~').TrimStart().StartsWith("claim ", StringComparison.Ordinal));

    private static ClaimText CodeOf(Fence fence)
    {
        if (fence.Lines.Count == 0)
            return ClaimText.Of("", fence.Opening with { Line = fence.Opening.Line + 1 });
        return new ClaimText(
            string.Join('\n', fence.Lines.Select(line => line.Text)),
            [.. fence.Lines.Select(line => line.Place)]);
    }
}
