using System.Globalization;
using System.Text.Json;
using Assay.Claims;
using Assay.Cli.Terminal;
using Assay.Running;
using ModelContextProtocol.Protocol;

namespace Assay.Cli.Agents;

/// <summary>One call of a tool: runs its command in this process, with outputs of its own.</summary>
/// <param name="tool">The tool.</param>
/// <param name="limits">What it may do.</param>
/// <param name="surroundings">Those of the server.</param>
internal sealed class AgentCall(AgentTool tool, AgentLimits limits, Surroundings surroundings)
{
    private const int MostReport = 20_000;
    private const int MostStructured = 1_000_000;

    /// <summary>Runs it to its end.</summary>
    /// <param name="inputs">What was given.</param>
    /// <param name="progress">Hears of progress.</param>
    /// <param name="cancellation">The client gave up, or has gone.</param>
    /// <exception cref="AgentInputException">It cannot be carried out as it is.</exception>
    /// <exception cref="OperationCanceledException">The client gave up.</exception>
    public CallToolResult Run(AgentInputs inputs, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        using var files = new AgentFiles(limits);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var report = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        using var machine = new StringWriter { NewLine = "\n" };
        var words = tool.Words(inputs, files);
        deadline.CancelAfter(limits.Time);
        var code = AssayTool.Run(words, new Surroundings
        {
            Out = report,
            Error = errors,
            Machine = machine,
            Progress = progress,
            MostBudget = limits.Most,
            Shown = files.Document is { } document ? document.Shown : place => place,
            Replay = files.Document is { IsOneClaim: true } ? AgentReplay.Of : _ => null,
            Cancellation = deadline.Token,
            Variable = surroundings.Variable,
            Cache = surroundings.Cache,
            CreateDomains = options => surroundings.CreateDomains(options with { Files = limits.Folder is { } folder ? NamedFiles.Under(folder) : NamedFiles.None }),
        });
        cancellation.ThrowIfCancellationRequested();
        var text = files.Clean(report.ToString() + errors);
        if (deadline.IsCancellationRequested)
            text += string.Create(CultureInfo.InvariantCulture, $"\nThe call was ended after {limits.Time.TotalSeconds:0} s, the most that this server allows; what is not answered above is not known. Ask for less at a time.\n");
        var structured = files.Clean(machine.ToString());
        return new CallToolResult
        {
            Content = [new TextContentBlock { Text = Shortened(text) }],
            StructuredContent = structured.Length == 0 ? null : Structured(structured),
            IsError = code is ExitCodes.Unusable or ExitCodes.Fault or ExitCodes.Interrupted || (tool.Output is not null && structured.Length == 0),
        };
    }

    private static string Shortened(string text) => text.Length <= MostReport ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text[..MostReport]}\n… {text.Length - MostReport} more characters are left out.\n");

    private static JsonElement Structured(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (json.Length <= MostStructured)
            return document.RootElement.Clone();
        var schema = document.RootElement.GetProperty("schema").GetString();
        return JsonSerializer.SerializeToElement(new { schema, leftOut = $"The report has {json.Length} characters, too many for a reply. Use 'assay' with --json on files." });
    }
}
