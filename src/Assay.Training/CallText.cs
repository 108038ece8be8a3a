using Assay.Claims;

namespace Assay.Training;

/// <summary>
/// A short description such as <c>digits</c>, <c>mlp(64, 32, 10)</c> or <c>sgd(lr: 0.2, batch: 32)</c>: a name, then arguments
/// in parentheses, those without a key before those with one. Every part knows its place, so that errors can name it.
/// </summary>
public sealed class CallText
{
    private CallText(string name, ClaimText source, IReadOnlyList<CallArgument> arguments)
    {
        Name = name;
        Source = source;
        Positional = [.. arguments.Where(argument => argument.Key is null)];
        Named = [.. arguments.Where(argument => argument.Key is not null)];
    }

    /// <summary>What stands before the parentheses.</summary>
    public string Name { get; }

    /// <summary>The whole text, and where it stands.</summary>
    public ClaimText Source { get; }

    /// <summary>Where the name stands.</summary>
    public Place Place => Source.Start;

    /// <summary>The arguments without a key, in order.</summary>
    public IReadOnlyList<CallArgument> Positional { get; }

    /// <summary>The arguments with a key, in order; no key stands twice.</summary>
    public IReadOnlyList<CallArgument> Named { get; }

    /// <summary>Reads one description.</summary>
    /// <exception cref="TrainingException">It is none; the place is that of the character at which it goes wrong.</exception>
    public static CallText Parse(ClaimText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var source = CallSplitter.Trim(text);
        var length = CallSplitter.NameLength(source.Text);
        if (length == 0)
        {
            throw CallSplitter.Wrong(source.Start, source.Text.Length == 0 ? "There is no text." : $"A name is needed, not '{CallSplitter.Shown(source.Text)}'.", "Write a name, then arguments in parentheses: sgd(lr: 0.2, batch: 32)");
        }

        var open = length;
        while (open < source.Text.Length && char.IsWhiteSpace(source.Text[open]))
        {
            open++;
        }

        if (open == source.Text.Length)
        {
            return new CallText(source.Text[..length], source, []);
        }

        if (source.Text[open] != '(')
        {
            throw CallSplitter.Wrong(source.At(open), $"'(' is needed behind '{source.Text[..length]}', not '{source.Text[open]}'.");
        }

        var close = CallSplitter.Closing(source, open);
        return close == source.Text.Length - 1
            ? new CallText(source.Text[..length], source, CallSplitter.Arguments(CallSplitter.Part(source, open + 1, close)))
            : throw CallSplitter.Wrong(source.At(close + 1), $"Nothing may follow the parenthesis that closes '{source.Text[..length]}('.");
    }

    /// <summary>Reads one description that stands alone, such as one from a command line.</summary>
    /// <exception cref="TrainingException">It is none.</exception>
    public static CallText Parse(string text, string source = "text") => Parse(ClaimText.Of(text, new Place(source, 1, 1)));

    /// <summary>Reads parts between commas, such as <c>digits, samples: 500, labels(noise: 0.2)</c>; commas in parentheses separate nothing.</summary>
    /// <exception cref="TrainingException">A part is empty, a parenthesis has no other, or a key stands twice.</exception>
    public static IReadOnlyList<CallArgument> ParseList(ClaimText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return CallSplitter.Arguments(text);
    }

    /// <summary>The argument with this key, or null.</summary>
    public CallArgument? Find(string key) => Named.FirstOrDefault(argument => argument.Key == key);

    /// <summary>The whole number with this key, or <paramref name="otherwise"/> where the key does not stand.</summary>
    /// <exception cref="TrainingException">It is none from <paramref name="least"/> to <paramref name="most"/>.</exception>
    public int Whole(string key, int otherwise, int least = 0, int most = int.MaxValue) => Find(key)?.Whole(least, most) ?? otherwise;

    /// <summary>The number with this key, or <paramref name="otherwise"/> where the key does not stand.</summary>
    /// <exception cref="TrainingException">It is none from <paramref name="least"/> to <paramref name="most"/>.</exception>
    public double Number(string key, double otherwise, double least = 0, double most = double.MaxValue) => Find(key)?.Number(least, most) ?? otherwise;

    /// <summary>Demands that at most so many arguments have no key, and that every key is one of these.</summary>
    /// <exception cref="TrainingException">Another argument stands there; the nearest key is suggested.</exception>
    public void AllowOnly(int positional, params IReadOnlyCollection<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (Positional.Count > positional)
        {
            throw CallSplitter.Wrong(
                Positional[positional].Place,
                positional == 0 ? $"Arguments of '{Name}' have a key, and '{CallSplitter.Shown(Positional[0].Text)}' has none." : $"'{Name}' takes at most {positional} {(positional == 1 ? "argument" : "arguments")} without a key.",
                keys.Count == 0 ? "It takes none." : $"Its keys: {string.Join(", ", keys)}.");
        }

        foreach (var argument in Named.Where(argument => !keys.Contains(argument.Key!)))
        {
            throw CallSplitter.Wrong(argument.KeyPlace, $"'{Name}' has no argument '{argument.Key}'.", keys.Count == 0 ? "It takes none." : NearestSpelling.Advice(argument.Key!, keys));
        }
    }

    /// <summary>The problem that nothing has this name, with the nearest of those that are known.</summary>
    public TrainingException Unknown(string kind, IReadOnlyCollection<string> known) =>
        CallSplitter.Wrong(Place, $"There is no {kind} '{CallSplitter.Shown(Name)}'.", NearestSpelling.Advice(Name, known));

    /// <inheritdoc/>
    public override string ToString() => Source.Text;
}
