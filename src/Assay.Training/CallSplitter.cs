using Assay.Claims;

namespace Assay.Training;

/// <summary>Finds names, parentheses and commas in the text of a <see cref="CallText"/>.</summary>
internal static class CallSplitter
{
    private const int MostShown = 40;

    // Descriptions within descriptions are read by recursion.
    private const int MostDepth = 16;

    /// <summary>How many characters of the start are a name: a letter, then letters, digits, <c>_</c> and <c>-</c>.</summary>
    public static int NameLength(string text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetter(text[length]) || (length > 0 && (char.IsAsciiDigit(text[length]) || text[length] is '_' or '-'))))
        {
            length++;
        }

        return length;
    }

    /// <summary>Where the parenthesis that is opened at <paramref name="open"/> is closed.</summary>
    public static int Closing(ClaimText text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Text.Length; i++)
        {
            depth += text.Text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }

            if (depth > MostDepth)
            {
                throw Wrong(text.At(i), $"Parentheses are nested more than {MostDepth} deep.");
            }
        }

        throw Wrong(text.At(open), "This parenthesis is never closed.");
    }

    /// <summary>The parts between the commas outside all parentheses; none when the text is blank.</summary>
    public static IReadOnlyList<CallArgument> Arguments(ClaimText text)
    {
        List<CallArgument> arguments = [];
        if (string.IsNullOrWhiteSpace(text.Text))
        {
            return arguments;
        }

        var start = 0;
        for (var i = 0; i <= text.Text.Length; i++)
        {
            if (i == text.Text.Length || text.Text[i] == ',')
            {
                Add(arguments, Argument(Trim(Part(text, start, i))));
                start = i + 1;
            }
            else if (text.Text[i] == '(')
            {
                i = Closing(text, i);
            }
            else if (text.Text[i] == ')')
            {
                throw Wrong(text.At(i), "Nothing is open that this parenthesis could close.");
            }
        }

        return arguments;
    }

    /// <summary>The text from one offset to before another, with its places.</summary>
    public static ClaimText Part(ClaimText text, int start, int end)
    {
        List<Place> places = [text.At(start)];
        for (var i = start; i < end; i++)
        {
            if (text.Text[i] == '\n')
            {
                places.Add(text.At(i + 1));
            }
        }

        return new ClaimText(text.Text[start..end], places);
    }

    /// <summary>The text without the space around it.</summary>
    public static ClaimText Trim(ClaimText text)
    {
        var end = text.Text.TrimEnd().Length;
        return Part(text, Math.Min(text.Text.Length - text.Text.TrimStart().Length, end), end);
    }

    /// <summary>So much of a text as fits a message.</summary>
    public static string Shown(string text) => text.Length <= MostShown ? text : text[..MostShown] + "...";

    /// <summary>An error at a place.</summary>
    public static TrainingException Wrong(Place place, string message, string? advice = null) => new(new Problem(place, message, advice));

    private static CallArgument Argument(ClaimText text)
    {
        if (text.Text.Length == 0)
        {
            throw Wrong(text.Start, "An argument is missing.", "Arguments stand between commas, with none behind the last.");
        }

        var length = NameLength(text.Text);
        var colon = length;
        while (colon < text.Text.Length && char.IsWhiteSpace(text.Text[colon]))
        {
            colon++;
        }

        if (length == 0 || colon == text.Text.Length || text.Text[colon] != ':')
        {
            return new CallArgument(null, text.Start, text);
        }

        var value = Trim(Part(text, colon + 1, text.Text.Length));
        return value.Text.Length > 0 ? new CallArgument(text.Text[..length], text.Start, value)
            : throw Wrong(text.At(colon), $"'{text.Text[..length]}' has no value.");
    }

    private static void Add(List<CallArgument> arguments, CallArgument argument)
    {
        if (argument.Key is null && arguments.Find(before => before.Key is not null) is { } keyed && !argument.Text.Contains('('))
        {
            throw Wrong(argument.Place, $"'{Shown(argument.Text)}' has no key, and '{keyed.Key}' before it has one.", "Arguments without a key stand first.");
        }

        if (argument.Key is not null && arguments.Exists(before => before.Key == argument.Key))
        {
            throw Wrong(argument.KeyPlace, $"'{argument.Key}' stands twice.");
        }

        arguments.Add(argument);
    }
}
