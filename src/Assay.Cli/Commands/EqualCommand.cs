using System.CommandLine;
using Assay.Claims;
using Assay.Claims.Code;
using Assay.Cli.Claims;
using Assay.Cli.Terminal;
using Assay.Programs;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay equal BEFORE AFTER</c>: are two functions the same; if not, where.</summary>
internal static class EqualCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var before = new Argument<string>("BEFORE") { Description = "A file with one function (FILE#Name chooses), or with --code or --assembly a function." };
        var after = new Argument<string>("AFTER") { Description = "The other one." };
        var assembly = new Option<string?>("--assembly") { Description = "Compare two static methods of this compiled assembly.", HelpName = "FILE" };
        var said = new StatementOptions();
        var options = new CommonOptions();
        var command = new TaughtCommand("equal", "Tell whether two functions do the same; if not, where and under which assumption.")
        {
            Examples =
            [
                ("assay equal before.cs after.cs", "one function in each file, of whatever names"),
                ("assay equal kernels.cs#Sort3 sort3.asm", "C# against assembly"),
                ("assay equal Slow Fast --code both.cs --assume \"n >= 0\"", "two functions of one file, under an assumption"),
                ("assay equal a.cs#Sum b.cs#Sum --for-all \"int[4] values\"", "arrays need a length: the parameters, declared anew"),
                ("assay equal --assembly bin/My.dll My.Kernels.Slow My.Kernels.Fast", "two methods as the compiler left them"),
            ],
        };
        command.Arguments.Add(before);
        command.Arguments.Add(after);
        foreach (var option in new Option[] { said.ForAll, said.Assume, said.Code, assembly, said.Arithmetic })
            command.Options.Add(option);
        options.AddTo(command);
        UsageErrors.RefuseOptionsAs(before, command);
        UsageErrors.RefuseOptionsAs(after, command);
        command.SetAction(result =>
        {
            var choices = options.Read(result);
            var domains = surroundings.CreateDomains(choices.Domains);
            var reader = new ClaimDocumentReader(domains);
            var (first, second) = (result.GetRequiredValue(before), result.GetRequiredValue(after));
            var claim = new CommandLineClaim("equal");
            said.AddTo(claim, result);
            if (result.GetValue(assembly) is { } file)
                domains = OfAssembly(claim, domains, file, first, second);
            else if (result.GetValue(said.Code) is { Length: > 0 } files)
                OfCode(claim, reader, files, first, second, surroundings);
            else
                BigStack.Run(() => claim.Add(new FunctionPair(first, second)), RunOptions.DefaultGrace, surroundings.Cancellation);
            return new ClaimRun(surroundings, choices, domains).Run(claim.ToRequest(reader, result.Tokens.Select(token => token.Value)));
        });
        return command;
    }

    private static void OfCode(
        CommandLineClaim claim, ClaimDocumentReader reader, string[] files, string before, string after, Surroundings surroundings)
    {
        claim.Add("equal", OptionText.Of("BEFORE", $"{before}, {after}"));
        ProveCommand.AddCode(claim, files, reader, surroundings);
    }

    private static List<IDomain> OfAssembly(
        CommandLineClaim claim, IReadOnlyList<IDomain> domains, string file, string before, string after)
    {
        claim.Add("equal", OptionText.Of("BEFORE", $"{before}, {after}"));
        if (!File.Exists(file))
            claim.Add([NearestPath.Missing(file)]);
        return [.. domains.Select(domain => domain is ProgramsDomain programs ? new CompiledMethods(programs, file, before, after) : domain)];
    }
}
