using System.CommandLine;
using Assay.Claims.Code;
using Assay.Cli.Claims;
using Assay.Programs.Synthesis.Shortening;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary>What <c>assay shorten</c> may be told.</summary>
internal sealed class ShortenOptions
{
    private const int MostSpare = 8;
    private const int LongestEver = 30;

    private readonly Option<string[]> _assume = new StatementOptions().Assume;

    private readonly Option<string?> _instructions = new("--instructions")
    {
        Description = "What programs are made of: names, or the sets alu (usual), bits and wide; for assembly names such as mov,xor.",
        HelpName = "NAMES",
    };

    private readonly Option<string?> _constants = new("--constants")
    {
        Description = "The constants of C# programs; else 0, 1, the width less 1, -1, and those of the function.",
        HelpName = "NUMBERS",
    };

    private readonly Option<int> _spare = Number("--spare", "Registers that an assembly program may use besides those of its signature.", 0, MostSpare, 0);

    private readonly Option<int?> _longest = new("--max-length")
    {
        Description = "The greatest length to try; else as far as the budget lasts.",
        HelpName = "NUMBER",
    };

    private readonly Option<BudgetText?> _budget = new CommonOptions().Budget;

    public ShortenOptions() => Bound(_longest, 0, LongestEver);

    public Option<bool> Json { get; } = new("--json") { Description = "Write the report as JSON (docs/shorten.md) and nothing else." };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        _budget.Description = "What the search may use, as in \"60 s\" or \"5 min, 1 GB\".";
        foreach (var option in new Option[] { _assume, _instructions, _constants, _spare, _longest, _budget, Json })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether something is said that the search for sorting kernels knows nothing of.</summary>
    public bool RestrictsSearch(ParseResult result) =>
        new Option[] { _assume, _instructions, _constants, _spare, _longest }.Any(option => result.GetResult(option) is { Implicit: false });

    /// <summary>The time that the search may take.</summary>
    public TimeSpan Time(ParseResult result) => (result.GetValue(_budget)?.Over(Budget.Default) ?? Budget.Default).Time;

    /// <summary>The request for a function.</summary>
    public ShortenRequest Request(FunctionFile function, ParseResult result)
    {
        var budget = result.GetValue(_budget)?.Over(Budget.Default) ?? Budget.Default;
        return new ShortenRequest(function)
        {
            Assumptions = [.. OptionText.Each(_assume.Name, result.GetValue(_assume) ?? [])],
            Instructions = result.GetValue(_instructions),
            Constants = result.GetValue(_constants),
            Spare = result.GetValue(_spare),
            MaxLength = result.GetValue(_longest),
            Time = budget.Time,
            Memory = budget.Memory,
        };
    }

    private static Option<int> Number(string name, string description, int least, int most, int usual)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "NUMBER", DefaultValueFactory = _ => usual };
        Bound(option, least, most);
        return option;
    }

    private static void Bound(Option option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var number) || number < least || number > most))
        {
            result.AddError($"{option.Name}: '{token.Value}' is not a number from {least} to {most}.");
        }
    });
}
