using System.Text;
using Assay.Claims;
using Assay.Training.Experiments;
using Assay.Trials;

namespace Assay.Training.Questions.Elsewhere;

/// <summary>Trains members of a claim as trials.</summary>
/// <param name="executor">Runs them.</param>
/// <param name="claim">The claim.</param>
/// <param name="isFull">Whether it is run in its full setting.</param>
/// <param name="budget">The time of the claim, and so the most that a member may take.</param>
/// <param name="time">Cancelled when it is over. It begins with the first member that is done: waiting for workers that do other things takes nothing of it.</param>
internal sealed class MemberRuns(ITrialExecutor executor, Claim claim, bool isFull, TimeSpan budget, CancellationTokenSource time)
{
    private bool _hasBegun;

    private readonly IReadOnlyList<KeyValuePair<string, string>> _lines = MemberInput.LinesOf(claim);

    /// <summary>Trains members and hands over their runs in their order; what is not yet done when no more is wanted is cancelled.</summary>
    /// <param name="members">Arms and seeds.</param>
    /// <param name="axis">Which of the claim's axes says how long.</param>
    /// <param name="isTuning">Whether settings are chosen by it.</param>
    /// <param name="came">Takes the index of a member and its run; false ends it.</param>
    /// <param name="cancellation">Ends it.</param>
    public void Run(IReadOnlyList<(Arm Arm, ulong Seed)> members, int axis, bool isTuning, Func<int, Run, bool> came, CancellationToken cancellation) =>
        RunAsync([.. members.Select(member => new Trial(
            MemberTrials.KindName, new MemberInput(_lines, isFull, axis, member.Arm.Name, member.Arm.Text, member.Seed, isTuning).Write()) { Time = budget })], came, cancellation).GetAwaiter().GetResult();

    private async Task RunAsync(IReadOnlyList<Trial> trials, Func<int, Run, bool> came, CancellationToken cancellation)
    {
        await foreach (var (index, outcome) in executor.RunAsync(trials, cancellation).InOrder(cancellation).ConfigureAwait(false))
        {
            if (outcome is SetAside late && late == SetAside.OutOfTime(budget))
            {
                await time.CancelAsync().ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
            }

            var run = outcome switch
            {
                Completed completed => RunText.Read(Encoding.UTF8.GetString(BroughtInput.Read(trials[index].Input.Span, completed.Result.Span))) ?? throw new InvalidDataException("A worker sent a run that cannot be read."),
                SetAside aside => throw new InvalidOperationException($"A member could not be trained elsewhere: {aside.Reason}"),
                _ => throw new InvalidOperationException("A member has no outcome."),
            };
            if (!_hasBegun)
            {
                _hasBegun = true;
                time.CancelAfter(budget);
            }

            if (!came(index, run))
            {
                return;
            }
        }
    }
}
