using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;

namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>Says why a request got no reply, and whether it may get one later.</summary>
/// <param name="options">Who was asked.</param>
/// <param name="key">With which key.</param>
/// <param name="time">The clock, for dates of <c>Retry-After</c>.</param>
internal sealed class FailureReader(EndpointOptions options, EndpointKey key, TimeProvider time)
{
    private const int LongestQuote = 300;

    private readonly string _who = $"The endpoint {options.Address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}";

    /// <summary>The failure behind an exception of the client.</summary>
    public RequestFailure Read(Exception exception)
    {
        List<Exception> causes = [];
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            causes.Add(cause);

        if (causes.OfType<ClientResultException>().FirstOrDefault(result => result.Status != 0) is { } answered)
            return Answered(answered);

        if (causes.OfType<SocketException>().FirstOrDefault()?.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NoData)
            return new RequestFailure($"{_who} is not there: nobody answers at that address. Start the server of the model, or correct the address.");

        if (causes.OfType<HttpRequestException>().FirstOrDefault() is { } network)
            return Network(network);

        // Whatever the client can't read: what came is no reply, or not all of it.
        return causes.Exists(cause => cause is IOException or SocketException)
            ? new RequestFailure($"The connection to {LowerWho} broke off.") { Passes = true }
            : new RequestFailure($"{_who} sent something else than a completion. If it always does, its address may be wrong: it usually ends in /v1.") { Passes = true };
    }

    /// <summary>Refuses a reply that holds the key: replies get into files.</summary>
    public void RefuseKey(Reply reply)
    {
        if (key.IsIn(reply.Text) || key.IsIn(reply.Fingerprint ?? "") || reply.FirstTokens?.Any(token => key.IsIn(token.Token)) == true)
            throw new RequestFailure($"{_who} sent {key} back in its reply. Nothing of it is kept. Don't use that key with this endpoint.");
    }

    private string LowerWho => char.ToLowerInvariant(_who[0]) + _who[1..];

    private RequestFailure Network(HttpRequestException network) => network.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => new RequestFailure($"{_who} is not there: its name is not known. Correct the address."),
        HttpRequestError.SecureConnectionError => new RequestFailure($"{_who} can't be talked to safely: it has no certificate that this machine trusts, or speaks http only."),
        HttpRequestError.ConfigurationLimitExceeded => new RequestFailure($"{_who} sent a reply beyond {BoundedReplies.MostBytes >> 20} MB. Is it an endpoint of a model?"),
        _ => new RequestFailure($"The connection to {LowerWho} broke off.") { Passes = true },
    };

    private RequestFailure Answered(ClientResultException result)
    {
        var response = result.GetRawResponse();
        var quote = Quote(response);
        var isQuotaSpent = quote.Contains("insufficient_quota", StringComparison.Ordinal);
        var namesLogProbabilities = quote.Contains("logprob", StringComparison.OrdinalIgnoreCase);
        var message = result.Status switch
        {
            // What the endpoint says of a wrong key may hold parts of it: no quotation.
            401 or 403 when !key.IsThere => $"{_who} wants a key ({result.Status}), and none was sent. Set an environment variable to the key and name it, as in --key {EndpointKey.UsualVariable}, which is read unasked for endpoints on other machines only.",
            401 => $"{_who} does not accept the key of the environment variable {key.Variable} (401). Set the variable to a key of this endpoint, or name another variable.",
            403 => $"{_who} does not allow the request with the key of the environment variable {key.Variable} (403). Use a key that may use the model {options.Model}.",
            404 => $"{_who} does not know the model {options.Model}, or is no endpoint (404). Use a model that it lists, and an address that usually ends in /v1.{quote}",
            >= 300 and < 400 => $"{_who} has moved ({result.Status}). Use its new address.",
            429 => $"{_who} takes no more requests for now (429).{quote}",
            >= 500 => $"{_who} has a fault of its own ({result.Status}).{quote}",
            _ => $"{_who} refuses the request ({result.Status}).{quote}",
        };
        return new RequestFailure(message)
        {
            Status = result.Status,
            Passes = result.Status is 408 or 425 or 429 or 500 or 502 or 503 or 504 && !isQuotaSpent && !namesLogProbabilities,
            NamesLogProbabilities = namesLogProbabilities,
            Named = result.Status is 400 or 422 ? Named(quote) : Refused.Nothing,
            Pause = Pause(response),
        };
    }

    private static Refused Named(string quote) =>
        (quote.Contains("temperature", StringComparison.OrdinalIgnoreCase) ? Refused.Temperature : Refused.Nothing)
        | (quote.Contains("seed", StringComparison.OrdinalIgnoreCase) ? Refused.Seed : Refused.Nothing)
        | (quote.Contains("max_completion_tokens", StringComparison.OrdinalIgnoreCase) ? Refused.MaxCompletionTokens : Refused.Nothing);

    // Untrusted: shortened, on one line, without the key.
    private string Quote(PipelineResponse? response)
    {
        var text = key.RemovedFrom(response is null ? "" : Message(response.Content.ToString()));
        var line = string.Concat(text.Take(LongestQuote).Select(character => char.IsControl(character) ? ' ' : character)).Trim();
        return line.Length == 0 ? "" : $" It says: \"{line}\"";
    }

    private static string Message(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.TryGetProperty("error", out var error))
            {
                var code = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out var named) ? named.ToString() : "";
                var message = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var said) ? said.ToString() : error.ToString();
                return code is "" || message.Contains(code, StringComparison.Ordinal) ? message : $"{message} [{code}]";
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not the usual form: quoted as it is.
        }

        return body;
    }

    private TimeSpan? Pause(PipelineResponse? response)
    {
        if (response?.Headers.TryGetValue("Retry-After", out var text) != true || text is null)
            return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(365).TotalSeconds));
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var date) && date > time.GetUtcNow() ? date - time.GetUtcNow() : null;
    }
}
