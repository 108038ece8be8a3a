using Microsoft.Extensions.AI;

namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>Lets so many requests through at a time, and starts them at least a fixed time apart.</summary>
internal sealed class ThrottledClient : DelegatingChatClient
{
    private readonly SemaphoreSlim _places;
    private readonly TimeSpan _apart;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly long _beginning;
    private TimeSpan _next;

    /// <summary>Throttles a client.</summary>
    /// <param name="inner">The client.</param>
    /// <param name="mostAtOnce">How many requests at a time; from 1 on.</param>
    /// <param name="mostASecond">How many requests in a second; above 0, infinity for as many as there are.</param>
    /// <param name="time">The clock.</param>
    public ThrottledClient(IChatClient inner, int mostAtOnce, double mostASecond, TimeProvider time)
        : base(inner)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostAtOnce, 1);
        if (!(mostASecond > 0))
            throw new ArgumentOutOfRangeException(nameof(mostASecond), mostASecond, "At least some requests a second.");
        _places = new SemaphoreSlim(mostAtOnce);
        _apart = TimeSpan.FromSeconds(1 / mostASecond);
        _time = time;
        _beginning = time.GetTimestamp();
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _time.WaitUntil(_beginning, Turn(), cancellationToken).ConfigureAwait(false);
            return await base.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _places.Dispose();
        base.Dispose(disposing);
    }

    // When the request may start, counted from the beginning. Time that nobody used is not saved up.
    private TimeSpan Turn()
    {
        lock (_lock)
        {
            var now = _time.GetElapsedTime(_beginning);
            var turn = now > _next ? now : _next;
            _next = turn + _apart;
            return turn;
        }
    }
}
