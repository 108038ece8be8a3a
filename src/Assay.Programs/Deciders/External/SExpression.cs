namespace Assay.Programs.Deciders.External;

/// <summary>What SMT-LIB texts are made of: a word, or a list of expressions.</summary>
internal sealed class SExpression
{
    // Answers of solvers are flat; deeper nesting is no answer.
    private const int DeepestNesting = 64;

    private SExpression(string word) => Word = word;

    private SExpression(List<SExpression> items) => Items = items;

    /// <summary>A symbol without its bars, a literal, or a string without its quotes; empty for a list.</summary>
    public string Word { get; } = string.Empty;

    /// <summary>The parts of a list.</summary>
    public IReadOnlyList<SExpression> Items { get; } = [];

    public bool IsList => Word.Length == 0;

    /// <summary>Reads the expressions of a text; ends without complaint where one is cut off or wrong.</summary>
    public static IEnumerable<SExpression> Read(string text)
    {
        for (var at = 0; ReadOne(text, ref at, 0) is { } expression;)
        {
            yield return expression;
        }
    }

    private static SExpression? ReadOne(string text, ref int at, int depth)
    {
        SkipSpace(text, ref at);
        if (at >= text.Length || text[at] == ')' || depth > DeepestNesting)
        {
            return null;
        }

        return text[at] switch
        {
            '(' => ReadList(text, ref at, depth),
            '|' or '"' => ReadQuoted(text, ref at),
            _ => ReadWord(text, ref at),
        };
    }

    private static SExpression? ReadList(string text, ref int at, int depth)
    {
        at++;
        List<SExpression> items = [];
        while (ReadOne(text, ref at, depth + 1) is { } item)
        {
            items.Add(item);
        }

        if (at >= text.Length || text[at] != ')')
        {
            return null;
        }

        at++;
        return new SExpression(items);
    }

    private static SExpression? ReadQuoted(string text, ref int at)
    {
        var end = text.IndexOf(text[at], at + 1);
        if (end < 0)
        {
            return null;
        }

        var word = text[(at + 1)..end];
        at = end + 1;
        return word.Length == 0 ? new SExpression(" ") : new SExpression(word);
    }

    private static SExpression ReadWord(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('(' or ')' or ';'))
        {
            at++;
        }

        return new SExpression(text[start..at]);
    }

    private static void SkipSpace(string text, ref int at)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] == ';')
            {
                var end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length - 1 : end;
            }
            else if (!char.IsWhiteSpace(text[at]))
            {
                return;
            }
        }
    }
}
