using System.Text;
using Assay.Claims;
using Assay.Training.Experiments;
using Assay.Trials;

namespace Assay.Training.Questions.Elsewhere;

/// <summary>Trains members of a claim as trials.</summary>
/// <param name="executor">Runs them.</param>
/// <param name="claim">The claim.</param>
/// <param name="isFull">Whether it is run in its full setting.</param>
/// <param name="began">Hears when the first member is done: waiting for workers that do other things takes nothing of the claim's time.</param>
internal sealed class MemberRuns(ITrialExecutor executor, Claim claim, bool isFull, Action began)
{
    // The claim's own budget ends it.
    private static readonly TimeSpan Time = TimeSpan.FromDays(1);

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
            MemberTrials.KindName, new MemberInput(_lines, isFull, axis, member.Arm.Name, member.Arm.Text, member.Seed, isTuning).Write()) { Time = Time })], came, cancellation).GetAwaiter().GetResult();

    private async Task RunAsync(IReadOnlyList<Trial> trials, Func<int, Run, bool> came, CancellationToken cancellation)
    {
        await foreach (var (index, outcome) in executor.RunAsync(trials, cancellation).InOrder(cancellation).ConfigureAwait(false))
        {
            var run = outcome switch
            {
                Completed completed => RunText.Read(Encoding.UTF8.GetString(completed.Result.Span)) ?? throw new InvalidDataException("A worker sent a run that cannot be read."),
                SetAside aside => throw new InvalidOperationException($"A member could not be trained elsewhere: {aside.Reason}"),
                _ => throw new InvalidOperationException("A member has no outcome."),
            };
            if (!_hasBegun)
            {
                _hasBegun = true;
                began();
            }

            if (!came(index, run))
            {
                return;
            }
        }
    }
}
