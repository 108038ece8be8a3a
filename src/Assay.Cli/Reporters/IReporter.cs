using Assay.Running;

namespace Assay.Cli.Reporters;

/// <summary>Shows a run in one form.</summary>
internal interface IReporter
{
    /// <summary>Called with each document as soon as its claims are settled.</summary>
    void Document(DocumentResult document);

    /// <summary>Called once, with the whole run.</summary>
    void Finish(RunReport report);
}
