using System.CommandLine;
using Assay.Claims;
using Assay.Running;

namespace Assay.Cli;

/// <summary>Says what is wrong with a command line, and what was perhaps meant.</summary>
internal static class UsageErrors
{
    /// <summary>Writes the errors.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(ParseResult parsed, TextWriter error)
    {
        var command = parsed.CommandResult.Command;
        var known = command.Subcommands.Select(sub => sub.Name)
            .Concat(command.Options.Select(option => option.Name))
            .ToList();
        if (parsed.UnmatchedTokens.Count > 0)
        {
            foreach (var token in parsed.UnmatchedTokens)
                error.WriteLine(Unmatched(command, token, known));
        }
        else
        {
            foreach (var problem in parsed.Errors)
                error.WriteLine($"assay: {problem.Message}");
        }

        var path = command is RootCommand ? "assay" : $"assay {command.Name}";
        error.WriteLine($"'{path} --help' shows how it is used.");
        return ExitCodes.Unusable;
    }

    private static string Unmatched(Command command, string token, IReadOnlyCollection<string> known)
    {
        var nearest = NearestSpelling.Of(token, known);
        var kind = token.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        return $"assay: Unknown {kind} '{token}'.{(nearest is null ? "" : $" Did you mean '{nearest}'?")}";
    }
}
