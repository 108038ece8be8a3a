using System.Text.RegularExpressions;
using Assay.Claims;

namespace Assay.Cli.Agents;

/// <summary>A claim document made out of what an agent writes, which knows where each of its lines comes from.</summary>
internal sealed partial class AgentDocument
{
    private const string Name = "the-claim";
    private const string ClaimInput = "claim";
    private const string CodeInput = "code";

    private readonly List<string> _lines = [];

    // The place of the first column of each line in the input that it comes from; of lines that were added, the input.
    private readonly List<(string Input, int Line, int Column)> _origins = [];

    private AgentDocument()
    {
    }

    /// <summary>The Markdown text.</summary>
    public string Text => string.Join('\n', _lines) + "\n";

    /// <summary>Whether it has one claim and nothing else.</summary>
    public bool IsOneClaim { get; private init; }

    /// <summary>The document: a Markdown text as it is, the lines of one claim in a block, or a statement alone, whose names are taken for integers; with the code behind it.</summary>
    public static AgentDocument Of(string claim, string? code, bool finds = false)
    {
        var isDocument = IsDocument(claim);
        var document = new AgentDocument { IsOneClaim = !isDocument && code is null };
        if (isDocument)
            document.Add(ClaimInput, Lines(claim), 1);
        else
            document.AddClaim(claim, finds);
        if (code is not null)
            document.AddCode(code);
        return document;
    }

    /// <summary>The document of one claim that asks for its weakest assumption.</summary>
    /// <exception cref="AgentInputException">It is a document already.</exception>
    public static AgentDocument OfSearch(string claim, string? code)
    {
        if (IsDocument(claim))
            throw new AgentInputException("weakest_assumption takes the lines of one claim, as in \"for-all: int a, int b\\nclaim: a + b >= a\". For documents there is check_claim; a claim in them says 'find: weakest assumption'.");
        return Of(claim, code, finds: !FindLine().IsMatch(claim));
    }

    /// <summary>Whether code is assembly: it starts with the signature in a comment.</summary>
    public static bool IsAssembly(string code) => code.TrimStart().StartsWith(';');

    /// <summary>A place in the document as one in what was given, whose input stands for the file.</summary>
    public Place Shown(Place place)
    {
        if (place.Line < 1 || place.Line > _origins.Count)
            return place;
        var (input, line, column) = _origins[place.Line - 1];
        return line == 0 ? Place.Whole(input) : new Place(input, line, column + place.Column - 1);
    }

    private static bool IsDocument(string text) => ClaimFence().IsMatch(text);

    private void AddClaim(string claim, bool finds)
    {
        var fence = Fence(claim);
        Add(ClaimInput, [$"{fence}claim {Name}"], 0);
        if (BareStatement.Read(claim) is { } statement)
        {
            const string Key = "claim: ";
            if (statement.Names.Count > 0)
                Add(ClaimInput, [$"for-all: {statement.ForAll}"], 0);
            _lines.Add(Key + statement.Text);
            var first = claim.TakeWhile(char.IsWhiteSpace).ToList();
            _origins.Add((ClaimInput, 1 + first.Count(c => c == '\n'), 1 - Key.Length + first.Count - (first.LastIndexOf('\n') + 1)));
        }
        else
        {
            Add(ClaimInput, Lines(claim.TrimEnd()), 1);
        }

        if (finds)
            Add(ClaimInput, ["find: weakest assumption"], 0);
        Add(ClaimInput, [fence], 0);
    }

    private void AddCode(string code)
    {
        var fence = Fence(code);
        var before = code.TakeWhile(char.IsWhiteSpace).Count(c => c == '\n');
        var lines = Lines(code.TrimEnd()).Skip(before).ToList();
        Add(CodeInput, [""], 0);
        if (IsAssembly(code))
        {
            // Its signature, a comment in what was given, stands behind the fence.
            Add(CodeInput, [$"{fence}asm {lines[0].Trim().TrimStart(';').Trim()}"], before + 1);
            lines.RemoveAt(0);
            before++;
        }
        else
        {
            Add(CodeInput, [$"{fence}csharp"], 0);
        }

        Add(CodeInput, lines, before + 1);
        Add(CodeInput, [fence], 0);
    }

    private void Add(string input, IReadOnlyList<string> lines, int first)
    {
        _lines.AddRange(lines);
        _origins.AddRange(lines.Select((_, i) => (input, first == 0 ? 0 : first + i, 1)));
    }

    private static string[] Lines(string text) => LineEnd().Split(text);

    // A fence that nothing in the text can close.
    private static string Fence(string text) =>
        new('`', Math.Max(3, Ticks().Matches(text).Select(ticks => ticks.Length).DefaultIfEmpty(0).Max() + 1));

    [GeneratedRegex(@"^[ \t>]*(`{3,}|~{3,})[ \t]*claim\b", RegexOptions.Multiline)]
    private static partial Regex ClaimFence();

    [GeneratedRegex(@"^find[ \t]*:", RegexOptions.Multiline)]
    private static partial Regex FindLine();

    [GeneratedRegex("\r\n|\r|\n")]
    private static partial Regex LineEnd();

    [GeneratedRegex("`+")]
    private static partial Regex Ticks();
}
