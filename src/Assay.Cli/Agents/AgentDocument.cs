using System.Text.RegularExpressions;

namespace Assay.Cli.Agents;

/// <summary>Makes a claim document out of what an agent writes.</summary>
internal static partial class AgentDocument
{
    private const string Name = "the-claim";

    /// <summary>The document: a Markdown text as it is, or the lines of one claim in a block; with the code behind it.</summary>
    public static string Of(string claim, string? code) =>
        (IsDocument(claim) ? claim : Fenced($"claim {Name}", claim)) + (code is null ? "" : "\n\n" + OfCode(code));

    /// <summary>The document of one claim that asks for its weakest assumption.</summary>
    /// <exception cref="AgentInputException">It is a document already.</exception>
    public static string OfSearch(string claim, string? code)
    {
        if (IsDocument(claim))
            throw new AgentInputException("weakest_assumption takes the lines of one claim, as in \"for-all: int a, int b\\nclaim: a + b >= a\". For documents there is check_claim; a claim in them says 'find: weakest assumption'.");
        return Of(FindLine().IsMatch(claim) ? claim : $"{claim.TrimEnd()}\nfind: weakest assumption\n", code);
    }

    /// <summary>Whether code is assembly: it starts with the signature in a comment.</summary>
    public static bool IsAssembly(string code) => code.TrimStart().StartsWith(';');

    private static bool IsDocument(string text) => ClaimFence().IsMatch(text);

    private static string OfCode(string code)
    {
        if (!IsAssembly(code))
            return Fenced("csharp", code);
        var lines = code.TrimStart().ReplaceLineEndings("\n").Split('\n', 2);
        return Fenced($"asm {lines[0].TrimStart(';').Trim()}", lines.Length > 1 ? lines[1] : "");
    }

    // A fence that nothing in the text can close.
    private static string Fenced(string info, string text)
    {
        var longest = Ticks().Matches(text).Select(ticks => ticks.Length).DefaultIfEmpty(0).Max();
        var fence = new string('`', Math.Max(3, longest + 1));
        return $"{fence}{info}\n{text.ReplaceLineEndings("\n").TrimEnd('\n')}\n{fence}\n";
    }

    [GeneratedRegex(@"^[ \t>]*(`{3,}|~{3,})[ \t]*claim\b", RegexOptions.Multiline)]
    private static partial Regex ClaimFence();

    [GeneratedRegex(@"^find[ \t]*:", RegexOptions.Multiline)]
    private static partial Regex FindLine();

    [GeneratedRegex("`+")]
    private static partial Regex Ticks();
}
