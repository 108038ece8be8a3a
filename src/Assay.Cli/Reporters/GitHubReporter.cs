using Assay.Claims;
using Assay.Reporting.GitHub;
using Assay.Running;

namespace Assay.Cli.Reporters;

/// <summary>Puts annotations for a GitHub workflow behind what another reporter tells.</summary>
/// <param name="told">The other reporter.</param>
/// <param name="writer">Where GitHub reads commands.</param>
/// <param name="replay">The command line that replays a claim.</param>
/// <param name="root">The folder of the repository.</param>
internal sealed class GitHubReporter(IReporter told, TextWriter writer, Func<Claim, string?> replay, string root) : IReporter
{
    // Nobody who writes a claim can know it.
    private readonly string _token = Guid.NewGuid().ToString("N");
    private bool _isStopped;

    public void Document(DocumentResult document)
    {
        Stop();
        told.Document(document);
    }

    public void Finish(RunReport report)
    {
        Stop();
        told.Finish(report);
        writer.Write(WorkflowCommands.Resume(_token) + "\n");
        foreach (var annotation in WorkflowCommands.Annotations(report, replay, root))
            writer.Write(annotation + "\n");
    }

    private void Stop()
    {
        if (!_isStopped)
            writer.Write(WorkflowCommands.Stop(_token) + "\n");
        _isStopped = true;
    }
}
