using System.Text.RegularExpressions;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Tasks;

namespace Assay.LanguageModels.Scoring;

/// <summary>Asks a model to complete functions after two built-in names were exchanged, and to choose between both programs.</summary>
internal static partial class SwapScorer
{
    private const int MostTokens = 8;
    private const int Alternatives = 20;

    /// <summary>The scores of seeds from one on; the result does not depend on which comes first.</summary>
    /// <param name="model">The model.</param>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="done">Hears of each that is done.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ModelException">There is no answer.</exception>
    public static Task<SwapScore[]> Of(ILanguageModel model, ulong first, int count, Action done, CancellationToken cancellation) => Together.All(
        count,
        async (i, own) =>
        {
            var task = BuiltinSwap.Make(first + (ulong)i);
            var (completed, twin) = (await Complete(model, task, isTwin: false, own).ConfigureAwait(false), await Complete(model, task, isTwin: true, own).ConfigureAwait(false));
            var score = new SwapScore(
                task,
                Name(task, completed),
                Name(task, twin),
                [await Choose(model, task, isRightFirst: true, own).ConfigureAwait(false), await Choose(model, task, isRightFirst: false, own).ConfigureAwait(false)],
                Likelier(task, completed));
            done();
            return score;
        },
        cancellation);

    private static Task<Reply> Complete(ILanguageModel model, BuiltinSwap task, bool isTwin, CancellationToken cancellation) =>
        model.Ask(new Query(task.Prompt(isTwin), MostTokens, Alternatives, IsCompletion: true), cancellation);

    private static async Task<string?> Choose(ILanguageModel model, BuiltinSwap task, bool isRightFirst, CancellationToken cancellation)
    {
        var (first, second) = isRightFirst ? (task.Right, task.Wanted) : (task.Wanted, task.Right);
        var prompt = $"Consider the following Python programs:\n\nProgram 1:\n\n{task.Program(first, isTwin: false)}\nProgram 2:\n\n{task.Program(second, isTwin: false)}\nIn which program is the example in the docstring right? Write only the number of the program and nothing else.";
        var reply = await model.Ask(new Query(prompt, MostTokens, Alternatives: 0, IsCompletion: false), cancellation).ConfigureAwait(false);
        return AnswerText.Choice(reply.Text) switch { 1 => first, 2 => second, _ => null };
    }

    // One of both names, called; anything else is no completion.
    private static string? Name(BuiltinSwap task, Reply reply) =>
        Called().Match(ReplyText.Body(reply.Text, "return")) is { Success: true } match && (match.Groups[1].Value == task.First || match.Groups[1].Value == task.Second) ? match.Groups[1].Value : null;

    // Names are whole tokens in most vocabularies; a part of a name counts for none. A token that is not told is less likely than all that are.
    private static string? Likelier(BuiltinSwap task, Reply reply)
    {
        if (reply.FirstTokens is not { } tokens)
        {
            return null;
        }

        var (first, second) = (Probability(task.First), Probability(task.Second));
        return first > second ? task.First : second > first ? task.Second : null;

        double Probability(string name) => tokens.Where(token => token.Token.Trim() == name).Sum(token => Math.Exp(token.LogProbability));
    }

    [GeneratedRegex(@"^\s*([a-z]+)\(numbers\)")]
    private static partial Regex Called();
}
