using Assay.Claims;

namespace Assay.Running;

/// <summary>A claim as its domain understands it, ready to be decided.</summary>
public interface IQuestion
{
    /// <summary>The claim.</summary>
    Claim Claim { get; }

    /// <summary>
    /// The files beside the claim's document that the answer depends on, whole. Null where it depends on more than these, the document, the budget and the options
    /// of the run, or where that is not known: such answers are not kept for later runs.
    /// </summary>
    IReadOnlyList<string>? Files => null;

    /// <summary>Whether deciding it consists of trials that other machines can do. Such a claim is decided where it was asked, and its trials elsewhere.</summary>
    bool IsSplit => false;

    /// <summary>How each sentence was understood, and which deciders would try: the text of <c>assay explain</c>.</summary>
    string Explain();

    /// <summary>What is wrong with the claim, as far as that shows without deciding it.</summary>
    IReadOnlyList<Problem> Diagnose(CancellationToken cancellation) => [];

    /// <summary>
    /// Decides the claim within the budget. Problems of the claim (also those found while understanding it) come
    /// back as <see cref="Unusable"/>; cancelling throws <see cref="OperationCanceledException"/> within a second.
    /// </summary>
    Settlement Decide(Budget budget, IProgress<ProgressReport> progress, CancellationToken cancellation);

    /// <summary>
    /// Runs the claim on one given input, written like a <c>witness:</c> line (<c>a = 3, b = 7</c>), without searching.
    /// </summary>
    Settlement Replay(string assignment, CancellationToken cancellation);
}
