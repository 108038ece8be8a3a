namespace Assay.Programs.Frontends.Alive;

/// <summary>Walks over the tokens of a rewrite and knows its names.</summary>
internal sealed class OptReader(string text)
{
    private readonly List<OptToken> _tokens = OptTokens.Of(text);
    private readonly Dictionary<string, int> _symbols = [];
    private int _at;

    public TypeRules Types { get; } = new();

    public OptToken Now => _tokens[_at];

    public OptToken Following => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    public OptToken Take() => _tokens[_at < _tokens.Count - 1 ? _at++ : _at];

    /// <summary>Takes the token if it is this one.</summary>
    public bool TryTake(string token)
    {
        if (!Now.Is(token))
        {
            return false;
        }

        Take();
        return true;
    }

    public void Expect(string token)
    {
        if (!TryTake(token))
        {
            throw Unexpected($"'{token}'");
        }
    }

    public void SkipLineEnds()
    {
        while (Now.Kind == OptTokenKind.LineEnd)
        {
            Take();
        }
    }

    /// <summary>Skips the rest of the line and returns it as it was written.</summary>
    public string TakeLine()
    {
        var start = Now.Offset;
        while (Now.Kind is not OptTokenKind.LineEnd)
        {
            Take();
        }

        return text[start..Now.Offset];
    }

    public void ExpectLineEnd()
    {
        if (Now.Kind != OptTokenKind.LineEnd)
        {
            throw Unexpected("the end of the line");
        }

        Take();
    }

    /// <summary>What to throw when something else stands here.</summary>
    public RewriteException Unexpected(string wanted, string? advice = null) =>
        new(Now.Offset, $"Expected {wanted}, found {(Now.Kind is OptTokenKind.LineEnd or OptTokenKind.End ? Now.Text : $"'{Now.Text}'")}.", advice);

    /// <summary>The slot of a register or constant: one for all its places.</summary>
    public int SlotOf(string name)
    {
        if (!_symbols.TryGetValue(name, out var slot))
        {
            _symbols[name] = slot = Types.New();
        }

        return slot;
    }

    /// <summary>Whether a type stands here.</summary>
    public bool IsType => Now.Kind == OptTokenKind.Word && (IsIntegerType(Now.Text) || IsNamedType(Now.Text) || IsFloatType(Now.Text))
        || Now.Is("[") || Now.Is("<") || Now.Is("{");

    /// <summary>Takes a type, if one stands here, for the value with this slot.</summary>
    public void TakeType(int slot)
    {
        if (!IsType)
        {
            return;
        }

        var token = Take();
        if (token.Kind != OptTokenKind.Word || IsFloatType(token.Text))
        {
            throw Unsupported(token, token.Text switch { "[" => "arrays", "<" => "vectors", "{" => "structs", _ => token.Text });
        }

        if (Now.Is("*"))
        {
            throw Unsupported(Now, "pointers");
        }

        if (IsNamedType(token.Text))
        {
            Types.Same(slot, Types.Named(token.Text), token.Offset);
            return;
        }

        if (!int.TryParse(token.Text.AsSpan(1), out var width) || width is < 1 or > TypeRules.Widest)
        {
            throw new RewriteException(token.Offset, $"The type {token.Text} is not among i1 to i{TypeRules.Widest}.", $"Use at most {TypeRules.Widest} bits.");
        }

        Types.Fix(slot, width, token.Offset);
    }

    /// <summary>What to throw for a word that Assay does not decide.</summary>
    public static RewriteException Unsupported(OptToken token, string what) =>
        new(token.Offset, $"'{what}' is not supported: rewrites on integers without memory, branches or floats are decided.") { Unsupported = what };

    private static bool IsIntegerType(string word) => word is ['i', .. var digits] && digits.Length > 0 && digits.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsNamedType(string word) => word is ['T', 'y', .. var digits] && digits.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsFloatType(string word) => word is "half" or "float" or "double" or "fp128" or "ptr";
}
