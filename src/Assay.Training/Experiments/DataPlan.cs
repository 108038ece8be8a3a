using System.Numerics;
using Assay.Training.Data;
using Assay.Training.Networks;

namespace Assay.Training.Experiments;

/// <summary>Which samples each member gets.</summary>
/// <param name="Samples">The samples of a seed: those to train on, and those to test on, in the order of the split.</param>
/// <param name="Text">Its description.</param>
internal sealed record DataPlan(Func<ulong, Split> Samples, string Text)
{
    // Of the samples to train on, so many are held back where settings are chosen.
    private const double HeldBack = 0.2;

    /// <summary>The samples of one member.</summary>
    /// <param name="network">What is trained on them.</param>
    /// <param name="seed">The seed of the member.</param>
    /// <param name="isTuning">Whether some of the samples to train on are tested on, instead of the others.</param>
    public MemberData<S> For<S>(Network network, ulong seed, bool isTuning)
        where S : unmanaged, IBinaryFloatingPointIeee754<S>
    {
        var split = Samples(seed);
        var (training, test) = isTuning ? split.Training.Split(seed, (int)(HeldBack * split.Training.Count)) : split;
        return new MemberData<S>(
            [.. Convert<S>(training.Inputs), .. Convert<S>(test.Inputs)],
            [.. Targets<S>(training, network), .. Targets<S>(test, network)],
            training.Labels is not null && network.Loss == LossKind.CrossEntropy ? 1 : training.Outputs,
            [.. Enumerable.Range(0, training.Count)],
            [.. Enumerable.Range(training.Count, test.Count)]);
    }

    private static S[] Targets<S>(Dataset data, Network network)
        where S : unmanaged, IBinaryFloatingPointIeee754<S>
    {
        if (data.Labels is not { } labels)
        {
            return Convert<S>(data.Targets!);
        }

        if (network.Loss == LossKind.CrossEntropy)
        {
            return Array.ConvertAll(labels, label => S.CreateChecked(label));
        }

        // For squared loss a label is 1 at its place, and 0 elsewhere.
        var targets = new S[labels.Length * data.Classes];
        for (var i = 0; i < labels.Length; i++)
        {
            targets[(i * data.Classes) + labels[i]] = S.One;
        }

        return targets;
    }

    private static S[] Convert<S>(float[] values)
        where S : unmanaged, IBinaryFloatingPointIeee754<S> =>
        values as S[] ?? Array.ConvertAll(values, S.CreateChecked);
}
