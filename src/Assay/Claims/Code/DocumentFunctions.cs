namespace Assay.Claims.Code;

/// <summary>Takes one function out of a claim document.</summary>
public static class DocumentFunctions
{
    /// <summary>The function, or what is wrong.</summary>
    /// <param name="document">The document.</param>
    /// <param name="wanted">Its name, or null when there is only one.</param>
    public static (FunctionFile? Function, Problem? Problem) Find(ClaimDocument document, string? wanted)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Problems.FirstOrDefault(problem => problem.Claim is null) is { } unreadable)
            return (null, unreadable);

        var assembly = document.Blocks.Where(block => block.Language == "asm").ToDictionary(block => block, NameOf);
        if (assembly.FirstOrDefault(pair => pair.Value == wanted || (wanted is null && document.Blocks.Count == 1)) is { Key: { } block } chosen)
            return (new FunctionFile(chosen.Value, block), null);

        var texts = document.Blocks.Where(block => block.Language == "csharp").Select(block => block.Code).ToList();
        if (texts.Count == 0)
        {
            return wanted is null && assembly.Count == 0
                ? (null, new Problem(Place.Whole(document.File), "There is no function in this file."))
                : (null, Several(document.File, wanted, [.. assembly.Values]));
        }

        // All blocks of C# share one scope.
        var code = new ClaimText(string.Join('\n', texts.Select(text => text.Text)), [.. texts.SelectMany(text => text.Places)]);
        var (function, problem) = FunctionFile.Choose(document.File, CSharpFile.Parse(document.File, code.Text).Functions, wanted);
        return function is null
            ? (null, problem)
            : (new FunctionFile(function.Name, new CodeBlock("csharp", ClaimText.Of("", code.Start), code)), null);
    }

    private static Problem Several(string file, string? wanted, IReadOnlyList<string> names) => wanted is not null
        ? FunctionFile.Unknown(file, wanted, names)
        : new Problem(Place.Whole(file), $"Several functions could be meant: {string.Join(", ", names)}.", $"Choose one, as in: {file}#{names[0]}");

    private static string NameOf(CodeBlock block) => block.Info.Text.Split('(')[0].Trim();
}
