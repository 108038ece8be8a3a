using Assay.LanguageModels.Models;
using Assay.Training.Questions;

namespace Assay.LanguageModels.Questions;

/// <summary>A claim about a language model, understood.</summary>
/// <param name="Model">Makes the model ready, and tells what it is doing; a built-in one is trained, unless it was before.</param>
/// <param name="Subject">What it is, in words.</param>
/// <param name="Tasks">The tasks, by their names in the statement.</param>
/// <param name="Statement">What is claimed.</param>
/// <param name="Confidence">How sure the answer has to be.</param>
/// <param name="Instances">How many instances of each task at most.</param>
internal sealed record ModelPlan(
    Func<Action<string>, CancellationToken, ILanguageModel> Model,
    string Subject,
    IReadOnlyList<(string Name, ITaskKind Task)> Tasks,
    IReadOnlyList<Comparison> Statement,
    double Confidence,
    int Instances);
