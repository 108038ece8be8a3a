using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Terms;

/// <summary>The bits of a NaN are whatever the processor makes them: no factory may promise more.</summary>
public sealed class NotANumberTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_bits_of_a_NaN_are_unknown_and_those_of_a_number_are_not(bool simplify)
    {
        var terms = new TermFactory(simplify: simplify);
        var x = terms.Variable("x", Sort.BitVector(32));
        var back = terms.FToBits(terms.FFromBits(x), "payload");
        Assert.Equal(0x3FC0_0000u, Bits(back, x, 0x3FC0_0000, unknown: 0));
        Assert.Equal(0x8000_0000u, Bits(back, x, 0x8000_0000, unknown: 0));
        Assert.NotEqual(Bits(back, x, 0x7FC0_0000, unknown: 5), Bits(back, x, 0x7FC0_0000, unknown: 0x8000_0007));
    }

    [Fact]
    public void Whatever_the_unknown_is_the_bits_are_those_of_a_NaN()
    {
        var terms = new TermFactory();
        var x = terms.Variable("x", Sort.BitVector(32));
        var back = terms.FToBits(terms.FFromBits(x), "payload");
        foreach (var unknown in new uint[] { 0, 1, uint.MaxValue, 0x7F80_0000, 0x8000_0000 })
        {
            Assert.True(float.IsNaN(BitConverter.UInt32BitsToSingle(Bits(back, x, 0xFFC1_2345, unknown))));
        }
    }

    private static uint Bits(Term term, Term input, uint value, uint unknown) => (uint)TermEvaluator.Evaluate(
        term, variable => new Value(variable.Sort, variable == input ? value : unknown)).Bits;
}
