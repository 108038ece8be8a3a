using Assay.Claims;
using Assay.Cli.Claims;

namespace Assay.Cli.Dropping;

/// <summary>Asks for each instruction of a function whether it may go: one claim each.</summary>
/// <param name="subject">The function.</param>
/// <param name="assumptions">What may be assumed of the inputs.</param>
/// <param name="variables">The variables of the statement, or null.</param>
/// <param name="statement">What has to stay true; null when the results have to stay the same.</param>
internal sealed class DropQuestions(
    DropSubject subject, IReadOnlyList<ClaimText> assumptions, ClaimText? variables, ClaimText? statement)
{
    /// <summary>The name of the claim about the whole function.</summary>
    public const string Whole = "whole";

    private const string Source = "command line";

    /// <summary>What must stay as it is, in words.</summary>
    public string Kept => statement?.Text ?? $"the results of {subject.Name}";

    /// <summary>
    /// The documents with the claims, whose order is that of the instructions. Where a statement has to stay true, the first claim is the
    /// statement about the whole function.
    /// </summary>
    public IReadOnlyList<ClaimDocument> Documents() => statement is null ? [SameResults()]
        :
        [
            Document([subject.Block], Statement(Whole, statement)),
            .. subject.Instructions.Select(line => Document([subject.Without(line, subject.Name)], Statement(NameOf(line), statement))),
        ];

    // All shortened functions stand in one document, so that it is compiled once.
    private ClaimDocument SameResults()
    {
        List<CodeBlock> blocks = [subject.Block, .. subject.Instructions.Select(line => subject.Without(line, Shortened(line)))];
        return Document(blocks, [.. subject.Instructions.Select(line => subject.Variables.Count == 0
            ? Claim(NameOf(line), "equal", OptionText.Of("FILE", $"{subject.Name}, {Shortened(line)}"))
            : Statement(NameOf(line), SameOnVariables(line)))]);
    }

    private ClaimText SameOnVariables(DropLine line)
    {
        var arguments = string.Join(", ", subject.Variables);
        return OptionText.Of("FILE", $"{subject.Name}({arguments}) == {Shortened(line)}({arguments})");
    }

    private Claim Statement(string name, ClaimText text) => Claim(name, "claim", text);

    private Claim Claim(string name, string key, ClaimText text)
    {
        var scope = variables ?? (subject.Variables.Count == 0 ? null : OptionText.Of("FILE", string.Join(", ", subject.Variables.Select(variable => $"int {variable}"))));
        return new Claim(name, Place.Whole(Source),
        [
            .. scope is null ? Array.Empty<ClaimEntry>() : [new ClaimEntry("for-all", scope.Start, scope)],
            .. assumptions.Select(text => new ClaimEntry("assume", text.Start, text)),
            new ClaimEntry(key, text.Start, text),
            new ClaimEntry("find", text.Start, ClaimText.Of("weakest assumption", text.Start)),
        ]);
    }

    private ClaimDocument Document(IReadOnlyList<CodeBlock> blocks, params Claim[] claims) =>
        new(Source, [.. subject.Others, .. blocks], claims, []);

    private string Shortened(DropLine line) => $"{subject.Name}_without_{line.Place.Line}";

    /// <summary>The name of the claim about an instruction.</summary>
    public static string NameOf(DropLine line) => $"line-{line.Place.Line}";
}
