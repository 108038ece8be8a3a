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
        return new Answer(prompt, truth, AnswerText.Read(reply.Text, prompt[(prompt.LastIndexOf('\n') + 1)..]), reply.Text, Probability(reply, truth));
    }

    // Tokens with and without a blank in front count as one.
    private static double Probability(Reply reply, int truth) => reply.FirstTokens is not { } tokens ? double.NaN
        : tokens.Where(token => token.Token.Trim() == truth.ToString(CultureInfo.InvariantCulture)).Sum(token => Math.Exp(token.LogProbability));
}
