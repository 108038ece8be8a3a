using System.CommandLine;
using Assay.Claims;
using Assay.Cli.Claims;
using Assay.Cli.Dropping;
using Assay.Cli.Terminal;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay drop FILE</c>: which single instructions may go, and under which assumption.</summary>
internal static class DropCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var path = new Argument<string>("FILE") { Description = "A document with an asm block (FILE#Name chooses), assembly with its signature in the first line, or a kernel." };
        var keep = new Option<string?>("--keep") { Description = "The statement that has to stay true, instead of all results staying the same; names its variables with --for-all.", HelpName = "STATEMENT" };
        var said = new StatementOptions();
        var options = new CommonOptions();
        var command = new TaughtCommand("drop", "Tell which single instructions of a function may be deleted; for each other the smallest counterexample and the assumption under which it may.")
        {
            Examples =
            [
                ("assay drop sort3.asm", "results have to stay the same, whatever the inputs"),
                ("assay drop kernels.md#Sort3 --assume \"eax <= ebx\"", "a function of a document, under an assumption"),
                ("assay drop kernels.md#Half --keep \"Half(a, b) == Math.Min(a, b)\" --for-all \"int a, int b\"", "only that statement has to stay true"),
            ],
        };
        command.Arguments.Add(path);
        foreach (var option in new Option[] { said.Assume, keep, said.ForAll, options.Json, options.Budget })
            command.Options.Add(option);
        UsageErrors.RefuseOptionsAs(path, command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(said.ForAll) is not null != (result.GetValue(keep) is not null))
                result.AddError("--keep and --for-all belong together: the statement, and its variables.");
        });
        command.SetAction(result =>
        {
            var choices = options.Read(result);
            var statement = result.GetValue(keep) is { } text ? OptionText.Of(keep.Name, text) : null;
            var variables = result.GetValue(said.ForAll) is { Length: > 0 } declared ? OptionText.Joined(said.ForAll.Name, declared, ",") : null;
            List<ClaimText> assumptions = [.. OptionText.Each(said.Assume.Name, result.GetValue(said.Assume) ?? [])];
            return Run(result.GetRequiredValue(path), choices, subject => new DropQuestions(subject, assumptions, variables, statement), assumptions, surroundings);
        });
        return command;
    }

    private static int Run(
        string path, CommonOptions.Choices choices, Func<DropSubject, DropQuestions> ask, List<ClaimText> assumptions, Surroundings surroundings)
    {
        var domains = surroundings.CreateDomains(choices.Domains);
        var reader = new ClaimDocumentReader(domains);
        List<Problem> problems = [];
        var subject = BigStack.Run(() => DropSubject.Read(path, reader, problems, surroundings.Cancellation), RunOptions.DefaultGrace, surroundings.Cancellation);
        if (subject is { Instructions.Count: 0 })
            problems.Add(new Problem(subject.Block.Info.Start, $"There is no instruction in {subject.Name}."));
        var questions = subject is null ? null : ask(subject);
        var documents = problems.Count > 0 ? [] : questions!.Documents();
        problems.AddRange(documents.SelectMany(document => document.Claims).SelectMany(reader.Check));

        RunReport run;
        using (var live = new LiveLine(surroundings))
        {
            run = new Runner(domains, new RunOptions { BudgetOverride = choices.Budget })
                .Run(problems.Count > 0 ? [] : documents, live, _ => { }, surroundings.Cancellation) with
            { Problems = problems };
        }

        var report = Report(subject, questions, assumptions, run, path);
        if (choices.Json)
            surroundings.Out.Write(DropJson.Of(report));
        else
            new DropTable(surroundings.Sink(), report).Write();
        return report.ExitCode;
    }

    private static DropReport Report(DropSubject? subject, DropQuestions? questions, List<ClaimText> assumptions, RunReport run, string path)
    {
        var results = run.Results.ToDictionary(result => result.Claim.Name, result => result.Settlement);
        List<DroppedLine> lines = [.. (subject?.Instructions ?? []).Where(line => results.ContainsKey(DropQuestions.NameOf(line))).Select(line => new DroppedLine(line, subject!.Show(results[DropQuestions.NameOf(line)])))];
        return new DropReport(
            subject?.Name ?? "", subject?.Block.Info.Start ?? Place.Whole(path), questions?.Kept ?? "", [.. assumptions.Select(text => text.Text)],
            results.GetValueOrDefault(DropQuestions.Whole), lines, run);
    }
}
