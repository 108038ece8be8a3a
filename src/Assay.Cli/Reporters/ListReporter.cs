using Assay.Claims;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Reporters;

/// <summary>One line for each claim.</summary>
internal sealed class ListReporter(IReportSink sink, IReadOnlyList<ClaimDocument> documents) : IReporter
{
    private readonly CheckReport _report = new(sink, CheckReport.NameWidth(documents));

    public void Document(DocumentResult document) => _report.Write(document);

    public void Finish(RunReport report) => _report.Finish(report);
}
