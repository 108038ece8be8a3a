using Assay.Claims;
using CsCheck;

namespace Assay.Tests.Claims;

public class NearestSpellingTests
{
    [Theory]
    [InlineData("fro-all", "for-all")]
    [InlineData("CLAIM", "claim")]
    [InlineData("asume", "assume")]
    [InlineData("zzzzzz", null)]
    [InlineData("", null)]
    public void The_nearest_word_is_found_when_it_is_near(string word, string? expected) =>
        Assert.Equal(expected, NearestSpelling.Of(word, ["for-all", "claim", "assume"]));

    [Fact]
    public void Without_a_near_word_all_are_listed() =>
        Assert.Equal("Known: alpha, beta.", NearestSpelling.Advice("zzzzzz", ["alpha", "beta"]));

    [Fact]
    public void The_distance_is_symmetric_and_zero_only_for_equal_words() =>
        Gen.Select(Gen.Char["abc"].Array[0, 6], Gen.Char["abc"].Array[0, 6]).Sample((first, second) =>
        {
            var (from, to) = (new string(first), new string(second));
            var distance = NearestSpelling.Distance(from, to);

            Assert.Equal(distance, NearestSpelling.Distance(to, from));
            Assert.Equal(from == to, distance == 0);
            Assert.True(distance <= Math.Max(from.Length, to.Length));
        });
}
