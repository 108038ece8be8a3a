using Assay.Programs.Synthesis.Layers;

namespace Assay.Programs.Tests.Synthesis;

/// <summary>The guess of what is left of a search, on the layers of searches that were made.</summary>
public sealed class RemainingWorkTests
{
    // Once growth falls, the guess from half of a layer is the truth up to a factor of four.
    [Theory]
    [InlineData(19, 8, 1, 2, 7, 30, 173, 1405, 9890, 73885, 233303, 374263, 119514, 62933, 4042, 1656, 855, 196, 2, 0)]
    [InlineData(20, 9, 1, 2, 7, 30, 176, 1511, 11836, 94340, 696655, 2788087, 5767051, 1739098, 968116, 74320, 30128, 11293, 2928, 497, 176, 52, 27)]
    [InlineData(22, 7, 1, 2, 7, 31, 199, 1919, 16579, 25060, 327, 6, 0)]
    public void Once_growth_falls_the_guess_is_near(int length, int from, params int[] sizes)
    {
        for (var depth = from; depth < sizes.Length && sizes[depth] > sizes.Sum() / 10; depth++)
        {
            var guess = RemainingWork.Of(sizes[depth - 2], sizes[depth - 1], 0.5, sizes[depth] / 2, length - depth);
            var truth = (sizes[depth - 1] / 2.0) + sizes[depth..].Take(length - depth).Sum();
            Assert.True(guess.IsWhole);
            Assert.InRange(guess.States, truth / 4, truth * 4);
        }
    }

    [Fact]
    public void As_long_as_growth_does_not_fall_only_the_layer_is_told()
    {
        Assert.Equal(new RemainingWork(750, false), RemainingWork.Of(100, 1000, 0.25, 2500, 10));
        Assert.Equal(new RemainingWork(750, false), RemainingWork.Of(0, 1000, 0.25, 2500, 10));
        Assert.Equal(new RemainingWork(1000, false), RemainingWork.Of(100, 1000, 0, 0, 10));
    }

    [Fact]
    public void The_last_layer_is_not_followed() =>
        Assert.Equal(new RemainingWork(750, true), RemainingWork.Of(10, 1000, 0.25, 2500, 0));
}
