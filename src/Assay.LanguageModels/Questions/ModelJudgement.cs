using System.Globalization;
using Assay.LanguageModels.Scoring;
using Assay.Training.Questions;
using Assay.Verdicts;

namespace Assay.LanguageModels.Questions;

/// <summary>Makes a verdict of what a model answered.</summary>
/// <param name="plan">The claim.</param>
/// <param name="model">The name of the model.</param>
/// <param name="remark">What about its replies readers have to know; null for nothing.</param>
/// <param name="referee">Who decides it.</param>
/// <param name="scores">The scores of each task.</param>
/// <param name="smallest">The smallest program that it gets wrong, or null.</param>
/// <param name="cost">How long it took.</param>
internal sealed class ModelJudgement(ModelPlan plan, string model, string? remark, Referee referee, IReadOnlyList<IReadOnlyList<IScore>> scores, Finding? smallest, TimeSpan cost)
{
    /// <summary>The name of the decider.</summary>
    public const string Decider = "Questions";

    /// <summary>The verdict.</summary>
    public Verdict Verdict() => (Unread() is { } unread ? unread : referee.Holds switch
    {
        true => new Supported(referee.Decisive.Estimate) { Covers = Covers, Decider = Decider },
        false => new Contradicted(referee.Decisive.Estimate) { Covers = Covers, Decider = Decider },
        null => (Verdict)Open(),
    }) with
    { Attempts = [.. Told()], Finding = smallest, Cost = cost };

    private string Covers => $"{model}; {string.Join("; ", plan.Tasks.Select(task => $"{task.Name}: {task.Task.Text}"))}";

    // A model that says something else than an answer shows neither that it knows nor that it does not.
    private Undecided? Unread()
    {
        foreach (var (part, list) in Measured())
        {
            var unread = list.Count(score => score.IsUnread(part.Quantity.Name));
            if (2 * unread > list.Count)
            {
                return new Undecided(
                    string.Create(CultureInfo.InvariantCulture, $"{unread} of {list.Count} replies that '{part.Quantity.Name}' is counted of are no answer: a refusal, an explanation, or cut off. That shows nothing about what the model knows."),
                    "Look at one: assay replay FILE#NAME --input 'seed = 1'. Base models are asked with --raw; models that reason need --reply-tokens 4000.")
                { Covers = Covers, Decider = Decider };
            }
        }

        return null;
    }

    // What the statement speaks of, each with the scores that it is counted of.
    private IEnumerable<(Measured Part, IReadOnlyList<IScore> Scores)> Measured() =>
        from comparison in plan.Statement
        from part in comparison.Expression.Parts
        select (part, scores[plan.Tasks.ToList().FindIndex(task => task.Name == part.Arm)]);

    private Undecided Open()
    {
        if (referee.Seeds == 0)
        {
            return new Undecided("The time was used up before the first instance was answered.", "Give it more, as in: budget: 2 min") { Covers = Covers, Decider = Decider };
        }

        var estimate = referee.Decisive.Estimate;
        if (Measured().FirstOrDefault(one => one.Scores.All(score => double.IsNaN(score.Of(one.Part.Quantity.Name)))) is { Part: { } unknown })
        {
            return new Undecided(
                $"'{unknown.Quantity.Name}' is not known: the model tells no log-probabilities, or none of these tokens.",
                "Ask an endpoint that gives them, or claim something about what the model answers.")
            { Covers = Covers, Decider = Decider };
        }

        return new Undecided(
            string.Create(CultureInfo.InvariantCulture, $"After {referee.Seeds} instances {estimate.Quantity} is {estimate.Value:G4}, and {estimate.Threshold:G4} lies within {estimate.Low:G4} and {estimate.High:G4}."),
            referee.SeedsNeeded() is { } needed
                ? string.Create(CultureInfo.InvariantCulture, $"If those to come are like these, about {needed:N0} would decide it: budget: {needed} seeds")
                : "Not even very many instances like these would decide it; claim something further from what was measured.")
        { Covers = Covers, Decider = Decider };
    }

    private IEnumerable<Attempt> Told()
    {
        if (remark is not null)
        {
            yield return new Attempt(Decider, remark, cost);
        }

        foreach (var measurement in referee.Measurements)
        {
            var (estimate, word) = (measurement.Estimate, measurement.Holds switch { true => "holds", false => "does not hold", null => "open" });
            yield return new Attempt(Decider, string.Create(CultureInfo.InvariantCulture, $"{estimate.Quantity} = {estimate.Value:G4}, {estimate.Low:G4} to {estimate.High:G4} over {estimate.Samples} instances: {word}."), cost);
        }

        foreach (var ((name, task), list) in plan.Tasks.Zip(scores))
        {
            if (list.Count > 0)
            {
                yield return new Attempt(Decider, $"{name}: {task.Tell(list)}", cost);
            }
        }
    }
}
