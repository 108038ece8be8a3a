using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Assay.Claims;

/// <summary>Finds the fenced blocks of a Markdown text.</summary>
internal sealed class FenceFinder(string file, string text, Func<Place, Place> shown)
{
    private static readonly MarkdownPipeline BlocksOnly = WithoutInlines();

    private readonly LineIndex _lines = new(text);

    /// <summary>All fenced blocks in order, also those inside lists and quotations.</summary>
    public IEnumerable<Fence> Find() =>
        Markdown.Parse(text, BlocksOnly).Descendants<FencedCodeBlock>().Select(Read);

    private Fence Read(FencedCodeBlock block)
    {
        var opening = Math.Min(block.Span.Start, text.Length - 1);
        while (opening < text.Length - 1 && text[opening] != block.FencedChar)
            opening++;

        var end = _lines.End(_lines.LineOf(opening));
        var word = opening;
        while (word < end && text[word] == block.FencedChar)
            word++;
        word = SkipBlanks(word, end);
        var rest = word;
        while (rest < end && !IsBlank(text[rest]))
            rest++;
        var info = SkipBlanks(rest, end);

        return new Fence(
            Place(opening),
            text[word..rest],
            ClaimText.Of(text[info..end].TrimEnd(), Place(info)),
            Lines(block.Lines),
            block.ClosingFencedCharCount > 0);
    }

    private List<FenceLine> Lines(StringLineGroup group)
    {
        var lines = new List<FenceLine>(group.Count);
        for (var i = 0; i < group.Count; i++)
        {
            var line = group.Lines[i];
            var end = _lines.End(line.Line);

            // Markdig has cut the indentation of the fence off; what it leaves always reaches to the end of the line.
            var start = Math.Max(_lines.Start(line.Line), end - line.Slice.Length);
            lines.Add(new FenceLine(text[start..end], Place(start)));
        }

        return lines;
    }

    private Place Place(int offset) => shown(_lines.Place(file, offset));

    private int SkipBlanks(int from, int end)
    {
        while (from < end && IsBlank(text[from]))
            from++;
        return from;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t';

    private static MarkdownPipeline WithoutInlines()
    {
        var builder = new MarkdownPipelineBuilder();
        builder.InlineParsers.Clear();
        builder.BlockParsers.Find<ParagraphBlockParser>()!.ParseSetextHeadings = false;
        return builder.Build();
    }
}
