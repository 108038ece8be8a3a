using Assay.Claims;
using Assay.Reporting.Json;
using Assay.Running;

namespace Assay.Cli.Reporters;

/// <summary>One JSON document and nothing else.</summary>
internal sealed class JsonReporter(TextWriter writer, Func<Claim, string?> replay) : IReporter
{
    public void Document(DocumentResult document)
    {
    }

    public void Finish(RunReport report) => writer.Write(JsonReport.Of(report, replay));
}
