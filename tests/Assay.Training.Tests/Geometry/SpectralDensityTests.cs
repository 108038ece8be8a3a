using Assay.Training.Geometry;

namespace Assay.Training.Tests.Geometry;

public sealed class SpectralDensityTests
{
    private const int Size = 300;

    [Fact]
    public void The_band_holds_the_smoothed_density_nearly_everywhere()
    {
        // Half of the values near -1, half near 2.
        double[] values = [.. Passes.Bench.Normal(Size, 4, 0.2).Select((x, i) => x + (i % 2 == 0 ? -1 : 2))];
        Spectrum[] starts = [.. Enumerable.Range(1, 12).Select(seed => Lanczos.Run((from, to) => { for (var i = 0; i < Size; i++) { to[i] = values[i] * from[i]; } }, Size, 60, (ulong)seed, CancellationToken.None))];
        var density = SpectralDensity.Of(starts, 200, 0.95);
        var step = density.At[1] - density.At[0];
        Assert.Equal(1, density.Mean.Sum() * step, 1e-3);
        var inside = Enumerable.Range(0, 200).Count(i =>
        {
            var exact = values.Average(value => Math.Exp(-Math.Pow((density.At[i] - value) / density.Width, 2) / 2)) / (density.Width * Math.Sqrt(2 * Math.PI));
            return density.Low[i] - 1e-6 <= exact && exact <= density.High[i] + 1e-6;
        });
        Assert.InRange(inside, 170, 200);
        var (share, interval) = SpectralDensity.ShareBelow(starts, 0.5, 0.99);
        Assert.True(interval.Contains(0.5), $"{share} {interval}");
    }

    [Fact]
    public void The_share_below_a_number_is_within_its_interval_where_most_eigenvalues_lie_close_to_it()
    {
        // As of a network: a tenth is negative, most are next to nothing, and ten are large. Quadrature alone puts the many close to 0 on one side or the other.
        double[] values = [.. Passes.Bench.Normal(Size, 4).Select((x, i) => i < 30 ? -1e-3 * (1 + Math.Abs(x)) : i < 290 ? 1e-4 * Math.Abs(x) : 1 + i)];
        var held = Enumerable.Range(0, 20).Count(set =>
        {
            Spectrum[] starts = [.. Enumerable.Range(1, 6).Select(seed => Lanczos.Run(
                (from, to) =>
                {
                    for (var i = 0; i < Size; i++)
                    {
                        to[i] = values[i] * from[i];
                    }
                },
                Size,
                24,
                (ulong)((10 * set) + seed),
                CancellationToken.None))];
            return SpectralDensity.ShareBelow(starts, -1e-8, 0.95).Interval.Contains(0.1);
        });
        Assert.InRange(held, 18, 20);
    }
}
