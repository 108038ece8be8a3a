using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>Puts together the client of an endpoint: repeating, throttled, with ceilings and a limit of time.</summary>
internal static class Endpoint
{
    /// <summary>The model at an endpoint. Nothing is sent yet.</summary>
    /// <param name="options">Which model and where.</param>
    /// <param name="read">Reads environment variables; null for those of this process.</param>
    /// <exception cref="ModelException">The address is none, or the key can't be used.</exception>
    public static EndpointModel Connect(EndpointOptions options, Func<string, string?>? read = null)
    {
        if (!options.Address.IsAbsoluteUri || options.Address.Scheme is not ("http" or "https"))
            throw new ModelException($"An endpoint's address starts with http or https and usually ends in /v1; this one is '{options.Address.OriginalString}'.");
        if (options.Address.UserInfo.Length > 0 || options.Address.Query.Length > 0)
            throw new ModelException("An endpoint's address holds no password and no '?': keys are read from an environment variable.");

        var time = TimeProvider.System;
        var key = EndpointKey.Read(options, read ?? Environment.GetEnvironmentVariable);
        var client = new FailureReadingClient(Protocol(options, key), new FailureReader(options, key, time));
        var limited = new TimeLimitedClient(client, options.TimeOut, time);
        var counted = new CeilingClient(limited, options.MostRequests, options.MostTokens);
        var throttled = new ThrottledClient(counted, options.MostAtOnce, options.MostASecond, time);
        var retrying = new RetryingClient(throttled, options.Retries, Random.Shared.NextDouble, time, options.Told);
        return new EndpointModel(options.Model, retrying, options.Sampling, options.Address);
    }

    private static IChatClient Protocol(EndpointOptions options, EndpointKey key)
    {
        // A redirection could carry the prompt, or the key, elsewhere.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        var http = new HttpClient(new BoundedReplies(handler)) { Timeout = Timeout.InfiniteTimeSpan };
        var settings = new OpenAIClientOptions
        {
            Endpoint = options.Address,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        };
        if (!key.IsThere)
            settings.AddPolicy(new WithoutKey(), PipelinePosition.BeforeTransport);
        var credential = new ApiKeyCredential(key.IsThere ? key.ForHeader() : "none");
        var chat = new ChatClient(options.Model, credential, settings);
        return options.Sampling.Form == PromptForm.Raw ? new CompletionClient(chat.Pipeline, options.Address, options.Model) : chat.AsIChatClient();
    }
}
