using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Reporting.Json;
using Assay.Server.History;
using Assay.Server.Pool;
using Assay.Server.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Assay.Server.Web;

/// <summary>What can be asked of the server.</summary>
/// <param name="runs">Takes submissions.</param>
/// <param name="looks">Looks at texts.</param>
/// <param name="history">What was decided.</param>
/// <param name="limits">What a submission may use.</param>
/// <param name="stopping">The server ends.</param>
internal sealed partial class Endpoints(RunDesk runs, LookDesk looks, HistoryStore history, ServeLimits limits, CancellationToken stopping)
{
    private const int Listed = 50;
    private const string RetryAfter = "5";

    /// <summary>Adds them.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", context => Page(context, "index.html"));
        routes.MapGet("/runs/{id}", context => Page(context, "index.html"));
        routes.MapGet("/page/{name}", context => Page(context, Word(context, "name")));
        routes.MapGet("/api/start", Start);
        routes.MapPost("/api/look", LookAsync);
        routes.MapPost("/api/runs", Submit);
        routes.MapGet("/api/runs", List);
        routes.MapGet("/api/runs/{id}", Show);
        routes.MapDelete("/api/runs/{id}", Forget);
        routes.MapGet("/api/runs/{id}/report", Report);
        routes.MapPost("/api/runs/{id}/cancel", Cancel);
        routes.MapGet("/api/runs/{id}/events", Follow);
        routes.MapFallback(Reply.NotFound);
    }

    private static async Task Page(HttpContext context, string name)
    {
        if (!Asset.All.TryGetValue(name, out var asset))
        {
            await Reply.NotFound(context).ConfigureAwait(false);
            return;
        }

        // A new version of the tool is a new page.
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.ContentType = asset.Type;
        context.Response.ContentLength = asset.Bytes.Length;
        await context.Response.Body.WriteAsync(asset.Bytes, context.RequestAborted).ConfigureAwait(false);
    }

    private Task Start(HttpContext context)
    {
        looks.Expect();
        return Reply.Json(context, new StartMessage(JsonReport.Version, limits.TextBytes, limits.Time.TotalSeconds, Example.All), MessageJson.Default.StartMessage);
    }

    private async Task LookAsync(HttpContext context)
    {
        if (await Submission.ReadAsync(context, limits.TextBytes).ConfigureAwait(false) is not { } text)
            return;
        try
        {
            var found = await looks.LookAsync(text, Submission.Client(context), context.RequestAborted).ConfigureAwait(false);
            if (found is not null)
                await Reply.Json(context, found, MessageJson.Default.Diagnosed).ConfigureAwait(false);
            else
                await Reply.Error(context, StatusCodes.Status409Conflict, "A later text took the place of this one.").ConfigureAwait(false);
        }
        catch (FullException exception)
        {
            await Refuse(context, exception).ConfigureAwait(false);
        }
    }

    private async Task Submit(HttpContext context)
    {
        if (await Submission.ReadAsync(context, limits.TextBytes).ConfigureAwait(false) is not { } text)
            return;
        try
        {
            var run = runs.Submit(text, Submission.Client(context));
            await Reply.Json(context, new TakenMessage(run.Id), MessageJson.Default.TakenMessage, StatusCodes.Status202Accepted).ConfigureAwait(false);
        }
        catch (FullException exception)
        {
            await Refuse(context, exception).ConfigureAwait(false);
        }
    }

    private Task List(HttpContext context)
    {
        var kept = history.Latest(Listed);
        var waiting = runs.Live.Where(run => kept.All(stored => stored.Id != run.Id)).OrderByDescending(run => run.At).Select(Waiting);
        return Reply.Json(context, (IReadOnlyList<RunMessage>)[.. waiting, .. kept.Select(Message)], MessageJson.Default.IReadOnlyListRunMessage);
    }

    private Task Show(HttpContext context)
    {
        if (runs.FindEnded(Id(context)) is { } stored)
            return Reply.Json(context, Message(stored) with { Text = stored.Text, Html = stored.Html }, MessageJson.Default.RunMessage);
        return runs.Find(Id(context)) is { } run ? Reply.Json(context, Waiting(run) with { Text = run.Text }, MessageJson.Default.RunMessage) : Reply.NotFound(context);
    }

    private Task Report(HttpContext context)
    {
        if (runs.FindEnded(Id(context)) is not { Report.Length: > 0 } stored)
            return Reply.NotFound(context);
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(stored.Report, context.RequestAborted);
    }

    private Task Forget(HttpContext context)
    {
        runs.Forget(Id(context));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private Task Cancel(HttpContext context)
    {
        if (runs.Find(Id(context)) is not { } run)
            return Reply.NotFound(context);
        run.Cancel();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private Task Follow(HttpContext context) =>
        runs.FindToFollow(Id(context)) is { } run ? EventStream.WriteAsync(context, run, stopping) : Reply.NotFound(context);

    private RunMessage Message(StoredRun stored)
    {
        var isLive = runs.Find(stored.Id) is not null;
        var (state, note) = stored.State == RunState.Running && !isLive
            ? (RunState.Failed, "The server ended before this did. What was settled by then is here.")
            : (stored.State, stored.Note);
        return new RunMessage(stored.Id, stored.At, stored.Version, stored.Title, state, isLive, note, stored.Verdicts);
    }

    private static RunMessage Waiting(Run run) => new(run.Id, run.At, JsonReport.Version, DocumentTitle.Of(run.Text), run.State, true, null, []);

    private static Task Refuse(HttpContext context, FullException exception)
    {
        context.Response.Headers.RetryAfter = RetryAfter;
        return Reply.Error(context, exception.IsClient ? StatusCodes.Status429TooManyRequests : StatusCodes.Status503ServiceUnavailable, exception.Message);
    }

    // What is no name of a run finds none.
    private static string Id(HttpContext context) => Named().IsMatch(Word(context, "id")) ? Word(context, "id") : "";

    private static string Word(HttpContext context, string name) => Convert.ToString(context.Request.RouteValues[name], CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex("^[a-z0-9]{16}$")]
    private static partial Regex Named();
}
