using System.CommandLine;
using Assay.Cli.Terminal;

namespace Assay.Cli.Commands;

/// <summary><c>assay model</c>: what language models can follow.</summary>
internal static class ModelCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var command = new TaughtCommand("model", "Measure whether a language model follows a variable that is redefined, and whether what it shortens stays the same.")
        {
            Examples =
            [
                ("assay model track --endpoint http://localhost:8080/v1 --model NAME", "accuracy against the number of swaps"),
                ("assay model swap --endpoint http://localhost:8080/v1 --model NAME", "two built-in functions exchanged"),
                ("assay model rewrite --endpoint http://localhost:8080/v1 --model NAME", "kernels and functions to shorten; each reply is decided"),
            ],
        };
        command.Subcommands.Add(TrackCommand.Create(surroundings));
        command.Subcommands.Add(SwapCommand.Create(surroundings));
        command.Subcommands.Add(RewriteCommand.Create(surroundings));
        command.Subcommands.Add(PackCommand.Create(surroundings));
        command.SetAction(result => new TeachingHelp().Invoke(result));
        return command;
    }
}
