using System.CommandLine;
using Assay.Claims;
using Assay.Cli.Claims;
using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.Programs.Synthesis.Shortening;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay shorten FILE</c>: the shortest equal program, and a proof that none is shorter.</summary>
internal static class ShortenCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var file = new Argument<string>("FILE") { Description = "A file with one function: C#, assembly, or a claim document (FILE#Name chooses)." };
        var said = new ShortenOptions();
        var command = new TaughtCommand("shorten", "Find a shortest program that is equal to a function, and prove that none is shorter.")
        {
            Examples =
            [
                ("assay shorten abs.cs", "fewest operations on numbers"),
                ("assay shorten bits.cs#RoundUp --assume \"x > 0\" --budget \"60 s\"", "one function of several, under an assumption"),
                ("assay shorten abs.cs --instructions add,sub,xor,sar --constants 31", "from these operations and constants only"),
                ("assay shorten swap.asm --instructions mov --spare 1", "instructions on registers, with one to spare"),
            ],
        };
        command.Arguments.Add(file);
        said.AddTo(command);
        UsageErrors.RefuseOptionsAs(file, command);
        command.SetAction(result => Run(result.GetRequiredValue(file), said, result, surroundings));
        return command;
    }

    private static int Run(string path, ShortenOptions said, ParseResult result, Surroundings surroundings)
    {
        var files = new OneFunction(new ClaimDocumentReader(surroundings.CreateDomains(new DomainOptions(null, null, [], CrossCheck: false))));
        var (function, problem) = BigStack.Run(() => files.Read(path), RunOptions.DefaultGrace, surroundings.Cancellation);
        if (function is null)
        {
            return Refuse([problem!], surroundings);
        }

        using var live = new LiveLine(surroundings);
        var answer = BigStack.Run(
            () => Shortener.Run(said.Request(function, result), live, surroundings.Cancellation), RunOptions.DefaultGrace, surroundings.Cancellation);
        live.Dispose();
        if (answer is ShortenRefused refused)
        {
            return Refuse(refused.Problems, surroundings);
        }

        var shortened = (Shortened)answer;
        if (result.GetValue(said.Json))
        {
            surroundings.Out.Write(ShortenJson.Of(shortened));
        }
        else
        {
            new ShortenText(surroundings.Sink(), shortened).Write();
        }

        return shortened.IsComplete && shortened.Candidates.Count == 0 ? ExitCodes.AsExpected : ExitCodes.Undecided;
    }

    private static int Refuse(IReadOnlyList<Problem> problems, Surroundings surroundings)
    {
        foreach (var problem in problems)
        {
            ProblemLines.Write(new PlainSink(surroundings.Error, surroundings.Width), problem);
        }

        return ExitCodes.Unusable;
    }
}
