using Assay.Running;
using Assay.Statistics;
using Assay.Training.Geometry;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Questions;

namespace Assay.Training.Probes;

/// <summary>What measures of sharpness say of the same function with other parameters.</summary>
internal sealed class RescalingProbe : IProbe
{
    private const int Draws = 16;
    private const int UsualPower = 6;
    private const int Products = 30;

    private static readonly Interval Anything = new(double.NegativeInfinity, double.PositiveInfinity);

    public IReadOnlyList<Quantity> Quantities { get; } =
    [
        new("rescaledChange", "How far the rescaled network's outputs are at most from those of the network, over all samples to train on.", new Interval(0, double.PositiveInfinity)),
        new("rescaledSamSharpness", "samSharpness of the rescaled network.", Anything),
        new("rescaledCurvature", "greatestCurvature of the rescaled network.", Anything),
        new("rescaledResidual", "Some eigenvalue of that is no farther from it.", new Interval(0, double.PositiveInfinity)),
        new("rescaledRelativeSharpness", "relativeSharpness of the rescaled network, with the same draws.", Anything),
    ];

    public IReadOnlyList<ClaimKey> Keys { get; } = [new("rescale", "By which power of two the first hidden units are multiplied on their way in and divided on their way out, 6 unless said.")];

    public string? WhyNot(Network network, IReadOnlyCollection<string> wanted, ProbeSettings settings)
    {
        _ = Power(settings);
        return Rescaling.Layer(network) < 0 ? "it has no dense layer that relu and another dense layer follow." : null;
    }

    public long MemoryOf(Network network, int samples, IReadOnlyCollection<string> wanted, ProbeSettings settings) =>
        LossSurface.MemoryOf(network, samples) + (sizeof(double) * ((2L * samples * network.Output.Count) + ((Products + 4L) * network.ParameterCount)));

    public void Measure(ProbedMember member, IReadOnlyCollection<string> wanted, ProbeSettings settings, IDictionary<string, double> results, CancellationToken cancellation)
    {
        var at = member.Moments[^1].Parameters;
        var there = Rescaling.Of(member.Network, at, Power(settings));
        if (wanted.Contains("rescaledChange"))
        {
            results["rescaledChange"] = Change(member, at, there);
        }

        if (wanted.Contains("rescaledSamSharpness"))
        {
            results["rescaledSamSharpness"] = Sharpness.AlongGradient(member.Surface, there, SharpnessProbe.Rho(settings));
        }

        if (wanted.Contains("rescaledCurvature") || wanted.Contains("rescaledResidual"))
        {
            void Product(double[] from, double[] to) => member.Surface.Product(there, from, to);
            var vector = Lanczos.Run(Product, member.Surface.Size, Products, member.Seed, cancellation).Vector(^1);
            (results["rescaledCurvature"], results["rescaledResidual"]) = Lanczos.Check(Product, vector);
        }

        if (wanted.Contains("rescaledRelativeSharpness"))
        {
            results["rescaledRelativeSharpness"] = Sharpness.Relative(member.Surface, there, SharpnessProbe.Noise(settings), Draws, member.Seed, cancellation);
        }
    }

    private static double Change(ProbedMember member, double[] at, double[] there)
    {
        var engine = Engine<Doubles, double>.Of(member.Network, member.Training.Count);
        var count = member.Training.Blocks * member.Network.Output.Count;
        var (before, after) = (new Doubles[count], new Doubles[count]);
        engine.Outputs(at, member.Training, before);
        engine.Outputs(there, member.Training, after);
        var most = 0.0;
        for (var i = 0; i < count; i++)
        {
            var distance = System.Runtime.Intrinsics.Vector512.Abs(before[i].Value - after[i].Value);
            for (var lane = 0; lane < Doubles.Count; lane++)
            {
                most = Math.Max(most, distance[lane]);
            }
        }

        return most;
    }

    private static int Power(ProbeSettings settings) => settings.Whole("rescale", UsualPower, 1, 100);
}
