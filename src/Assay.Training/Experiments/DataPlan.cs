using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Assay.Training.Data;
using Assay.Training.Networks;
using Assay.Training.Rows;

namespace Assay.Training.Experiments;

/// <summary>Which samples each member gets.</summary>
/// <param name="Samples">The samples of a seed: those to train on, and those to test on, in the order of the split.</param>
/// <param name="Text">Its description.</param>
internal sealed record DataPlan(Func<ulong, Split> Samples, string Text)
{
    private readonly ConditionalWeakTable<Split, ConcurrentDictionary<Type, object>> _converted = [];
    // Of the samples to train on, so many are held back where settings are chosen.
    private const double HeldBack = 0.2;

    private readonly ConditionalWeakTable<Split, string> _fingerprints = [];

    // A run asks for its samples more than once, on one thread.
    private readonly ConditionalWeakTable<Thread, Tuple<ulong, Split>> _last = [];

    /// <summary>Changes where the samples of a seed do, such as those of a file that was written anew.</summary>
    public string FingerprintOf(ulong seed) => _fingerprints.GetValue(Last(seed), Hash);

    /// <summary>The samples of one member.</summary>
    /// <param name="network">What is trained on them.</param>
    /// <param name="seed">The seed of the member.</param>
    /// <param name="isTuning">Whether some of the samples to train on are tested on, instead of the others.</param>
    public MemberData<S> For<S>(Network network, ulong seed, bool isTuning)
        where S : unmanaged, IBinaryFloatingPointIeee754<S>
    {
        var split = Last(seed);
        return isTuning ? Converted<S>(network, split.Training.Split(seed, HeldBackOf(split.Training.Count)))
            : (MemberData<S>)_converted.GetValue(split, _ => []).GetOrAdd(typeof(S), _ => Converted<S>(network, split));
    }

    /// <summary>How many of so many samples are held back where settings are chosen.</summary>
    public static int HeldBackOf(int samples) => Math.Clamp((int)(HeldBack * samples), Math.Min(1, samples - 1), Math.Max(0, samples - 1));

    private Split Last(ulong seed)
    {
        if (_last.TryGetValue(Thread.CurrentThread, out var known) && known.Item1 == seed)
        {
            return known.Item2;
        }

        var split = Samples(seed);
        _last.AddOrUpdate(Thread.CurrentThread, Tuple.Create(seed, split));
        return split;
    }

    private static MemberData<S> Converted<S>(Network network, Split split)
        where S : unmanaged, IBinaryFloatingPointIeee754<S>
    {
        var (training, test) = split;
        var inputs = new AlignedRoom<S>(training.Inputs.Length + test.Inputs.Length);
        Convert<S>(training.Inputs).CopyTo(inputs.Span);
        Convert<S>(test.Inputs).CopyTo(inputs.Span[training.Inputs.Length..]);
        return new MemberData<S>(
            inputs.Memory,
            [.. Targets<S>(training, network), .. Targets<S>(test, network)],
            training.Labels is not null && network.Loss == LossKind.CrossEntropy ? 1 : training.Outputs,
            [.. Enumerable.Range(0, training.Count)],
            [.. Enumerable.Range(training.Count, test.Count)]);
    }

    private static string Hash(Split split)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in new[] { split.Training, split.Test })
        {
            hash.AppendData(MemoryMarshal.AsBytes<float>(part.Inputs));
            hash.AppendData(part.Labels is { } labels ? MemoryMarshal.AsBytes<int>(labels) : MemoryMarshal.AsBytes<float>(part.Targets));
        }

        return System.Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 8));
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
