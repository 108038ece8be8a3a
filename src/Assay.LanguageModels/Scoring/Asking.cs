using System.Globalization;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Tasks;

namespace Assay.LanguageModels.Scoring;

/// <summary>Asks a model what a variable holds.</summary>
/// <param name="model">The model.</param>
/// <param name="task">How programs are written.</param>
internal sealed class Asking(ILanguageModel model, TaskText task)
{
    private const int MostTokens = 4;
    private const int Alternatives = 20;

    /// <summary>Asks about one program.</summary>
    /// <exception cref="ModelException">There is no answer.</exception>
    public async Task<Answer> Ask(TrackingProgram program, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var (prompt, truth) = (task.Prompt(program, names), program.Answer);
        var reply = await model.Ask(new Query(prompt, MostTokens, Alternatives, IsCompletion: true), cancellation).ConfigureAwait(false);
        var said = AnswerText.Read(reply.Text, prompt[(prompt.LastIndexOf('\n') + 1)..]);
        int[] numbers = [.. TrackingTask.Literals(program).Distinct()];
        var isTold = IsTold(reply, numbers);
        return new Answer(prompt, truth, said, reply.Text, isTold ? Likeliest(reply, numbers) : null, isTold ? Probability(reply, truth) : double.NaN);
    }

    // A blank or the beginning of a sentence as first token tells nothing of the numbers behind it, and a token that numbers begin with not enough.
    private static bool IsTold(Reply reply, int[] numbers) => reply.FirstTokens is { } tokens
        && numbers.Any(number => Probability(reply, number) > 0)
        && !tokens.Any(token => token.Token.Trim() is { Length: > 0 } part && numbers.Any(number => Text(number) is var text && text != part && text.StartsWith(part, StringComparison.Ordinal)));

    // A token that is not told is less likely than all that are.
    private static int? Likeliest(Reply reply, int[] numbers) =>
        numbers.Select(number => (Number: number, Probability: Probability(reply, number))).OrderByDescending(one => one.Probability).ToArray() is [var first, .. var others]
            && (others is [] || others[0].Probability < first.Probability) ? first.Number : null;

    // Tokens with and without a blank in front count as one.
    private static double Probability(Reply reply, int number) => reply.FirstTokens!.Where(token => token.Token.Trim() == Text(number)).Sum(token => Math.Exp(token.LogProbability));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
