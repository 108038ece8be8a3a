using Assay.Statistics;
using Assay.Training.Landscapes;
using Assay.Training.Questions;

namespace Assay.Training.Experiments;

/// <summary>Fitness landscapes, every genotype of which is looked at.</summary>
internal sealed class LandscapeExperiment : IExperiment
{
    private const ulong Purpose = 0x4E4B_0004;
    private const int Targets = 64;

    private static readonly Interval Share = new(0, 1);
    private static readonly Interval Positive = new(0, double.PositiveInfinity);

    public IReadOnlyList<Quantity> Quantities { get; } =
    [
        new("accessible", "The share of genotypes from which one of the fittest is reached by changes of one bit, none of which makes it less fit.", Share),
        new("rising", "The share from which the fittest is reached by changes of one bit that all make it fitter.", Share),
        new("pairs", "Of pairs of a random genotype and a fitter one, the share that such a path joins, level steps allowed; over 64 fitter ones and all others.", Share),
        new("risingPaths", "The logarithm to base 10 of how many rising paths there are, summed over all genotypes, to the fittest.", Positive),
        new("localOptima", "Genotypes that are fitter than all their neighbours.", Positive),
        new("bits", "Bits of a genotype.", Positive),
    ];

    public string Shown => "accessible";

    public long MemoryOf(Arm arm, IReadOnlyList<string> wanted) => 40L << arm.Landscape!.Length;

    public Run Train(Arm arm, ulong seed, Axis axis, RunOptions options, CancellationToken cancellation)
    {
        var bits = arm.Landscape!.Length;
        var fitness = arm.Landscape.Fitness(seed);
        var accessible = Accessibility.OfFittest(fitness, bits);
        cancellation.ThrowIfCancellationRequested();
        var paths = Ascent.RisingPaths(fitness, bits, Ascent.Fittest(fitness));
        return new Run(
            new Dictionary<string, double>
            {
                ["accessible"] = accessible.Count(reaches => reaches) / (double)fitness.Length,
                ["rising"] = paths.Count(count => count > 0) / (double)fitness.Length,
                ["pairs"] = Pairs(fitness, bits, seed, cancellation),
                ["risingPaths"] = Math.Log10(paths.Sum()),
                ["localOptima"] = Ascent.LocalOptima(fitness, bits),
                ["bits"] = bits,
            },
            []);
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
