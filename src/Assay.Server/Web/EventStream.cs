using System.Globalization;
using System.Text;
using Assay.Server.Runs;
using Microsoft.AspNetCore.Http;

namespace Assay.Server.Web;

/// <summary>Tells a browser what happens to a run, as server-sent events.</summary>
/// <remarks>
/// Source: HTML Living Standard, 9.2, server-sent events. A browser whose connection was dropped comes back by itself and says in
/// <c>Last-Event-ID</c> what it knows; the status 204 tells it that there is no more.
/// </remarks>
internal static class EventStream
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    /// <summary>Writes events until the run ends or nobody listens any more.</summary>
    /// <param name="context">The request.</param>
    /// <param name="run">The run.</param>
    /// <param name="stopping">The server ends.</param>
    public static async Task WriteAsync(HttpContext context, Run run, CancellationToken stopping)
    {
        var known = long.TryParse(context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : 0;
        if (run.IsOverAfter(known))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.Response.ContentType = "text/event-stream";
        await WriteAsync(context, "retry: 1000\n\n", gone.Token).ConfigureAwait(false);
        try
        {
            await using var events = run.FollowAsync(known, gone.Token).GetAsyncEnumerator(gone.Token);
            var next = events.MoveNextAsync().AsTask();
            while (true)
            {
                if (await Task.WhenAny(next, Task.Delay(Silence, gone.Token)).ConfigureAwait(false) != next)
                {
                    // A word now and then keeps what stands between from closing a silent connection.
                    await WriteAsync(context, ":\n\n", gone.Token).ConfigureAwait(false);
                    continue;
                }

                if (!await next.ConfigureAwait(false))
                    return;
                var happening = events.Current;
                await WriteAsync(context, $"id: {happening.Id}\nevent: {happening.Name}\ndata: {happening.Data}\n\n", gone.Token).ConfigureAwait(false);
                next = events.MoveNextAsync().AsTask();
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody listens any more; the run goes on.
        }
    }

    private static async Task WriteAsync(HttpContext context, string text, CancellationToken cancellation)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(cancellation).ConfigureAwait(false);
    }
}
