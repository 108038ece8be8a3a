using NATS.Client.Core;

namespace Assay.Cluster.Links;

/// <summary>Says, once for each kind of message, what the server does not permit: a request that it does not permit is answered by nobody.</summary>
internal sealed class Denials : IAsyncDisposable
{
    private const string Sign = "Permissions Violation";
    private const int MostParts = 2;

    private readonly INatsConnection _connection;
    private readonly Action<string> _say;
    private readonly HashSet<string> _said = [];

    /// <summary>Listens until it is disposed.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="say">Hears the words of the server, without names of single trials.</param>
    public Denials(INatsConnection connection, Action<string> say)
    {
        (_connection, _say) = (connection, say);
        _connection.ServerError += HearAsync;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _connection.ServerError -= HearAsync;
        return default;
    }

    private ValueTask HearAsync(object? sender, NatsServerErrorEventArgs error)
    {
        if (!error.Error.Contains(Sign, StringComparison.OrdinalIgnoreCase))
            return default;
        var words = error.Error.Split('"');
        var shown = words.Length > 1 && words[1].Split('.') is { Length: > MostParts } parts ? $"{words[0]}\"{string.Join('.', parts[..MostParts])}.…\"" : error.Error;
        lock (_said)
        {
            if (!_said.Add(shown))
                return default;
        }

        _say(shown);
        return default;
    }
}
