using Assay.Programs.Deciders.External;
using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Deciders.External;

public class SmtLibValueTests
{
    // Written by z3 4.8.12, cvc5 1.0 and bitwuzla 0.x, each in its own style.
    [Theory]
    [InlineData("#x0f", 8, 15u)]
    [InlineData("#b00001111", 8, 15u)]
    [InlineData("(_ bv15 8)", 8, 15u)]
    [InlineData("#b101", 3, 5u)]
    [InlineData("#xFFffFFff", 32, uint.MaxValue)]
    public void Bit_vectors_are_read(string text, int width, uint bits) =>
        Assert.Equal(new Value(Sort.BitVector(width), bits), Read(text, Sort.BitVector(width)));

    [Theory]
    [InlineData("(fp #b0 #b01111111 #b10000000000000000000000)", 0x3fc00000u)]
    [InlineData("(fp #b1 #x7f #b10000000000000000000000)", 0xbfc00000u)]
    [InlineData("(fp (_ bv1 1) (_ bv127 8) (_ bv0 23))", 0xbf800000u)]
    [InlineData("(_ NaN 8 24)", 0x7fc00000u)]
    [InlineData("(fp #b1 #b11111111 #b10000000000000000000001)", 0x7fc00000u)]
    [InlineData("(_ +oo 8 24)", 0x7f800000u)]
    [InlineData("(_ -oo 8 24)", 0xff800000u)]
    [InlineData("(_ +zero 8 24)", 0u)]
    [InlineData("(_ -zero 8 24)", 0x80000000u)]
    [InlineData("((_ to_fp 8 24) #x3fc00000)", 0x3fc00000u)]
    public void Floats_are_read(string text, uint bits) => Assert.Equal(new Value(Sort.Single, bits), Read(text, Sort.Single));

    [Theory]
    [InlineData("(fp #b0 #b01111111111 #x8000000000000)", 1.5)]
    [InlineData("(_ -oo 11 53)", double.NegativeInfinity)]
    public void Doubles_are_read(string text, double value) => Assert.Equal(Value.Of(value), Read(text, Sort.Double));

    [Fact]
    public void Booleans_are_read() =>
        Assert.Equal((Value.Of(true), Value.Of(false)), (Read("true", Sort.Bool), Read("false", Sort.Bool)));

    [Theory]
    [InlineData("#x0f0", 8)]
    [InlineData("#xzz", 8)]
    [InlineData("#b2", 1)]
    [InlineData("(_ bv15 9)", 8)]
    [InlineData("(_ bv-1 8)", 8)]
    [InlineData("15", 8)]
    [InlineData("()", 8)]
    [InlineData("#x000000000000000000000000000000000000000000", 8)]
    public void What_is_no_value_of_the_sort_is_refused(string text, int width) => Assert.Null(Read(text, Sort.BitVector(width)));

    [Theory]
    [InlineData("(_ NaN 11 53)")]
    [InlineData("(fp #b0 #b0111111 #b10000000000000000000000)")]
    [InlineData("(_ epsilon 8 24)")]
    [InlineData("1.5")]
    public void What_is_no_float_of_the_sort_is_refused(string text) => Assert.Null(Read(text, Sort.Single));

    [Fact]
    public void Expressions_may_be_quoted_commented_and_nested()
    {
        var read = SExpression.Read("sat ; yes\n((|a b| #x00)\n (y (_ bv1 2)) (z \"text (\"))").ToList();
        Assert.Equal(2, read.Count);
        Assert.Equal("sat", read[0].Word);
        Assert.Equal(["a b", "y", "z"], read[1].Items.Select(item => item.Items[0].Word));
        Assert.Equal("text (", read[1].Items[2].Items[1].Word);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("(", 0)]
    [InlineData("a (b", 1)]
    [InlineData("a |b", 1)]
    [InlineData("a ; b", 1)]
    [InlineData("a ) b", 1)]
    public void Cut_off_text_gives_what_is_whole(string text, int count) => Assert.Equal(count, SExpression.Read(text).Count());

    [Fact]
    public void Endless_nesting_does_no_harm() => Assert.Empty(SExpression.Read(new string('(', 1_000_000)));

    private static Value? Read(string text, Sort sort) => SmtLibValue.Read(Assert.Single(SExpression.Read(text)), sort);
}
