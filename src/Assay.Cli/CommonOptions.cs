using System.CommandLine;
using Assay.Claims;
using Assay.Programs;
using Assay.Running;
using Assay.Training;

namespace Assay.Cli;

/// <summary>Options that several commands share; each command has its own set.</summary>
internal sealed class CommonOptions
{
    public Option<bool> Json { get; } = new("--json") { Description = "Write the report as JSON (docs/json.md) and nothing else." };

    public Option<BudgetText?> Budget { get; } = new("--budget")
    {
        Description = "What each claim may use, as in \"10 s\" or \"2 min, 64 seeds\"; wins over the claims' own.",
        HelpName = "TEXT",
        CustomParser = result =>
        {
            var budget = BudgetText.Parse(result.Tokens[0].Value, out var error);
            if (budget is null)
                result.AddError($"--budget: {error.Message} {BudgetText.Form}");
            return budget;
        },
    };

    public Option<bool> NoStore { get; } = new("--no-store") { Description = "Leave no .assay folder with values to replay, and neither read nor keep verdicts of earlier runs." };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Tell the whole story of every claim: all steps, which deciders tried, where a fault happened." };

    public Option<string?> Smt2 { get; } = new("--smt2") { Description = "Leave the formulas there, as SMT-LIB 2 files.", HelpName = "FOLDER" };

    public Option<string?> Certificate { get; } = new("--certificate") { Description = "Leave certificates of what is proved there, for 'assay verify'.", HelpName = "FOLDER" };

    public Option<string[]> Trust { get; } = new("--trust") { Description = "Let this solver's bare word count as a proof. Repeatable.", HelpName = "SOLVER" };

    public Option<bool> CrossCheck { get; } = new("--cross-check") { Description = "Ask every decider, and every solver on the PATH; an answer counts only when all agree." };

    public Option<string?> Data { get; } = new("--data") { Description = "The folder with data that does not come with Assay: MNIST, Fashion-MNIST (docs/training.md).", HelpName = "FOLDER" };

    public Option<bool> Full { get; } = new("--full") { Description = "Run claims about training in their full setting, where they have one." };

    public CommonOptions()
    {
        Trust.Validators.Add(result =>
        {
            foreach (var name in result.Tokens.Select(token => token.Value).Where(name => !ProgramsOptions.Solvers.Contains(name)))
            {
                var nearest = NearestSpelling.Of(name, ProgramsOptions.Solvers) is { } meant ? $" Did you mean '{meant}'?" : "";
                result.AddError($"--trust: '{ClaimBlockReader.Shorten(name)}' is no solver that Assay can ask; these are: {string.Join(", ", ProgramsOptions.Solvers)}.{nearest}");
            }
        });
        foreach (var option in new[] { Smt2, Certificate })
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens is [var folder] && WritableFolder.Refuses(folder.Value) is { } reason)
                    result.AddError($"{option.Name}: cannot write into '{folder.Value}': {reason} Name a folder that can be written.");
            });
        }
    }

    /// <summary>Adds the options of commands that decide claims.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Json, Budget, NoStore, Verbose, Smt2, Certificate, Trust, CrossCheck, Data, Full })
            command.Options.Add(option);
    }

    /// <summary>Reads what was given.</summary>
    public Choices Read(ParseResult result) => new(
        result.GetValue(Json),
        result.GetValue(Budget),
        result.GetValue(NoStore),
        result.GetValue(Verbose),
        new DomainOptions(result.GetValue(Smt2), result.GetValue(Certificate), result.GetValue(Trust) ?? [], result.GetValue(CrossCheck))
        {
            Training = new TrainingOptions { DataFolder = result.GetValue(Data), IsFull = result.GetValue(Full) },
        });

    /// <summary>The values of the common options.</summary>
    internal sealed record Choices(bool Json, BudgetText? Budget, bool NoStore, bool Verbose, DomainOptions Domains);
}
