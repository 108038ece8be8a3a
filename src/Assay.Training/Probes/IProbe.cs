using Assay.Running;
using Assay.Training.Networks;
using Assay.Training.Questions;

namespace Assay.Training.Probes;

/// <summary>Quantities of trained networks that are dear, and so measured only where a statement names them.</summary>
/// <remarks>
/// <para>How it fits together: the reader of statements knows the quantities of all probes (<see cref="NetworkProbes"/>). The plan collects for each arm
/// those that its statement names, and the campaign asks for them in <see cref="Experiments.RunOptions.Wanted"/>. After the training, and only then, the experiment hands
/// the network to each probe one of whose quantities is wanted. What a store keeps is found again only by a claim that wants the same quantities
/// and says the same in the keys of the probes.</para>
/// <para>Memory that a probe takes counts like that of training; its time is no part of <c>seconds</c>, but of the budget: look at the cancellation often.
/// A probe is asked on several threads at once and keeps nothing. Where a run diverged it is not asked, and its quantities are not a number.</para>
/// <para>A new probe is a class and a line in <see cref="NetworkProbes"/>.</para>
/// </remarks>
internal interface IProbe
{
    /// <summary>What it can measure.</summary>
    IReadOnlyList<Quantity> Quantities { get; }

    /// <summary>Keys of claims that say how; <c>moments</c> is there for all probes.</summary>
    IReadOnlyList<ClaimKey> Keys { get; }

    /// <summary>Why it cannot look at such a network, or null.</summary>
    /// <param name="network">The network.</param>
    /// <param name="wanted">The names of the quantities that are wanted of it, some of them this probe's.</param>
    /// <param name="settings">What the claim says.</param>
    /// <exception cref="TrainingException">The claim says what cannot be.</exception>
    string? WhyNot(Network network, IReadOnlyCollection<string> wanted, ProbeSettings settings);

    /// <summary>About how many bytes it takes at a time.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">Samples to train on.</param>
    /// <param name="wanted">The names of the quantities that are wanted.</param>
    /// <param name="settings">What the claim says.</param>
    long MemoryOf(Network network, int samples, IReadOnlyCollection<string> wanted, ProbeSettings settings);

    /// <summary>Measures.</summary>
    /// <param name="member">The trained network.</param>
    /// <param name="wanted">The names of the quantities that are wanted; those of other probes are to be left alone.</param>
    /// <param name="settings">What the claim says.</param>
    /// <param name="results">Receives a number for each that is wanted.</param>
    /// <param name="cancellation">Ends it.</param>
    void Measure(ProbedMember member, IReadOnlyCollection<string> wanted, ProbeSettings settings, IDictionary<string, double> results, CancellationToken cancellation);
}
