using System.Text.RegularExpressions;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Tasks;

namespace Assay.LanguageModels.Scoring;

/// <summary>Whether a model completes a function by the exchanged name or by the usual one, and which of both programs it says is right.</summary>
/// <param name="Model">The name of the model.</param>
/// <param name="Scores">What came of each instance.</param>
internal sealed partial record SwapStudy(string Model, IReadOnlyList<SwapStudy.Score> Scores)
{
    private const int MostTokens = 8;

    /// <summary>What came of one instance.</summary>
    /// <param name="Task">The instance.</param>
    /// <param name="Completion">The name that it completes the function with; null for anything else.</param>
    /// <param name="TwinCompletion">The same without the exchange.</param>
    /// <param name="Choices">Which program it chooses, by its completing name, where the right one stands first, and where it stands second; null for anything else.</param>
    internal sealed record Score(BuiltinSwap Task, string? Completion, string? TwinCompletion, IReadOnlyList<string?> Choices);

    /// <summary>How many functions are completed by the name that is right after the exchange.</summary>
    public int Right => Scores.Count(score => score.Completion == score.Task.Right);

    /// <summary>How many by the usual name, as if nothing had been exchanged.</summary>
    public int Common => Scores.Count(score => score.Completion == score.Task.Wanted);

    /// <summary>How many twins are completed by the usual name, which is right there.</summary>
    public int TwinRight => Scores.Count(score => score.TwinCompletion == score.Task.Wanted);

    /// <summary>Wrong where the twin is right.</summary>
    public int OnlyTwinRight => Scores.Count(score => score.TwinCompletion == score.Task.Wanted && score.Completion != score.Task.Right);

    /// <summary>Right where the twin is wrong.</summary>
    public int OnlyRight => Scores.Count(score => score.TwinCompletion != score.Task.Wanted && score.Completion == score.Task.Right);

    /// <summary>How many choices are right in both orders.</summary>
    public int ChoicesRight => Scores.Count(score => score.Choices.All(choice => choice == score.Task.Right));

    /// <summary>How many are the common program in both orders.</summary>
    public int ChoicesCommon => Scores.Count(score => score.Choices.All(choice => choice == score.Task.Wanted));

    /// <summary>How many name another program when their order changes: the answer is a place, not a program.</summary>
    public int ChoicesByPlace => Scores.Count(score => score.Choices is [{ } first, { } second] && first != second);

    /// <summary>Asks the model about seeds from 1 on.</summary>
    /// <param name="model">The model.</param>
    /// <param name="instances">How many.</param>
    /// <param name="heard">Hears how many are done.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ModelException">There is no answer.</exception>
    public static async Task<SwapStudy> Of(ILanguageModel model, int instances, Action<int> heard, CancellationToken cancellation)
    {
        var done = 0;
        var scores = await Together.All(instances, async (i, own) =>
        {
            var task = BuiltinSwap.Make((ulong)i + 1);
            var score = new Score(
                task,
                Name(task, await Continue(task.Prompt(isTwin: false), own).ConfigureAwait(false)),
                Name(task, await Continue(task.Prompt(isTwin: true), own).ConfigureAwait(false)),
                [await Choose(task, isRightFirst: true, own).ConfigureAwait(false), await Choose(task, isRightFirst: false, own).ConfigureAwait(false)]);
            heard(Interlocked.Increment(ref done));
            return score;
        }, cancellation).ConfigureAwait(false);
        return new SwapStudy(model.Name, scores);

        async Task<string> Continue(string prompt, CancellationToken own) =>
            (await model.Ask(new Query(prompt, MostTokens, Alternatives: 0, IsCompletion: true), own).ConfigureAwait(false)).Text;

        async Task<string?> Choose(BuiltinSwap task, bool isRightFirst, CancellationToken own)
        {
            var (first, second) = isRightFirst ? (task.Right, task.Wanted) : (task.Wanted, task.Right);
            var prompt = $"Consider the following Python programs:\n\nProgram 1:\n\n{task.Program(first, isTwin: false)}\nProgram 2:\n\n{task.Program(second, isTwin: false)}\nIn which program is the example in the docstring right? Write only the number of the program and nothing else.";
            var reply = await model.Ask(new Query(prompt, MostTokens, Alternatives: 0, IsCompletion: false), own).ConfigureAwait(false);
            return AnswerText.Read(reply.Text) switch { 1 => first, 2 => second, _ => null };
        }
    }

    // One of both names, called; anything else is no completion.
    private static string? Name(BuiltinSwap task, string reply) =>
        Called().Match(reply) is { Success: true } match && (match.Groups[1].Value == task.First || match.Groups[1].Value == task.Second) ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^\s*([a-z]+)\s*\(")]
    private static partial Regex Called();
}
