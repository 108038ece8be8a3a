using System.CommandLine;
using System.Globalization;
using Assay.Claims;
using Assay.Claims.Code;
using Assay.Cli.Claims;
using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Rewrites;
using Assay.Running;
using Assay.Training;

namespace Assay.Cli.Commands;

/// <summary><c>assay model rewrite</c>: is what a model shortens still the same; every reply is decided for all inputs.</summary>
internal static class RewriteCommand
{
    // What a wrong reply would need to be right takes longer to find than that it is wrong.
    private static readonly Budget UsualBudget = Budget.Default with { Time = TimeSpan.FromSeconds(20) };

    public static Command Create(Surroundings surroundings)
    {
        var model = new ModelOptions(areMany: true);
        var problem = new Option<string[]>("--problem") { Description = "Only this one of the built-in problems. Repeatable.", HelpName = "NAME", Arity = ArgumentArity.OneOrMore };
        problem.AcceptOnlyFromAmong([.. RewriteProblems.All.Select(one => one.Name)]);
        var file = new Option<string?>("--file") { Description = "A function of your own instead: C# with one static method, or assembly with its signature in the first line.", HelpName = "FILE" };
        var assume = new StatementOptions().Assume;
        var list = new Option<bool>("--list") { Description = "Show the problems with their prompts, and ask nobody." };
        var replies = new Option<bool>("--replies") { Description = "Show each reply below its line." };
        var common = new CommonOptions();
        var command = new TaughtCommand("rewrite", "Ask models for a shorter kernel or function under an assumption, and decide for each reply whether it is equal for all inputs: a proof, or a smallest counterexample and what would have to be assumed.")
        {
            Examples =
            [
                ("assay model rewrite --endpoint http://localhost:8080/v1 --model NAME", "all built-in problems"),
                ("assay model rewrite --endpoint http://localhost:8080/v1 --model A --model B --record replies.jsonl", "two models; what was answered is kept"),
                ("assay model rewrite --recorded a.replies.gz --recorded b.replies.gz --json", "out of recordings, without a network"),
                ("assay model rewrite --endpoint http://localhost:8080/v1 --model NAME --file clamp.cs --assume \"x >= 0\" --replies", "a function of your own"),
            ],
        };
        model.AddTo(command);
        foreach (var option in new Option[] { problem, file, assume, list, common.Budget, replies, common.Json })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(assume) is not null && result.GetValue(file) is null)
                result.AddError("--assume belongs to --file: built-in problems have assumptions of their own.");
            if (result.GetResult(problem) is not null && result.GetValue(file) is not null)
                result.AddError("--problem chooses built-in problems, and --file names another. Leave out one of them.");
        });
        command.SetAction(result => ModelRun.Of(
            surroundings,
            "rewrite",
            (_, told) =>
            {
                var judge = new RewriteJudge(result.GetValue(common.Budget)?.Over(UsualBudget) ?? UsualBudget);
                var problems = Problems(result.GetValue(file), result.GetValue(assume) ?? [], result.GetValue(problem) ?? [], judge, surroundings.Cancellation);
                return result.GetValue(list)
                    ? new RewriteStudy(problems, [])
                    : Study(model.NeedAll(result), problems, judge, told, surroundings.Cancellation);
            },
            study => Write(study, result.GetValue(common.Json), result.GetValue(replies), surroundings)));
        return command;
    }

    private static void Write(RewriteStudy study, bool isJson, bool showsReplies, Surroundings surroundings)
    {
        if (isJson)
            surroundings.Out.Write(RewriteJson.Of(study));
        else if (study.Models.Count == 0)
            new RewriteList(surroundings.Sink(), study.Problems).Write();
        else
            new RewriteText(surroundings.Sink(), study, showsReplies).Write();
    }

    private static RewriteStudy Study(
        IReadOnlyList<Func<Action<string>, CancellationToken, ILanguageModel>> models,
        IReadOnlyList<RewriteProblem> problems,
        RewriteJudge judge,
        Action<string> told,
        CancellationToken cancellation)
    {
        List<(string, IReadOnlyList<string>)> replies = [];
        foreach (var make in models)
        {
            var model = make(told, cancellation);
            using var file = model as IDisposable;
            replies.Add((model.Name, RewriteStudy.Ask(model, problems, done => Tell($"{model.Name} answered", done, problems.Count), cancellation).GetAwaiter().GetResult()));
        }

        return RewriteStudy.Decide(problems, replies, judge, done => Tell("decided", done, problems.Count * models.Count), cancellation);

        void Tell(string what, int done, int total) => told(string.Create(CultureInfo.InvariantCulture, $"{what} {done} of {total}"));
    }

    private static IReadOnlyList<RewriteProblem> Problems(
        string? file, IReadOnlyList<string> assumptions, IReadOnlyList<string> chosen, RewriteJudge judge, CancellationToken cancellation)
    {
        if (file is null)
            return [.. RewriteProblems.All.Where(problem => chosen.Count == 0 || chosen.Contains(problem.Name))];
        var (text, wrong) = CodeFileReader.Text(file);
        var name = Path.GetFileNameWithoutExtension(file);
        RewriteProblem? problem = null;
        if (text is not null)
            (problem, wrong) = CodeFileReader.IsCSharp(file) ? FunctionProblem.Of(name, file, text, assumptions) : KernelProblem.Of(name, file, text, assumptions);
        if (wrong is null && judge.Check(problem!, cancellation) is [var unusable, ..])
            wrong = unusable;
        return wrong is null ? [problem!] : throw new TrainingException(wrong);
    }
}
