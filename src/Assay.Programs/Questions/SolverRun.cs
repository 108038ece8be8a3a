using Assay.Programs.Deciders;
using Assay.Programs.Terms;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Questions;

/// <summary>What deciding one subject may use, and what was said on the way.</summary>
internal sealed class SolverRun(Claim claim, Budget budget, IProgress<ProgressReport> progress, CancellationToken cancellation) : IDisposable
{
    private const int BytesPerTerm = 250;

    private readonly CancellationTokenSource _deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

    public List<Attempt> Attempts { get; } = [];

    public CancellationToken Cancellation => cancellation;

    /// <summary>The whole time, of which <see cref="DecisionContext.Left"/> is left.</summary>
    public TimeSpan Budget => budget.Time;

    /// <summary>Cancelled by the user, or by the end of the budget.</summary>
    public CancellationToken CancellationOrDeadline => _deadline.Token;

    public DecisionContext Context { get; private set; } = new(DateTime.MinValue, (_, _) => { }, cancellation);

    /// <summary>Starts the clock.</summary>
    public void Start()
    {
        // A margin so that an answer is ready when the budget ends.
        Context = new DecisionContext(
            DateTime.UtcNow + budget.Time, (activity, fraction) => progress.Report(new ProgressReport(claim.Name, activity, fraction)), cancellation);
        _deadline.CancelAfter(budget.Time);
    }

    public TermFactory Terms() => new((int)Math.Clamp(budget.Memory / BytesPerTerm, 10_000, 20_000_000));

    public void Dispose() => _deadline.Dispose();
}
