using Assay.Reporting;
using CsCheck;

namespace Assay.Tests.Reporting;

public class WordingTests
{
    [Theory]
    [InlineData(0.0004, "<1 ms")]
    [InlineData(0.012, "12 ms")]
    [InlineData(1.23, "1.2 s")]
    [InlineData(59.9, "60 s")]
    [InlineData(125, "2 min 5 s")]
    [InlineData(7199, "119 min 59 s")]
    [InlineData(32_460, "9 h 1 min")]
    [InlineData(1e9, "11,574 days")]
    public void Durations_keep_two_digits_that_matter(double seconds, string text) =>
        Assert.Equal(text, Wording.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0 claims")]
    [InlineData(1, "1 claim")]
    [InlineData(1234, "1,234 claims")]
    public void Counts_agree_with_their_noun(int count, string text) => Assert.Equal(text, Wording.Count(count, "claim"));

    [Theory]
    [InlineData("plain.md#name", "plain.md#name")]
    [InlineData("x > 1", "'x > 1'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("", "''")]
    [InlineData("#x", "'#x'")]
    [InlineData("$HOME", "'$HOME'")]
    public void Words_for_the_shell_are_quoted_where_they_must_be(string word, string quoted) =>
        Assert.Equal(quoted, ShellWord.Quote(word));

    [Fact]
    public void Cut_text_never_takes_more_columns_than_it_may() =>
        Gen.Select(Gen.String, Gen.Int[0, 30]).Sample((text, width) =>
        {
            var clean = TerminalText.Clean(text);
            Assert.True(TerminalText.Width(TerminalText.Cut(clean, width)) <= width);
        });

    [Fact]
    public void Wrapping_loses_no_word() =>
        Gen.Select(Gen.Char["ab c"].Array[0, 60], Gen.Int[1, 20]).Sample((characters, width) =>
        {
            var text = new string(characters);
            Assert.Equal(text.Split(' ').Where(word => word.Length > 0), TerminalText.Wrap(text, width).SelectMany(line => line.Split(' ')).Where(word => word.Length > 0));
        });
}
