using System.CommandLine;
using Assay.Claims;
using Assay.Claims.Code;
using Assay.Cli.Claims;
using Assay.Cli.Terminal;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay prove STATEMENT</c>: one claim without a file.</summary>
internal static class ProveCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var statement = new Argument<string>("STATEMENT") { Description = "A C# expression that is to be true." };
        var said = new StatementOptions();
        var options = new CommonOptions();
        var command = new TaughtCommand("prove", "Prove or refute one statement.")
        {
            Examples =
            [
                ("assay prove \"x + 1 > x\" --for-all \"int x\"", "refuted: the greatest int has no successor"),
                ("assay prove \"x + 1 > x\" --for-all \"int x\" --assume \"x < int.MaxValue\"", "the same where it holds"),
                ("assay prove \"Max(a, b) >= a\" --for-all \"int a, int b\" --code max.cs", "about a function of yours"),
                ("assay prove \"x * x == 4\" --exists \"int x\"", "one witness is enough"),
                ("assay prove \"(x ^ y) == (x | y) - (x & y)\" --for-all \"T x, T y\" --types \"T = sbyte, short\"", "for several types"),
            ],
        };
        command.Arguments.Add(statement);
        foreach (var option in new Option[] { said.ForAll, said.Exists, said.Assume, said.Types, said.Witness, said.Code, said.Arithmetic })
            command.Options.Add(option);
        options.AddTo(command);
        command.SetAction(result =>
        {
            var choices = options.Read(result);
            var domains = surroundings.CreateDomains(choices.Domains);
            var reader = new ClaimDocumentReader(domains);
            var claim = new CommandLineClaim("statement");
            said.AddTo(claim, result);
            claim.Add("claim", OptionText.Of(statement.Name, result.GetRequiredValue(statement)));
            AddCode(claim, result.GetValue(said.Code) ?? [], reader, surroundings);
            return new ClaimRun(surroundings, choices, domains).Run(claim.ToRequest(reader, result.Tokens.Select(token => token.Value)));
        });
        return command;
    }

    /// <summary>Adds the code in these files to a claim.</summary>
    internal static void AddCode(CommandLineClaim claim, IReadOnlyList<string> paths, ClaimDocumentReader reader, Surroundings surroundings)
    {
        var files = new CodeFileReader(reader);
        foreach (var path in paths)
        {
            var (blocks, problems) = BigStack.Run(() => files.Read(path), RunOptions.DefaultGrace, surroundings.Cancellation);
            claim.Add(blocks).Add(problems);
        }
    }
}
