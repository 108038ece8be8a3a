using System.Globalization;
using System.Text;
using Assay.Claims;

namespace Assay.Programs.Frontends.Alive;

/// <summary>
/// Files of Alive's rewrites: each rewrite is a claim. Where the lines before the first one say <c>; ERROR: text</c>, all of them
/// are expected to be refuted or refused, else to be proved.
/// </summary>
internal sealed class OptFormat : IDocumentFormat
{
    /// <summary>The key of the entry that holds a rewrite.</summary>
    public const string Key = "rewrite";

    /// <summary>The key of the entry that is there under <c>--new-sema</c>.</summary>
    public const string Semantics = "semantics";

    private const string Expected = "; ERROR:";
    private const string Options = "; TEST-ARGS:";

    public string Extension => ".opt";

    public string Advice => "A rewrite is a line 'Name: ...', instructions, a line '=>', and the instructions that replace them.";

    public ClaimDocument Read(string file, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        List<Problem> problems = [];
        var (isWrong, isNew) = Header(file, lines, problems);
        List<Claim> claims = [];
        var names = new Dictionary<string, int>();
        foreach (var (start, end) in Rewrites(lines))
        {
            var said = RewriteText.IsName(lines[start]) ? RewriteText.NameIn(lines[start]) : string.Empty;
            var place = new Place(file, start + 1, 1);
            List<ClaimEntry> entries = said.Length > 0 ? [Entry("says", said, place)] : [];
            entries.Add(new ClaimEntry(Key, place, new ClaimText(
                string.Join('\n', lines[start..end]), [.. Enumerable.Range(start + 1, end - start).Select(line => new Place(file, line, 1))])));
            entries.Add(Entry("expect", isWrong ? ExpectedFault.Words : "proved", place));
            if (isNew)
            {
                entries.Add(Entry(Semantics, "new", place));
            }

            claims.Add(new Claim(NameOf(said, names), place, entries));
        }

        return new ClaimDocument(file, [], claims, problems);
    }

    private static ClaimEntry Entry(string key, string text, Place place) => new(key, place, ClaimText.Of(text, place));

    // The comments before the first rewrite.
    private static (bool IsWrong, bool IsNew) Header(string file, string[] lines, List<Problem> problems)
    {
        var (isWrong, isNew) = (false, false);
        for (var i = 0; i < lines.Length && (lines[i].Trim().Length == 0 || lines[i].TrimStart()[0] == ';'); i++)
        {
            isWrong |= lines[i].StartsWith(Expected, StringComparison.Ordinal);
            if (!lines[i].StartsWith(Options, StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var option in lines[i][Options.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                isNew |= option == "--new-sema";
                if (option != "--new-sema")
                {
                    problems.Add(new Problem(new Place(file, i + 1, 1), $"The option '{option}' is not known.", "Known: --new-sema."));
                }
            }
        }

        return (isWrong, isNew);
    }

    // A rewrite starts with its name, or with its precondition or first instruction; it ends before the next one.
    private static IEnumerable<(int Start, int End)> Rewrites(string[] lines)
    {
        var start = -1;
        var hasArrow = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = Code(lines[i]);
            var isName = RewriteText.IsName(line);
            if (start >= 0 && (isName || (hasArrow && line.StartsWith("Pre:", StringComparison.Ordinal))))
            {
                yield return (start, End(lines, start, i));
                (start, hasArrow) = (i, false);
            }
            else if (start < 0 && line.Length > 0)
            {
                start = i;
            }

            hasArrow |= !isName && line.StartsWith("=>", StringComparison.Ordinal);
        }

        if (start >= 0)
        {
            yield return (start, End(lines, start, lines.Length));
        }
    }

    private static int End(string[] lines, int start, int end)
    {
        while (end > start + 1 && Code(lines[end - 1]).Length == 0)
        {
            end--;
        }

        return end;
    }

    private static string Code(string line) => RewriteText.IsName(line) ? line.Trim() : line.Split(';')[0].Trim();

    private static string NameOf(string said, Dictionary<string, int> names)
    {
        var name = new StringBuilder();
        foreach (var c in said.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                name.Append(c);
            }
            else if (name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }

        var plain = name.ToString().TrimEnd('-') is { Length: > 0 } words ? words : "rewrite";
        plain = plain.Length > 60 ? plain[..60].TrimEnd('-') : plain;
        var candidate = plain;
        while (!names.TryAdd(candidate, 1))
        {
            candidate = string.Create(CultureInfo.InvariantCulture, $"{plain}-{++names[plain]}");
        }

        return candidate;
    }
}
