using Assay.Training.Landscapes;
using CsCheck;

namespace Assay.Training.Tests.Landscapes;

public sealed class NkLandscapeTests
{
    [Theory]
    [InlineData("nk_N12_K0", 0)]
    [InlineData("nk_N12_K5", 5)]
    public void Optima_and_basins_are_those_of_the_reference(string name, int neighbours)
    {
        TrainingCorpus.Require();
        var expected = TrainingCorpus.Expected("nk").GetProperty("K").GetProperty(neighbours.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var fitness = new NkLandscape(12, neighbours, TrainingCorpus.Doubles(name)).Fitness();

        Assert.Equal(expected.GetProperty("local_optima").GetInt32(), Ascent.LocalOptima(fitness, 12));
        var best = Ascent.Fittest(fitness);
        Assert.Equal(expected.GetProperty("global_argmax").GetInt32(), best);
        Assert.Equal(expected.GetProperty("global_max").GetDouble(), fitness[best], 1e-15);
        var (ends, steps) = Ascent.Steepest(fitness, 12);
        Assert.Equal(expected.GetProperty("steepest_mean_steps").GetDouble(), steps.Average(), 1e-12);
        Assert.Equal(expected.GetProperty("frac_basin_global").GetDouble(), ends.Count(end => end == best) / 4096.0, 1e-12);
        Assert.Equal(expected.GetProperty("mean_local_opt_fitness").GetDouble(), ends.Distinct().Average(end => fitness[end]), 1e-12);
    }

    [Fact]
    public void Without_interaction_every_order_of_changes_rises()
    {
        var fitness = NkLandscape.Random(8, 0, neutral: 0, seed: 3).Fitness();
        var best = Ascent.Fittest(fitness);
        var paths = Ascent.RisingPaths(fitness, 8, best);

        // From the opposite of the fittest string there are as many as orders of its eight bits.
        Assert.Equal(40320, paths[best ^ 255]);
        Assert.All(Accessibility.OfFittest(fitness, 8), Assert.True);
    }

    [Fact]
    public void Paths_are_those_that_walking_finds() => (from n in Gen.Int[3, 6] from k in Gen.Int[0, 2] from seed in Gen.ULong[1, 1000] select (n, k, seed)).Sample(draw =>
    {
        var (n, k, seed) = draw;
        var fitness = NkLandscape.Random(n, k, neutral: 0, seed).Fitness();
        var best = Ascent.Fittest(fitness);
        var (paths, reaches) = (Ascent.RisingPaths(fitness, n, best), Accessibility.OfFittest(fitness, n));
        for (var s = 0; s < fitness.Length; s++)
        {
            Assert.Equal(Walked(fitness, n, s, best), paths[s]);
            Assert.Equal(paths[s] > 0, reaches[s]);
        }
    });

    [Fact]
    public void A_redundant_encoding_has_every_string_as_often()
    {
        var fitness = NkLandscape.Random(5, 2, neutral: 0, seed: 1).Fitness();
        var spread = Encoding.Spread(fitness, 5, 3, seed: 1);
        Assert.All(fitness, value => Assert.Equal(8, spread.Count(other => other == value)));
    }

    [Fact]
    public void Neutral_numbers_make_strings_equally_fit()
    {
        var fitness = NkLandscape.Random(10, 2, neutral: 0.95, seed: 1).Fitness();
        Assert.True(fitness.Distinct().Count() < fitness.Length / 4);
    }

    private static int Walked(double[] fitness, int bits, int from, int to) => from == to ? 1
        : Enumerable.Range(0, bits).Select(bit => from ^ (1 << bit)).Where(next => fitness[next] > fitness[from]).Sum(next => Walked(fitness, bits, next, to));

    [Fact]
    public void Direct_paths_are_those_that_every_order_of_changes_gives()
    {
        for (var seed = 1UL; seed < 60; seed++)
        {
            var landscape = NkLandscape.Random(9, 3, neutral: seed % 3 * 0.4, seed);
            var (from, to) = (seed % 512, seed * 137 % 512);
            Assert.Equal(Tried(landscape, from, to) ? 1 : 0, DirectPaths.Leads(landscape.Of, from, to));
        }

        // One change after another, in every order.
        static bool Tried(NkLandscape landscape, ulong at, ulong to) => at == to || Enumerable.Range(0, 9).Select(bit => 1UL << bit)
            .Any(bit => ((at ^ to) & bit) != 0 && landscape.Of(at ^ bit) >= landscape.Of(at) && Tried(landscape, at ^ bit, to));
    }

    [Fact]
    public void Large_landscapes_are_looked_at_by_pairs()
    {
        // Without interaction a pair is joined only where all twelve changes help; with it hardly any is.
        var smooth = DirectPaths.Share(NkLandscape.Random(60, 0, neutral: 0, seed: 1).Of, 60, new Statistics.Philox(1, 2));
        var rough = DirectPaths.Share(NkLandscape.Random(60, 20, neutral: 0, seed: 1).Of, 60, new Statistics.Philox(1, 2));
        Assert.InRange(smooth, 0, 0.1);
        Assert.InRange(rough, 0, 0.1);
        Assert.Equal(1, DirectPaths.Share(_ => 0, 60, new Statistics.Philox(1, 2)));
        Assert.Equal(1, DirectPaths.Share(s => System.Numerics.BitOperations.PopCount(s), 1, new Statistics.Philox(1, 2)));
    }

    [Fact]
    public void What_takes_every_genotype_is_refused_beyond()
    {
        const string Lines = "landscape: nk\narm: x = nk(30, k: 4)\nclaim: ";
        Assert.Contains("beyond, pairs are sampled: directPairs", Questions.Claims.Problem(Lines + "median(x.accessible) >= 0.5").Message, StringComparison.Ordinal);
        Assert.NotNull(Questions.Claims.Verdict(Lines + "median(x.directPairs) >= 0.5"));
    }
}
