using System.Globalization;
using Assay.Statistics;
using Assay.Training.Landscapes;
using Assay.Training.Questions;

namespace Assay.Training.Experiments;

/// <summary>Fitness landscapes: every genotype is looked at, or pairs of them.</summary>
internal sealed class LandscapeExperiment : IExperiment
{
    private const ulong Purpose = 0x4E4B_0004;
    private const ulong Drawn = 0x4E4B_0005;
    private const int Targets = 64;

    private static readonly Interval Share = new(0, 1);
    private static readonly Interval Positive = new(0, double.PositiveInfinity);

    private const string Direct = "directPairs";

    public IReadOnlyList<Quantity> Quantities { get; } = [new("bits", "Bits of a genotype.", Positive)];

    public IReadOnlyList<Quantity> DearQuantities { get; } =
    [
        new("accessible", "The share of genotypes from which one of the fittest is reached by changes of one bit, none of which makes it less fit.", Share),
        new("rising", "The share from which the fittest is reached by changes of one bit that all make it fitter.", Share),
        new("pairs", "Of pairs of a random genotype and a fitter one, the share that such a path joins, level steps allowed; over 64 fitter ones and all others.", Share),
        new("risingPaths", "The logarithm to base 10 of how many rising paths there are, summed over all genotypes, to the fittest.", Positive),
        new("localOptima", "Genotypes that are fitter than all their neighbours.", Positive),
        new(Direct, "Of 64 random pairs of genotypes that differ in twelve bits, or in all, the share in which a path that changes each of these once, and never makes it less fit, leads from the less fit one to the other.", Share),
    ];

    public string Shown => "accessible";

    public string? WhyNot(Arm arm, IReadOnlyList<string> wanted) => arm.Landscape!.IsCounted || wanted.All(name => name == Direct) ? null
        : string.Create(CultureInfo.InvariantCulture, $"it has {arm.Landscape.Length} bits, and every genotype is looked at of up to {NkLandscape.MostForAll}; beyond, pairs are sampled: {Direct}.");

    public long MemoryOf(Arm arm, IReadOnlyList<string> wanted) =>
        ((long)arm.Landscape!.Bits << (arm.Landscape.Neighbours + 4)) + (arm.Landscape.IsCounted && (arm.Landscape.Extra > 0 || wanted.Any(name => name != Direct)) ? 40L << arm.Landscape.Length : 0);

    public Run Train(Arm arm, ulong seed, Axis axis, RunOptions options, CancellationToken cancellation)
    {
        var (recipe, bits) = (arm.Landscape!, arm.Landscape!.Length);
        var landscape = recipe.Landscape(seed);
        var fitness = new Lazy<double[]>(() => recipe.Fitness(seed));
        var paths = new Lazy<double[]>(() => Ascent.RisingPaths(fitness.Value, bits, Ascent.Fittest(fitness.Value)));
        var results = new Dictionary<string, double> { ["bits"] = bits };
        foreach (var name in options.Wanted)
        {
            cancellation.ThrowIfCancellationRequested();
            results[name] = name switch
            {
                "accessible" => Accessibility.OfFittest(fitness.Value, bits).Count(reaches => reaches) / (double)fitness.Value.Length,
                "rising" => paths.Value.Count(count => count > 0) / (double)fitness.Value.Length,
                "pairs" => Pairs(fitness.Value, bits, seed, cancellation),
                "risingPaths" => Math.Log10(paths.Value.Sum()),
                "localOptima" => Ascent.LocalOptima(fitness.Value, bits),
                _ => DirectPaths.Share(recipe.Extra == 0 ? landscape.Of : s => fitness.Value[s], bits, new Philox(seed, Drawn)),
            };
        }

        return new Run(results, []);
    }

    private static double Pairs(double[] fitness, int bits, ulong seed, CancellationToken cancellation)
    {
        var random = new Philox(seed, Purpose);
        var (joined, all) = (0L, 0L);
        for (var i = 0; i < Targets; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var target = random.Below(fitness.Length);
            joined += Accessibility.Of(fitness, bits, [target]).Zip(fitness).Count(pair => pair.First && pair.Second < fitness[target]);
            all += fitness.Count(value => value < fitness[target]);
        }

        return all == 0 ? 0 : joined / (double)all;
    }
}
