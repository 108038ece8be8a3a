using System.CommandLine;
using Assay.Cli.Agents;
using Assay.Cli.Terminal;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay mcp</c>: a server of the Model Context Protocol on standard input and output.</summary>
internal static class McpCommand
{
    private static readonly TimeSpan UsualTime = TimeSpan.FromMinutes(5);

    public static Command Create(Surroundings surroundings)
    {
        var folder = new Option<string?>("--folder") { Description = "The folder in which claims may name files; no file may be read unless said.", HelpName = "FOLDER" };
        var most = BudgetOption("--budget", "The most that one claim may use, as in \"30 s, 500 MB\"; 2 min, 1 GB and 1000 seeds unless said.");
        var time = BudgetOption("--time", "The most time that one call may take, as in \"10 min\"; 5 min unless said.", isTime: true);
        folder.Validators.Add(result =>
        {
            if (result.Tokens is [var named] && !Directory.Exists(named.Value))
                result.AddError($"--folder: there is no folder '{named.Value}'. Name one that exists.");
        });
        var command = new TaughtCommand("mcp", "Let coding agents check claims: a Model Context Protocol server on standard input and output.")
        {
            Examples =
            [
                ("assay mcp", "what an agent starts (docs/mcp.md); it ends with its input"),
                ("assay mcp --folder .", "claims may name files in this folder and below it"),
                ("assay mcp --budget \"30 s\" --time \"1 min\"", "less time for each claim and each call"),
            ],
        };
        foreach (var option in new Option[] { folder, most, time })
            command.Options.Add(option);
        command.SetAction(result =>
        {
            var limits = new AgentLimits(
                result.GetValue(most)?.Over(AgentLimits.UsualMost) ?? AgentLimits.UsualMost,
                result.GetValue(time)?.Time ?? UsualTime,
                result.GetValue(folder) is { } named ? Path.GetFullPath(named) : null);
            return Serve(limits, surroundings);
        });
        return command;
    }

    private static int Serve(AgentLimits limits, Surroundings surroundings)
    {
        var output = Console.OpenStandardOutput();

        // Standard output is the protocol's alone, whatever else may write.
        Console.SetOut(surroundings.Error);
        try
        {
            using var server = new AgentServer(limits, surroundings);
            server.RunAsync(Console.OpenStandardInput(), output).GetAwaiter().GetResult();
            return ExitCodes.AsExpected;
        }
        catch (IOException exception) when (BrokenPipe.IsCause(exception))
        {
            return ExitCodes.AsExpected;
        }
    }

    private static Option<BudgetText?> BudgetOption(string name, string description, bool isTime = false) => new(name)
    {
        Description = description,
        HelpName = "TEXT",
        CustomParser = result =>
        {
            var budget = BudgetText.Parse(result.Tokens[0].Value, out var error);
            if (budget is null)
                result.AddError($"{name}: {error.Message} {BudgetText.Form}");
            else if (isTime && budget is not { Time: not null, Memory: null, Seeds: null })
                result.AddError($"{name}: a time alone is needed, as in \"10 min\".");
            return budget;
        },
    };
}
