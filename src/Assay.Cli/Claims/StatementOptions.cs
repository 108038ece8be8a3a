using System.CommandLine;
using Assay.Claims;

namespace Assay.Cli.Claims;

/// <summary>Options that say what lines of a claim block say.</summary>
internal sealed class StatementOptions
{
    private static readonly string[] ArithmeticWords = ["checked", "unchecked"];

    public Option<string[]> ForAll { get; } = Repeatable("--for-all", "Variables with their types, as in \"int a, int b\".", "VARIABLES");

    public Option<string[]> Exists { get; } = Repeatable("--exists", "Variables of which one value is enough.", "VARIABLES");

    public Option<string[]> Assume { get; } = Repeatable("--assume", "A condition on the inputs; several are joined by 'and'.", "CONDITION");

    public Option<string[]> Types { get; } = Repeatable("--types", "Repeats the claim for each type, as in \"T = sbyte, short, int\".", "TYPES");

    public Option<string?> Witness { get; } = new("--witness")
    {
        Description = "A value for every variable, as in \"a = 3, b = 7\", which must show the claim false (with --exists: true).",
        HelpName = "VALUES",
    };

    public Option<string[]> Code { get; } = Repeatable("--code", "A file with functions to use: C#, assembly, or a claim document.", "FILE");

    public Option<string?> Arithmetic { get; } = ArithmeticOption();

    /// <summary>Adds the entries that were given to a claim.</summary>
    public void AddTo(CommandLineClaim claim, ParseResult result)
    {
        AddJoined(claim, result, "for-all", ForAll);
        AddJoined(claim, result, "exists", Exists);
        foreach (var (key, option) in new[] { ("assume", Assume), ("types", Types) })
        {
            foreach (var text in OptionText.Each(option.Name, result.GetValue(option) ?? []))
                claim.Add(key, text);
        }

        foreach (var (key, option) in new[] { ("arithmetic", Arithmetic), ("witness", Witness) })
        {
            if (result.GetValue(option) is { } value)
                claim.Add(key, OptionText.Of(option.Name, value));
        }
    }

    private static void AddJoined(CommandLineClaim claim, ParseResult result, string key, Option<string[]> option)
    {
        if (result.GetValue(option) is { Length: > 0 } values)
            claim.Add(key, OptionText.Joined(option.Name, values, ","));
    }

    private static Option<string[]> Repeatable(string name, string description, string helpName) =>
        new(name) { Description = $"{description} Repeatable.", HelpName = helpName, Arity = ArgumentArity.OneOrMore };

    private static Option<string?> ArithmeticOption()
    {
        var option = new Option<string?>("--arithmetic") { HelpName = "WORD", Description = "Whether overflow wraps (unchecked, the default) or throws (checked)." };
        option.Validators.Add(result =>
        {
            var word = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (!ArithmeticWords.Contains(word))
                result.AddError($"--arithmetic: '{word}' is not known. {NearestSpelling.Advice(word, ArithmeticWords)}");
        });
        return option;
    }
}
