using Assay.Running;
using Assay.Statistics;
using Assay.Training.Connectivity;
using Assay.Training.Experiments;
using Assay.Training.Networks;
using Assay.Training.Questions;

namespace Assay.Training.Probes;

/// <summary>How a network is joined to others of the same arm that were trained from other starts on the same samples.</summary>
/// <remarks>Each seed has others of its own, so that seeds stay independent.</remarks>
internal sealed class ConnectivityProbe : IProbe
{
    private const string Plain = "barrier";
    private const string Matched = "barrierMatched";
    private const string Repaired = "barrierRepaired";
    private const string Bent = "barrierBezier";
    private const string Error = "error";
    private const string Merged = "mergedAccuracy";
    private const string MergedMatched = "mergedMatchedAccuracy";
    private const string MergedPlain = "mergedPlainAccuracy";
    private const string Ends = "endsAccuracy";
    private const string Points = "barrier-points";
    private const string Steps = "bezier-steps";
    private const string MatchedBy = "matched-by";
    private const string Networks = "merged-networks";
    private const int UsualPoints = 11;
    private const int UsualSteps = 500;
    private const int MostNetworks = 64;
    private const ulong OtherSeed = 0x07E2_0000_0000_0000;

    // As in barrier and errorBarrier.
    private static string ErrorOf(string name) => Error + char.ToUpperInvariant(name[0]) + name[1..];

    private static readonly Interval Positive = new(0, double.PositiveInfinity);
    private static readonly Interval Share = new(0, 1);

    public IReadOnlyList<Quantity> Quantities { get; } =
    [
        .. new (string Name, string Path)[]
        {
            (Plain, "on the straight line to another network from another start"),
            (Matched, "on that line once the units of the other are permuted"),
            (Repaired, "on that line once units are permuted and the statistics of those in between are repaired"),
            (Bent, "on a Bezier curve between both, trained for it"),
        }.SelectMany(path => new[]
        {
            new Quantity(path.Name, $"The greatest excess of the training loss {path.Path}, over the straight line between the losses of both.", Positive),
            new Quantity(ErrorOf(path.Name), $"The greatest excess of the test error {path.Path}, over the straight line between the errors of both.", Share),
        }),
        new(MergedPlain, "The accuracy on the test of the mean of networks, as they are.", Share),
        new(MergedMatched, "That of their mean once their units are permuted.", Share),
        new(Merged, "That of their mean once units are permuted and their statistics are repaired.", Share),
        new(Ends, "The mean of the accuracies of these networks on the test.", Share),
    ];

    public IReadOnlyList<ClaimKey> Keys { get; } =
    [
        new(Points, $"At how many points paths between networks are looked at, both ends among them; {UsualPoints} unless said."),
        new(Steps, $"How many steps the middle of a Bezier curve is trained; {UsualSteps} unless said."),
        new(MatchedBy, "How units of two networks are matched: weights, or activations."),
        new(Networks, "How many networks are merged; 2 unless said."),
    ];

    public string? WhyNot(Network network, IReadOnlyCollection<string> wanted, ProbeSettings settings)
    {
        var own = Settings.Of(settings);
        return own.Networks > 2 && own.IsByActivations && (wanted.Contains(Merged) || wanted.Contains(MergedMatched))
            ? $"more than two networks are merged by their weights; leave out '{MatchedBy}: activations'." : null;
    }

    public long MemoryOf(Network network, int samples, IReadOnlyCollection<string> wanted, ProbeSettings settings) =>
        ConnectivityLook.MemoryOf(network, samples) + ((long)sizeof(double) * 2 * Settings.Of(settings).Networks * network.ParameterCount);

    public void Measure(ProbedMember member, IReadOnlyCollection<string> wanted, ProbeSettings settings, IDictionary<string, double> results, CancellationToken cancellation)
    {
        var own = Settings.Of(settings);
        var isMerging = wanted.Contains(Merged) || wanted.Contains(MergedMatched) || wanted.Contains(MergedPlain) || wanted.Contains(Ends);
        double[][] networks = new double[isMerging ? own.Networks : 2][];
        networks[0] = member.Moments[^1].Parameters;
        for (var i = 1; i < networks.Length; i++)
        {
            if (member.Another(OtherSeed + (member.Seed * MostNetworks) + (ulong)i) is not { } other)
            {
                return;
            }

            networks[i] = other;
        }

        var data = member.Data;
        var look = new ConnectivityLook(
            PermutationStructure.Of(member.Network),
            new MemberData<float>(Array.ConvertAll(data.Inputs.ToArray(), value => (float)value), Array.ConvertAll(data.Targets, value => (float)value), data.TargetsPerSample, data.Training, data.Test));
        var (first, second) = (networks[0], networks[1]);
        var matched = new Lazy<double[]>(() => look.Matched(first, second, own.IsByActivations, cancellation));
        Keep(Plain, () => look.Line(first, second, own.Points, isRepaired: false, cancellation));
        Keep(Matched, () => look.Line(first, matched.Value, own.Points, isRepaired: false, cancellation));
        Keep(Repaired, () => look.Line(first, matched.Value, own.Points, isRepaired: true, cancellation));
        Keep(Bent, () => look.Curve(first, BezierPath.Train(look, first, second, BezierPath.Usual, own.Steps, member.Seed, cancellation), second, own.Points, cancellation));
        if (isMerging)
        {
            Merge(look, networks, own, matched, wanted, results, cancellation);
        }

        void Keep(string name, Func<PathCurve> path)
        {
            if (wanted.Contains(name) || wanted.Contains(ErrorOf(name)))
            {
                var curve = path();
                results[name] = curve.LossBarrier;
                results[ErrorOf(name)] = curve.ErrorBarrier;
            }
        }
    }

    private static void Merge(ConnectivityLook look, double[][] networks, Settings own, Lazy<double[]> matched, IReadOnlyCollection<string> wanted, IDictionary<string, double> results, CancellationToken cancellation)
    {
        double Accuracy(double[] parameters) => look.Measure(parameters).Test.Accuracy;
        results[Ends] = networks.Average(Accuracy);
        results[MergedPlain] = Accuracy(Merging.Mean(networks));
        if (wanted.Contains(Merged) || wanted.Contains(MergedMatched))
        {
            IReadOnlyList<double[]> together = networks.Length == 2 ? [networks[0], matched.Value] : look.Together(networks, own.IsByActivations, cancellation);
            results[MergedMatched] = Accuracy(Merging.Mean(together));
            results[Merged] = Accuracy(look.Repaired(together));
        }
    }

    // What a claim says.
    private sealed record Settings(int Points, int Steps, bool IsByActivations, int Networks)
    {
        public static Settings Of(ProbeSettings settings) => new(
            settings.Whole(ConnectivityProbe.Points, UsualPoints, 3, 1001),
            settings.Whole(ConnectivityProbe.Steps, UsualSteps, 1, 1_000_000),
            settings.Find(MatchedBy) is { } text && new CallArgument(MatchedBy, text.Start, text).OneOf("weights", "activations") == "activations",
            settings.Whole(ConnectivityProbe.Networks, 2, 2, MostNetworks));
    }
}
