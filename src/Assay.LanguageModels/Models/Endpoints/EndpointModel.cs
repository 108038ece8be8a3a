using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>A model behind an endpoint. What the endpoint turns out not to offer, it is not asked for again.</summary>
/// <param name="name">The model's name.</param>
/// <param name="client">Sends requests; throws <see cref="RequestFailure"/>.</param>
/// <param name="sampling">How replies are drawn.</param>
/// <param name="address">The endpoint's address.</param>
internal sealed class EndpointModel(string name, IChatClient client, Sampling sampling, Uri address) : ILanguageModel, IDisposable
{
    // Endpoints that give log-probabilities stop at these numbers of alternatives, or give none.
    private static readonly int[] Limits = [20, 5, 0];

    private volatile int _mostAlternatives = int.MaxValue;
    private int _refusedParts;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Address { get; } = address.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <inheritdoc/>
    public string? Remark => Without is { } parts ? Remarks.Without(parts) : null;

    /// <inheritdoc/>
    public async Task<Reply> Ask(Query query, CancellationToken cancellation)
    {
        while (true)
        {
            var refused = Refusals;
            try
            {
                return await AskWithAlternatives(query, cancellation).ConfigureAwait(false);
            }
            catch (RequestFailure failure) when ((failure.Named & ~refused) != 0)
            {
                // Named as the reason, and not left out by now: once more without. Each is left out once.
                Interlocked.Or(ref _refusedParts, (int)failure.Named);
            }
            catch (RequestFailure failure)
            {
                throw new ModelException(failure.Message);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private Refused Refusals => (Refused)Volatile.Read(ref _refusedParts);

    private string? Without => (Refusals & (Refused.Temperature | Refused.Seed)) switch
    {
        Refused.Temperature => "temperature",
        Refused.Seed => "seed",
        Refused.Temperature | Refused.Seed => "temperature, seed",
        _ => null,
    };

    private async Task<Reply> AskWithAlternatives(Query query, CancellationToken cancellation)
    {
        var alternatives = Math.Min(query.Alternatives, _mostAlternatives);
        try
        {
            return await Send(query, alternatives, cancellation).ConfigureAwait(false);
        }
        catch (RequestFailure refusal) when (alternatives > 0 && refusal.MayBeAboutLogProbabilities && refusal.Named == Refused.Nothing)
        {
            if (await SendWithFewer(query, alternatives, cancellation).ConfigureAwait(false) is { } reply)
            {
                return reply;
            }

            throw;
        }
    }

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
        var isRaw = sampling.Form == PromptForm.Raw;
        var refused = Refusals;
        var most = sampling.MostTokens(query);
        var options = new ChatOptions
        {
            Temperature = refused.HasFlag(Refused.Temperature) ? null : Sampling.Temperature,
            Seed = refused.HasFlag(Refused.Seed) ? null : sampling.Seed,
            MaxOutputTokens = !isRaw && refused.HasFlag(Refused.MaxCompletionTokens) ? null : most,
        };
        if (isRaw && alternatives > 0)
        {
            options.AdditionalProperties = new() { [CompletionClient.LogProbabilities] = alternatives };
        }
        else if (!isRaw)
        {
            options.RawRepresentationFactory = _ => Raw(alternatives, refused.HasFlag(Refused.MaxCompletionTokens) ? most : null);
        }

        return ReplyReader.Read(await client.GetResponseAsync(messages, options, cancellation).ConfigureAwait(false)) with { Without = Without };
    }

    private static ChatCompletionOptions Raw(int alternatives, int? mostTokens)
    {
        var options = new ChatCompletionOptions();
        if (alternatives > 0)
        {
            (options.IncludeLogProbabilities, options.TopLogProbabilityCount) = (true, alternatives);
        }

        if (mostTokens is { } most)
        {
#pragma warning disable SCME0001 // The library knows the newer name only.
            options.Patch.Set("$.max_tokens"u8, most);
#pragma warning restore SCME0001
        }

        return options;
    }
}
