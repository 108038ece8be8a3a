using System.Text.RegularExpressions;
using Assay.Claims;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Questions;
using Assay.Running;
using Assay.Training;
using Assay.Training.Experiments;
using Assay.Training.Questions;

namespace Assay.LanguageModels.Rewrites.Claims;

/// <summary>A claim about the rewrites of a model, understood.</summary>
/// <param name="Model">Makes the model ready, and tells what it is doing.</param>
/// <param name="Subject">What it is, in words.</param>
/// <param name="Name">The name of the task in the statement.</param>
/// <param name="Task">The task as it is written.</param>
/// <param name="Problems">The problems; each is asked once.</param>
/// <param name="Statement">What is claimed.</param>
internal sealed partial record RewritePlan(
    Func<Action<string>, CancellationToken, ILanguageModel> Model,
    string Subject,
    string Name,
    string Task,
    IReadOnlyList<RewriteProblem> Problems,
    IReadOnlyList<Comparison> Statement)
{
    /// <summary>How the task is called.</summary>
    public const string TaskName = "rewrite";

    private static readonly Dictionary<string, IReadOnlyList<RewriteProblem>> Sets = new()
    {
        ["kernels"] = RewriteProblems.Kernels,
        ["functions"] = RewriteProblems.Functions,
    };

    /// <summary>Whether a claim has such a task.</summary>
    public static bool IsMeantBy(Claim claim) => claim.All("task").Any(text => Mention().IsMatch(text.Text));

    /// <summary>Understands a claim.</summary>
    /// <exception cref="TrainingException">It cannot be understood.</exception>
    public static RewritePlan Read(Claim claim, Budget budget, LanguageModelsOptions options)
    {
        ModelPlanReader.RefuseForeign(claim);
        var model = ModelPlanReader.Model(claim);
        if (claim.All("task").Skip(1).FirstOrDefault() is { } second)
        {
            throw CallSplitter.Wrong(second.Start, "A claim about rewrites has one task: the problems of two tasks do not belong together.", "Write a claim for each.");
        }

        if (claim.Find("confidence") is { } confidence)
        {
            throw CallSplitter.Wrong(confidence.Start, "The problems are a fixed set, of which each is asked: nothing is estimated, and there is no confidence to choose.", "Leave the line out.");
        }

        if (claim.Find("budget") is { } own && budget.Seeds is not null)
        {
            throw CallSplitter.Wrong(own.Start, "The problems are a fixed set, of which each is asked once: there are no seeds.", "Say how much time there is, as in: budget: 5 min");
        }

        var task = ArmText.Read(claim.Find("task")!);
        if (CSharpNames.IsReserved(task.Name))
        {
            throw CallSplitter.Wrong(claim.Find("task")!.Start, $"'{task.Name}' is a keyword of C#, so that the statement can't name it.", "Call it 'shorter', say.");
        }

        var statement = TrainingStatement.Read(
            ModelPlanReader.Statement(claim), [task.Name], RewriteOutcomes.Quantities.ToDictionary(quantity => quantity.Name), ModelPlanReader.Number(claim, "margin"), [task.Description.Text]);
        return new RewritePlan(
            ModelText.Read(CallText.Parse(model), ModelPlanReader.FolderOf(claim), options), model.Text.Trim(), task.Name, task.Description.Text,
            ProblemsOf(CallText.Parse(task.Description)), statement);
    }

    private static IReadOnlyList<RewriteProblem> ProblemsOf(CallText call)
    {
        if (call.Name != TaskName)
        {
            throw call.Unknown("task", [TaskName]);
        }

        call.AllowOnly(1);
        return call.Positional is not [var set] ? RewriteProblems.All
            : Sets.TryGetValue(set.Text.Trim(), out var chosen) ? chosen
            : throw CallSplitter.Wrong(call.Place, $"There are no problems '{set.Text.Trim()}'.", NearestSpelling.Advice(set.Text.Trim(), [.. Sets.Keys]));
    }

    [GeneratedRegex(@"=\s*rewrite\b")]
    private static partial Regex Mention();
}
