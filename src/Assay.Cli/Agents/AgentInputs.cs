using System.Globalization;
using System.Text.Json;
using Assay.Claims;

namespace Assay.Cli.Agents;

/// <summary>What a call gave to a tool, checked against what the tool takes.</summary>
internal sealed class AgentInputs
{
    /// <summary>The longest text, in characters: a million.</summary>
    public const int MostText = 1_000_000;

    private const int MostTexts = 1000;

    private readonly Dictionary<string, JsonElement> _values = [];

    /// <summary>Checks what was given.</summary>
    /// <exception cref="AgentInputException">Something is unknown, missing, of another kind or too long.</exception>
    public AgentInputs(AgentTool tool, IEnumerable<KeyValuePair<string, JsonElement>>? given)
    {
        foreach (var (name, value) in given ?? [])
        {
            if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
                continue;
            var input = tool.Inputs.FirstOrDefault(input => input.Name == name)
                ?? throw new AgentInputException($"{tool.Name} takes no '{ClaimBlockReader.Shorten(name)}'. {NearestSpelling.Advice(name, [.. tool.Inputs.Select(input => input.Name)])}");
            Check(input, value);
            _values[name] = value;
        }

        foreach (var input in tool.Inputs.Where(input => input.IsRequired && Text(input.Name) is null))
            throw new AgentInputException($"{tool.Name} needs '{input.Name}': {input.Meaning}");
    }

    /// <summary>The text of this name, a matrix as it is written; null when it was left out or is blank.</summary>
    public string? Text(string name)
    {
        if (!_values.TryGetValue(name, out var value))
            return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Array or JsonValueKind.Number => value.GetRawText(),
            _ => "",
        };
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>The texts of this name.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        _values.TryGetValue(name, out var value) ? [.. value.EnumerateArray().Select(one => one.GetString()!).Where(text => !string.IsNullOrWhiteSpace(text))] : [];

    /// <summary>Whether this was asked for.</summary>
    public bool Flag(string name) => _values.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>Whether this was given as a list of texts.</summary>
    public bool IsList(string name) => _values.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Array;

    private static void Check(AgentInput input, JsonElement value)
    {
        var fits = input.Kind switch
        {
            AgentInputKind.Texts => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String),
            AgentInputKind.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            AgentInputKind.Number => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
            AgentInputKind.Rows => value.ValueKind == JsonValueKind.String || IsRows(value),
            AgentInputKind.Column => value.ValueKind == JsonValueKind.String || IsRows(value) || IsNumbers(value),
            _ => value.ValueKind == JsonValueKind.String,
        };
        if (!fits)
            throw new AgentInputException($"'{input.Name}' is to be {Wanted(input.Kind)}.");
        if (value.ValueKind is JsonValueKind.String or JsonValueKind.Array && value.GetRawText().Length > MostText)
            throw new AgentInputException(string.Create(CultureInfo.InvariantCulture, $"'{input.Name}' is longer than {MostText} characters. Give less at a time, or use 'assay' on files."));
        if (input.Kind == AgentInputKind.Texts && value.GetArrayLength() > MostTexts)
            throw new AgentInputException($"'{input.Name}' has more than {MostTexts} texts.");
    }

    private static bool IsRows(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsNumbers);

    private static bool IsNumbers(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(entry => entry.ValueKind == JsonValueKind.Number);

    private static string Wanted(AgentInputKind kind) => kind switch
    {
        AgentInputKind.Texts => "a list of texts",
        AgentInputKind.Flag => "true or false",
        AgentInputKind.Number => "a whole number",
        AgentInputKind.Rows => "a matrix, as rows of numbers or as a text such as \"[[1, 2], [2, 4]]\"",
        AgentInputKind.Column => "a column, as a list of numbers or as a text such as \"[1, 2]\"",
        _ => "a text",
    };
}
