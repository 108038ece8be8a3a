using Assay.Claims;
using Assay.Running;
using Assay.Training.Questions;
using Assay.Training.Questions.Elsewhere;
using Assay.Trials;

namespace Assay.Training;

/// <summary>Claims about training.</summary>
/// <param name="options">How they are run.</param>
public sealed class TrainingDomain(TrainingOptions options) : IDomain
{
    /// <inheritdoc/>
    public string Name => "training";

    /// <inheritdoc/>
    public IReadOnlyList<ClaimKey> Keys { get; } =
    [
        new("data", "What is trained on, as in: digits, or: x.npy, y.npy, labels(noise: 0.2)."),
        new("network", "What is trained, as in: mlp(64, 32, 10)."),
        new("function", "What is minimised instead of a network's loss, as in: rastrigin(10)."),
        new("landscape", "What is walked on instead: nk; the arms say which, as in: plain = nk(12, k: 4)."),
        new("arm", "One way of training, as in: mini = sgd(lr: 0.2, batch: 32).", Repeats: true),
        new("budget-axis", "What arms have in equal amounts, as in: 2400 steps; of epochs, gradients, seconds several may stand there."),
        new("start", "How parameters are drawn: uniform, he or lecun, as in: he(scale: 2); or from a file: from(theta.npy)."),
        new("loss", "What is trained: cross-entropy, or squared."),
        new("arithmetic", "What is computed with: float, or double."),
        new("decide-by", "How means with bounds are decided: sequence, or sign-flip."),
        new("trials", "How many trials each arm has for what it leaves open as a range."),
        new("full-axis", "Takes the place of 'budget-axis' under --full."),
        new("full-seeds", "How many seeds under --full."),
        .. Probes.NetworkProbes.Keys,
    ];

    /// <inheritdoc/>
    public IReadOnlyList<ITrialKind> Trials { get; } = [new MemberTrials()];

    /// <inheritdoc/>
    public Understanding Understand(ClaimDocument document, IReadOnlyList<Claim> claims, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return new Understanding([.. claims.Select(claim => new TrainingQuestion(claim, options))], []);
    }
}
