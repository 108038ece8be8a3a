using Assay.Running;
using Assay.Statistics;
using Assay.Training.Basins;
using Assay.Training.Geometry;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Questions;

namespace Assay.Training.Probes;

/// <summary>How sharp the loss is around a network by four measures, and how sharp around another network that is the same function.</summary>
internal sealed class SharpnessProbe : IProbe
{
    private const string Ascent = "sharpness";
    private const string Average = "averageSharpness";
    private const string Largest = "largestEigenvalue";
    private const string Adaptive = "adaptiveSharpness";
    private const string Change = "rescaledChange";
    private const string RhoKey = "rho";
    private const string DeviationKey = "sigma";
    private const string RescaleKey = "rescale";
    private const int Draws = 20;
    private const int UsualExponent = 4;
    private const int MostExponent = 20;

    private static readonly Interval Any = new(double.NegativeInfinity, double.PositiveInfinity);

    public IReadOnlyList<Quantity> Quantities { get; } =
    [
        new(Ascent, "By how much the training loss rises by one step of length rho up its gradient.", Any),
        new(Average, "By how much it rises on average when normal numbers of deviation sigma are added to all parameters.", Any),
        new(Largest, "The largest eigenvalue of its Hessian, to a hundredth; not a number where that is not reached.", Any),
        new(Adaptive, "By how much it rises by one step of length rho up its gradient, where each parameter counts relative to its size: no rescaling changes it.", Any),
        new(Rescaled(Ascent), "The same of the rescaled network.", Any),
        new(Rescaled(Average), "The same of the rescaled network.", Any),
        new(Rescaled(Largest), "The same of the rescaled network.", Any),
        new(Rescaled(Adaptive), "The same of the rescaled network.", Any),
        new(Change, "The greatest change of an output, on all samples to train on, by rescaling.", new Interval(0, double.PositiveInfinity)),
    ];

    public IReadOnlyList<ClaimKey> Keys { get; } =
    [
        new(RhoKey, "How long the step is by which sharpness is measured; 0.05 unless said, and 0.5 for adaptive sharpness."),
        new(DeviationKey, "The standard deviation of what average sharpness adds to parameters; 0.01 unless said."),
        new(RescaleKey, "By which power of two units of the first layer are rescaled; 4 unless said, which is a factor of 16."),
    ];

    public string? WhyNot(Network network, IReadOnlyCollection<string> wanted, ProbeSettings settings)
    {
        _ = Exponent(settings) + Rho(settings, 0) + Deviation(settings);
        return !Rescaling.Fits(network) && wanted.Any(name => name.StartsWith("rescaled", StringComparison.Ordinal) && Quantities.Any(quantity => quantity.Name == name))
            ? "no layer of its network has ReLU and another layer behind it, so that nothing can be rescaled." : null;
    }

    public long MemoryOf(Network network, int samples, IReadOnlyCollection<string> wanted, ProbeSettings settings) =>
        LossSurface.MemoryOf(network, samples) + (100L * sizeof(double) * network.ParameterCount);

    public void Measure(ProbedMember member, IReadOnlyCollection<string> wanted, ProbeSettings settings, IDictionary<string, double> results, CancellationToken cancellation)
    {
        var (network, at) = (member.Network, member.Moments[^1].Parameters);
        var surface = new LossSurface(network, member.Training);
        foreach (var name in new[] { Ascent, Average, Largest, Adaptive }.Where(wanted.Contains))
        {
            results[name] = Of(name, surface, at, member.Seed, settings, cancellation);
        }

        if (!wanted.Any(name => name.StartsWith("rescaled", StringComparison.Ordinal)))
        {
            return;
        }

        var rescaled = Rescaling.Of(network, at, Exponent(settings));
        foreach (var name in new[] { Ascent, Average, Largest, Adaptive }.Where(name => wanted.Contains(Rescaled(name))))
        {
            results[Rescaled(name)] = Of(name, surface, rescaled, member.Seed, settings, cancellation);
        }

        if (wanted.Contains(Change))
        {
            results[Change] = GreatestChange(network, member.Training, at, rescaled);
        }
    }

    private static double Of(string name, LossSurface surface, double[] at, ulong seed, ProbeSettings settings, CancellationToken cancellation) => name switch
    {
        Ascent => Sharpness.Ascent(surface, at, Rho(settings, 0.05)),
        Average => Sharpness.Average(surface, at, Deviation(settings), Draws, seed, cancellation),
        Largest => Sharpness.LargestEigenvalue(surface, at, seed, cancellation),
        _ => Sharpness.AdaptiveAscent(surface, at, Rho(settings, 0.5)),
    };

    private static double GreatestChange(Network network, Batch<Doubles, double> batch, double[] before, double[] after)
    {
        var engine = Engine<Doubles, double>.Of(network, batch.Count);
        var (first, second) = (new Doubles[batch.Blocks * network.Output.Count], new Doubles[batch.Blocks * network.Output.Count]);
        engine.Outputs(before, batch, first);
        engine.Outputs(after, batch, second);
        var (greatest, lanes) = (0.0, new double[Doubles.Count]);
        foreach (var (left, right) in first.Zip(second))
        {
            Doubles.Store(left - right, lanes);
            greatest = Math.Max(greatest, lanes.Max(Math.Abs));
        }

        return greatest;
    }

    private static string Rescaled(string name) => $"rescaled{char.ToUpperInvariant(name[0])}{name[1..]}";

    private static int Exponent(ProbeSettings settings) => settings.Whole(RescaleKey, UsualExponent, 1, MostExponent);

    private static double Rho(ProbeSettings settings, double usual) => settings.Number(RhoKey, usual, 1e-9, 1e3);

    private static double Deviation(ProbeSettings settings) => settings.Number(DeviationKey, 0.01, 1e-9, 1e3);
}
