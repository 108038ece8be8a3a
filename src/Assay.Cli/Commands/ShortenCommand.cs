using System.CommandLine;
using Assay.Claims;
using Assay.Cli.Claims;
using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.Programs.Synthesis;
using Assay.Programs.Synthesis.Shortening;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay shorten FILE</c>: the shortest equal program, and a proof that none is shorter.</summary>
internal static class ShortenCommand
{
    private const long MostOfKernel = 1 << 20;

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
        List<Problem> problems = [];
        if (ReadKernel(path, text: null, problems, surroundings) is { } inFile)
        {
            if (!said.RestrictsSearch(result))
            {
                return RunKernels(path, inFile, said, result, surroundings);
            }

            if (inFile.Request.Language == "text")
            {
                problems.Add(new Problem(Place.Whole(path), "This is a sorting kernel, which is shortened as one; of the options only --budget and --json belong to that.", $"'assay kernels {inFile.Request.Values}' has options for the search."));
            }
        }

        if (problems.Count > 0)
        {
            return Refuse(problems, surroundings);
        }

        var files = new OneFunction(new ClaimDocumentReader(surroundings.CreateDomains(new DomainOptions(null, null, [], CrossCheck: false))));
        var (function, problem) = BigStack.Run(() => files.Read(path), RunOptions.DefaultGrace, surroundings.Cancellation);
        if (function is null)
        {
            return Refuse([problem!], surroundings);
        }

        if (!said.RestrictsSearch(result) && function.Block.Language == "asm"
            && ReadKernel(path, $"; {function.Block.Info.Text}\n{function.Block.Code.Text}", [], surroundings) is { } kernel)
        {
            return RunKernels(path, kernel, said, result, surroundings);
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
        surroundings.Machine?.Write(ShortenJson.Of(shortened));
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

    private static SortingKernelFile? ReadKernel(string path, string? text, List<Problem> problems, Surroundings surroundings)
    {
        if (text is null && (!File.Exists(path) || Path.GetExtension(path) is ".cs" or ".md" || new FileInfo(path).Length > MostOfKernel))
        {
            return null;
        }

        return SortingKernelFile.Read(path, text ?? File.ReadAllText(path), problems, surroundings.Cancellation);
    }

    // What sorts is equal to any other kernel that sorts; the search for these knows more than that on registers.
    private static int RunKernels(string path, SortingKernelFile file, ShortenOptions said, ParseResult result, Surroundings surroundings)
    {
        using var live = new LiveLine(surroundings);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(surroundings.Cancellation);
        deadline.CancelAfter(said.Time(result));
        KernelReport report;
        try
        {
            report = BigStack.Run(() => SortingKernels.Find(file.Request, live, deadline.Token), RunOptions.DefaultGrace, surroundings.Cancellation);
        }
        catch (OperationCanceledException) when (!surroundings.Cancellation.IsCancellationRequested)
        {
            live.Dispose();
            return Refuse(
                [new Problem(Place.Whole(path), "This is a sorting kernel, and the search for the shortest needs more than the budget.", $"Give more, as in --budget \"5 min\", or use 'assay kernels {file.Request.Values} --instructions {file.Request.Instructions}'.")],
                surroundings,
                ExitCodes.Undecided);
        }

        live.Dispose();
        surroundings.Machine?.Write(KernelsJson.Of(file.Request, report));
        if (result.GetValue(said.Json))
        {
            surroundings.Out.Write(KernelsJson.Of(file.Request, report));
        }
        else
        {
            new KernelsText(surroundings.Sink(), file.Request, report) { Given = (path, file.Length) }.Write();
        }

        return report.IsShortest ? ExitCodes.AsExpected : ExitCodes.Undecided;
    }

    private static int Refuse(IReadOnlyList<Problem> problems, Surroundings surroundings, int code = ExitCodes.Unusable)
    {
        foreach (var problem in problems)
        {
            ProblemLines.Write(new PlainSink(surroundings.Error, surroundings.Width), problem);
        }

        return code;
    }
}
