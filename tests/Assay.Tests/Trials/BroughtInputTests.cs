using Assay.Trials;

namespace Assay.Tests.Trials;

/// <summary>An answer counts for the very bytes that were sent.</summary>
public class BroughtInputTests
{
    private static readonly byte[] Input = [1, 2, 3, 4, 5];
    private static readonly byte[] Result = BroughtInput.Write(Input, [6, 7]);

    [Fact]
    public void The_answer_comes_back() => Assert.Equal<byte>([6, 7], BroughtInput.Read(Input, Result).ToArray());

    [Fact]
    public void No_other_byte_and_no_other_length_will_do()
    {
        for (var position = 0; position < Input.Length; position++)
        {
            byte[] other = [.. Input];
            other[position] ^= 1;
            Assert.Throws<InvalidDataException>(() => BroughtInput.Read(other, Result));
        }

        for (var length = 0; length < Input.Length; length++)
        {
            var beginning = Input[..length];
            Assert.Throws<InvalidDataException>(() => BroughtInput.Read(beginning, Result));
        }

        Assert.Throws<InvalidDataException>(() => BroughtInput.Read([.. Input, 6], Result));
    }

    [Fact]
    public void A_result_that_is_cut_off_answers_nothing()
    {
        for (var length = 0; length < Result.Length - 2; length++)
        {
            var cut = Result[..length];
            Assert.Throws<InvalidDataException>(() => BroughtInput.Read(Input, cut));
        }

        Assert.Empty(BroughtInput.Read(Input, Result.AsSpan(..^2)).ToArray());
    }
}
