using System.CommandLine;
using System.CommandLine.Parsing;
using Assay.Claims;
using Assay.Running;

namespace Assay.Cli;

/// <summary>Says what is wrong with a command line, and what was perhaps meant.</summary>
internal static class UsageErrors
{
    // A server is joined by those who work, and runs are on it.
    private static readonly (string Token, string Here)[] SameElsewhere = [("--join", "--on"), ("--on", "--join")];

    /// <summary>Writes the errors.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(ParseResult parsed, TextWriter error)
    {
        var command = parsed.CommandResult.Command;
        var known = Known(command);
        if (parsed.UnmatchedTokens.Count > 0)
        {
            foreach (var token in Unknown(parsed.UnmatchedTokens))
                error.WriteLine($"assay: {Unmatched(command, token, known)}");
        }
        else
        {
            foreach (var problem in parsed.Errors)
                error.WriteLine($"assay: {problem.Message}");
        }

        error.WriteLine($"'{PathOf(parsed.CommandResult)} --help' shows how it is used.");
        return ExitCodes.Unusable;
    }

    /// <summary>Lets a command refuse a misspelt option where it would take a path.</summary>
    public static void RefuseOptionsAs(Argument argument, Command command) => argument.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Select(token => token.Value))
        {
            if (token is ['-', _, ..] && !Path.Exists(token))
                result.AddError(Unmatched(command, token, Known(command)));
        }
    });

    private static string PathOf(CommandResult result) => result.Parent is CommandResult above ? $"{PathOf(above)} {result.Command.Name}" : "assay";

    private static List<string> Known(Command command) =>
    [
        .. command.Subcommands.Select(sub => sub.Name),
        .. command.Options.Select(option => option.Name),
    ];

    // What stands behind an unknown option is most likely its value.
    private static IEnumerable<string> Unknown(IReadOnlyList<string> tokens) =>
        tokens.Where((token, index) => index == 0 || token.StartsWith('-') || !tokens[index - 1].StartsWith('-'));

    private static string Unmatched(Command command, string token, IReadOnlyCollection<string> known)
    {
        var nearest = SameElsewhere.FirstOrDefault(pair => pair.Token == token && known.Contains(pair.Here)).Here ?? NearestSpelling.Of(token, known);
        var kind = token.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        return $"Unknown {kind} '{token}'.{(nearest is null ? "" : $" Did you mean '{nearest}'?")}";
    }
}
