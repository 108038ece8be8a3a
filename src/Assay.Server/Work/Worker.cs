using System.Text;
using Assay.Claims;
using Assay.Reporting;
using Assay.Reporting.Html;
using Assay.Reporting.Json;
using Assay.Running;

namespace Assay.Server.Work;

/// <summary>
/// Looks at and decides documents that the server hands over, one at a time. It is a process of its own, so that a document that
/// takes too much takes nothing else down.
/// </summary>
/// <param name="prepare">Gives the means for one document.</param>
/// <param name="input">Where requests come from.</param>
/// <param name="output">Where events go.</param>
internal sealed class Worker(Func<Workbench> prepare, TextReader input, Stream output)
{
    /// <summary>The name that places in a document have.</summary>
    public const string Document = "claim.md";

    private const int MostHtml = 2 << 20;

    private readonly WorkOutput _output = new(output);

    /// <summary>Serves requests until there are no more; work that is still going on then is left behind.</summary>
    public void Run()
    {
        Answer(new WorkRequest(true, ExerciseClaim.Text, 5, Budget.Default.Memory), new WorkOutput(Stream.Null));
        _output.Write(new Readied());
        while (input.ReadLine() is { } line)
        {
            // This thread goes on reading: the end of the requests is the end of the server, and nothing may outlive that.
            if (WorkJson.Request(line) is { } request)
                new Thread(() => Answer(request, _output)) { IsBackground = true, Name = "assay request" }.Start();
        }
    }

    private void Answer(WorkRequest request, WorkOutput heard)
    {
        var bench = prepare();
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(request.Seconds));
        try
        {
            var document = BigStack.Run(() => new ClaimDocumentReader(bench.Domains).ReadText(Document, request.Text), RunOptions.DefaultGrace, time.Token);
            if (request.Decides)
                Decide(document, request, bench, heard, time.Token);
            else
                heard.Write(Diagnosis.Of(document, bench.Domains, time.Token));
        }
        catch (OperationCanceledException)
        {
            heard.Write(new Finished("", "", IsTimeUp: true, Problems: 0));
        }
    }

    private static void Decide(ClaimDocument document, WorkRequest request, Workbench bench, WorkOutput heard, CancellationToken cancellation)
    {
        var runner = new Runner(bench.Domains, new RunOptions
        {
            MostBudget = new Budget(TimeSpan.FromSeconds(request.Seconds), request.Memory),
            Settled = result => heard.Write(new Settled(Show(result), Bounded(HtmlPart.OfClaim(result, bench.Figures)))),
        });
        var report = runner.Run([document], new ProgressPulse(heard), _ => { }, cancellation);
        var html = report.Documents.Count > 0 ? HtmlPart.OfDocument(report.Documents[0], bench.Figures) : "";
        heard.Write(new Finished(Bounded(html), Short(JsonReport.Of(report, _ => null)), report.WasInterrupted, report.AllProblems.Count()));
    }

    private static ShownVerdict Show(ClaimResult result)
    {
        var line = new ResultLine(result);
        return new ShownVerdict(
            result.Claim.Name, result.Claim.Says is { } says ? MarkupText.Clean(says) : null, line.Word, line.Glyph, result.Standing is not (Standing.Differs or Standing.Open), MarkupText.Clean(Essence(result, line)), result.Elapsed.TotalSeconds);
    }

    private static string Essence(ClaimResult result, ResultLine line) => result.Settlement is Unusable { Problems: [var problem, ..] }
        ? problem.Place.Line > 0 ? FormattableString.Invariant($"line {problem.Place.Line}: {problem.Message}") : problem.Message
        : line.Essence;

    // Without it the report is not there, rather than something else.
    private static string Short(string report) => Encoding.UTF8.GetByteCount(report) <= MostHtml ? report : "";

    private static string Bounded(string text) =>
        Encoding.UTF8.GetByteCount(text) <= MostHtml ? text : "<p>The report is too long to be shown here; 'assay check' shows all of it.</p>";
}
