using System.Text;
using Assay.Claims;
using Assay.Running;
using Assay.Training.Experiments;
using Assay.Trials;

namespace Assay.Training.Questions.Elsewhere;

/// <summary>Trials that train one member of a claim.</summary>
internal sealed class MemberTrials : ITrialKind
{
    /// <summary>The name of this kind.</summary>
    public const string KindName = "member";

    private static readonly TrainingOptions Options = new() { Files = NamedFiles.None, Threads = 1 };

    private readonly Lock _lock = new();
    private (string Key, TrainingPlan Plan)? _last;

    /// <inheritdoc/>
    public string Name => KindName;

    /// <inheritdoc/>
    public byte[] Run(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        var member = MemberInput.Read(input.Span);
        var plan = PlanOf(member);
        if (member.Axis >= plan.Axes.Count || plan.Axes[member.Axis].Kind == AxisKind.Seconds || !plan.Arms.Any(arm => arm.Name == member.Arm))
        {
            throw new InvalidDataException("The claim has no such member.");
        }

        var arm = plan.Bind(member.Arm, ClaimText.Of(member.Text, new Place("claim", 1, 1)));
        var options = new Experiments.RunOptions(0, member.IsTuning) { Wanted = member.IsTuning ? [] : plan.Wanted(arm.Name) };
        var run = RunText.Write(plan.Experiment.Train(arm, member.Seed, plan.Axes[member.Axis], options, cancellation));
        return BroughtInput.Write(input.Span, Encoding.UTF8.GetBytes(run));
    }

    // The members of a claim come one after the other, and reading its data takes longer than a short run.
    private TrainingPlan PlanOf(MemberInput member)
    {
        var key = string.Join('\n', member.Claim.Select(line => $"{line.Key}: {line.Value}").Append($"full {member.IsFull}"));
        lock (_lock)
        {
            if (_last is not { } last || last.Key != key)
            {
                _last = last = (key, new PlanReader(member.ToClaim(), Options with { IsFull = member.IsFull }).Read(Budget.Default));
            }

            return last.Plan;
        }
    }
}
