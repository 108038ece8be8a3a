namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>The key to an endpoint, out of an environment variable. It leaves this class only for the header of a request.</summary>
internal sealed class EndpointKey
{
    /// <summary>The variable that is read where none is named.</summary>
    public const string UsualVariable = "OPENAI_API_KEY";

    private readonly string? _value;

    private EndpointKey(string variable, string? value)
    {
        Variable = variable;
        _value = value;
    }

    /// <summary>The variable's name.</summary>
    public string Variable { get; }

    /// <summary>Whether there is a key.</summary>
    public bool IsThere => _value is not null;

    /// <summary>Reads the key.</summary>
    /// <param name="options">Whose key.</param>
    /// <param name="read">Reads an environment variable; null where it is not set.</param>
    /// <exception cref="ModelException">A variable was named that is not set, or what it holds is no key, or it would cross a network unprotected.</exception>
    public static EndpointKey Read(EndpointOptions options, Func<string, string?> read)
    {
        var variable = options.KeyVariable ?? UsualVariable;

        // The usual key belongs to somebody else than a server on this machine.
        var value = options.KeyVariable is null && options.Address.IsLoopback ? null : read(variable)?.Trim();
        if (string.IsNullOrEmpty(value))
        {
            return options.KeyVariable is null
                ? new EndpointKey(variable, null)
                : throw new ModelException(!variable.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_')
                    ? "No environment variable has the name that was given for the key, which is not shown, as it may be the key itself. Put the key into a variable, and name that."
                    : $"The environment variable {variable} is to hold the key, and is not set. Set it, or name no variable if the endpoint wants no key.");
        }

        if (value.Any(character => character is <= ' ' or > '~'))
        {
            throw new ModelException($"The environment variable {variable} holds blanks or other characters that no key has. Set it to the key alone.");
        }

        if (options.Address.Scheme != Uri.UriSchemeHttps && !options.Address.IsLoopback)
        {
            throw new ModelException($"The key of {variable} would cross the network unprotected. Use an address that starts with https, or unset the variable if the endpoint wants no key.");
        }

        return new EndpointKey(variable, value);
    }

    /// <summary>The key, for the header.</summary>
    public string ForHeader() => _value!;

    /// <summary>Whether a text holds the key.</summary>
    public bool IsIn(string text) => _value is not null && text.Contains(_value, StringComparison.Ordinal);

    /// <summary>A text without the key.</summary>
    public string RemovedFrom(string text) => _value is null ? text : text.Replace(_value, "***", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"the key of {Variable}";
}
