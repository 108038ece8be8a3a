using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>A model behind an endpoint. What the endpoint turns out not to offer, it is not asked for again.</summary>
/// <param name="name">The model's name.</param>
/// <param name="client">Sends requests; throws <see cref="RequestFailure"/>.</param>
/// <param name="sampling">How replies are drawn.</param>
internal sealed class EndpointModel(string name, IChatClient client, Sampling sampling) : ILanguageModel, IDisposable
{
    // Endpoints that give log-probabilities stop at these numbers of alternatives, or give none.
    private static readonly int[] Limits = [20, 5, 0];

    private volatile int _mostAlternatives = int.MaxValue;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public async Task<Reply> Ask(Query query, CancellationToken cancellation)
    {
        var alternatives = Math.Min(query.Alternatives, _mostAlternatives);
        try
        {
            try
            {
                return await Send(query, alternatives, cancellation).ConfigureAwait(false);
            }
            catch (RequestFailure refusal) when (alternatives > 0 && refusal.MayBeAboutLogProbabilities)
            {
                return await SendWithFewer(query, alternatives, cancellation).ConfigureAwait(false) ?? throw new ModelException(refusal.Message);
            }
        }
        catch (RequestFailure failure)
        {
            throw new ModelException(failure.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    // Only a request that succeeds with fewer shows that their number was the reason.
    private async Task<Reply?> SendWithFewer(Query query, int refused, CancellationToken cancellation)
    {
        foreach (var limit in Limits.Where(limit => limit < refused))
        {
            try
            {
                var reply = await Send(query, limit, cancellation).ConfigureAwait(false);
                _mostAlternatives = limit;
                return reply;
            }
            catch (RequestFailure refusal) when (refusal.MayBeAboutLogProbabilities)
            {
            }
        }

        return null;
    }

    private async Task<Reply> Send(Query query, int alternatives, CancellationToken cancellation)
    {
        List<ChatMessage> messages = [new(ChatRole.User, sampling.Text(query))];
        if (sampling.Instruction(query) is { } instruction)
            messages.Insert(0, new ChatMessage(ChatRole.System, instruction));
        var options = new ChatOptions
        {
            Temperature = Sampling.Temperature,
            Seed = sampling.Seed,
            MaxOutputTokens = query.MostTokens,
        };
        if (alternatives > 0 && sampling.Form == PromptForm.Raw)
        {
            options.AdditionalProperties = new() { [CompletionClient.LogProbabilities] = alternatives };
        }
        else if (alternatives > 0)
        {
            options.RawRepresentationFactory = _ => new ChatCompletionOptions
            {
                IncludeLogProbabilities = true,
                TopLogProbabilityCount = alternatives,
            };
        }

        return ReplyReader.Read(await client.GetResponseAsync(messages, options, cancellation).ConfigureAwait(false));
    }
}
