using Assay.Programs.Tests.Frontends.CSharp.Random;

namespace Assay.Programs.Tests.Frontends.Alive;

public sealed class RefinementTests
{
    /// <summary>Answers on random rewrites are those of an enumeration straight from the definition.</summary>
    [Theory]
    [InlineData(1, 1500)]
    [InlineData(2, 1500)]
    [InlineData(3, 400)]
    public void Answers_are_those_of_the_definition(int width, int count)
    {
        var (correct, wrong) = (0, 0);
        for (var seed = 1; seed <= count; seed++)
        {
            var text = new RandomRewrites(new Dice((uint)width, (ulong)seed)).Next(width);
            switch (Oracle.Compare(text, newSemantics: seed % 5 == 0, mostBits: 9))
            {
                case true:
                    correct++;
                    break;
                case false:
                    wrong++;
                    break;
            }
        }

        Assert.True(correct > count / 8, $"{correct} correct");
        Assert.True(wrong > count / 8, $"{wrong} wrong");
    }

    [Theory]
    [InlineData("%r = udiv i2 %x, %y\n=>\n%r = udiv exact %x, %y", false)]
    [InlineData("%t = sub 0, %x\n%r = sub 0, %t\n=>\n%r = %x", true)]
    [InlineData("%r = shl nsw i3 %x, 1\n=>\n%r = add nsw %x, %x", true)]
    [InlineData("%r = mul nuw i3 %x, 2\n=>\n%r = shl nuw %x, 1", true)]
    [InlineData("%r = xor i3 %x, undef\n=>\n%r = undef", true)]
    [InlineData("%r = and i3 %x, undef\n=>\n%r = undef", false)]
    [InlineData("%r = add i2 undef, undef\n=>\n%r = shl undef, 1", true)]
    [InlineData("%t = or i2 %x, undef\n%r = add %t, 1\n=>\n%r = add 1, %t", true)]
    [InlineData("%r = select i1 %c, i2 poison, i2 %x\n=>\n%r = %x", true)]
    [InlineData("%r = select i1 %c, i2 %y, i2 %x\n=>\n%r = select %c, poison, %x", false)]
    [InlineData("%r = add i2 %x, poison\n=>\n%r = udiv %x, 0", true)]
    public void Small_rewrites_mean_what_they_should(string text, bool isCorrect) => Assert.Equal(isCorrect, Oracle.Compare(text));
}
