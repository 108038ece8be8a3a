using System.Globalization;
using Assay.Claims;
using Assay.Running;
using Assay.Training;
using Assay.Training.Experiments;
using Assay.Training.Questions;

namespace Assay.LanguageModels.Questions;

/// <summary>Understands a claim about a language model.</summary>
/// <param name="claim">The claim.</param>
/// <param name="options">How claims are decided.</param>
internal sealed class ModelPlanReader(Claim claim, LanguageModelsOptions options)
{
    private const double UsualConfidence = 0.95;
    private const int UsualInstances = 200;

    private static readonly string[] Foreign = ["for-all", "exists", "given", "assume", "find", "types"];

    /// <summary>The plan.</summary>
    /// <param name="budget">How many instances there may be: its seeds.</param>
    /// <exception cref="TrainingException">The claim cannot be understood.</exception>
    public ModelPlan Read(Budget budget)
    {
        RefuseForeign(claim);
        var model = Model(claim);
        var tasks = claim.All("task").Select(ArmText.Read).Select(line => (line.Name, Task: TaskKinds.Read(CallText.Parse(line.Description)), line.Description.Start)).ToList();
        if (tasks.Count == 0)
        {
            throw CallSplitter.Wrong(claim.Place, "There is no task: nothing is asked.", "Add a line such as: task: swapped = tuple-swap(depth: 1)");
        }

        if (tasks.GroupBy(task => task.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw CallSplitter.Wrong(twice.Last().Start, $"There are two tasks '{twice.Key}'.", "Each needs a name of its own.");
        }

        var text = Statement(claim);
        var quantities = tasks.SelectMany(task => task.Task.Quantities).DistinctBy(quantity => quantity.Name).ToDictionary(quantity => quantity.Name);
        var statement = TrainingStatement.Read(text, [.. tasks.Select(task => task.Name)], quantities, Number(claim, "margin"), [.. tasks.Select(task => task.Task.Text)]);
        foreach (var measured in statement.SelectMany(comparison => comparison.Expression.Parts))
        {
            var task = tasks.Single(task => task.Name == measured.Arm).Task;
            if (task.Quantities.All(quantity => quantity.Name != measured.Quantity.Name))
            {
                throw CallSplitter.Wrong(text.Start, $"Nothing called '{measured.Quantity.Name}' is counted of '{measured.Arm}'.", $"Of {task.Text} there are {string.Join(", ", task.Quantities.Select(quantity => quantity.Name))}.");
            }
        }

        return new ModelPlan(
            ModelText.Read(CallText.Parse(model), FolderOf(claim), options), model.Text.Trim(),
            tasks.ConvertAll(task => (task.Name, task.Task)), statement, Number(claim, "confidence") ?? UsualConfidence, budget.Seeds ?? UsualInstances);
    }

    /// <summary>Refuses keys of other domains.</summary>
    /// <exception cref="TrainingException">There is one.</exception>
    public static void RefuseForeign(Claim claim)
    {
        foreach (var key in Foreign.Where(key => claim.Find(key) is not null))
        {
            throw CallSplitter.Wrong(claim.Find(key)!.Start, $"'{key}' has no meaning in claims about language models.");
        }
    }

    /// <summary>The line that names the model.</summary>
    /// <exception cref="TrainingException">There is none.</exception>
    public static ClaimText Model(Claim claim) =>
        claim.Find("model") ?? throw CallSplitter.Wrong(claim.Place, "No model is named.", "Add a line such as: model: built-in(trained: redefinition)");

    /// <summary>What is claimed.</summary>
    /// <exception cref="TrainingException">Nothing is.</exception>
    public static ClaimText Statement(Claim claim) =>
        claim.Find("claim") ?? throw CallSplitter.Wrong(claim.Place, "The claim states nothing: a line 'claim: ...' is missing.", "For example: claim: share(swapped.right > 0) >= 0.9");

    /// <summary>Where the files lie that a claim may name.</summary>
    public static string FolderOf(Claim claim) => Path.GetDirectoryName(Path.GetFullPath(claim.Place.File))!;

    /// <summary>The number of a line; null where there is none.</summary>
    public static double? Number(Claim claim, string key) =>
        claim.Find(key) is { } text && double.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
