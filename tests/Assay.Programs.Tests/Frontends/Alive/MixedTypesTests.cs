using Assay.Programs.Tests.Frontends.CSharp.Random;

namespace Assay.Programs.Tests.Frontends.Alive;

/// <summary>Conversions, comparisons, choices and flags between values of several widths, against the definition.</summary>
public sealed class MixedTypesTests(ITestOutputHelper output)
{
    private static readonly string[] Conditions = ["eq", "ne", "slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge"];
    private static readonly string[] Plain = ["and", "or", "xor", "urem", "srem"];

    [Fact]
    public void Answers_are_those_of_the_definition()
    {
        var (correct, wrong) = (0, 0);
        for (var seed = 1UL; seed <= 1500; seed++)
        {
            var dice = new Dice(99, seed);
            var text = Next(dice);
            for (var changes = dice.Below(3); changes > 0; changes--)
            {
                text = Mutation.Of(text, dice);
            }

            var answer = Oracle.Compare(text, newSemantics: seed % 7 == 0, mostBits: 9);
            correct += answer == true ? 1 : 0;
            wrong += answer == false ? 1 : 0;
        }

        output.WriteLine($"{correct} correct, {wrong} wrong");
        Assert.True(correct > 300 && wrong > 200, $"{correct} correct, {wrong} wrong");
    }

    /// <summary>What the semantics demands at its corners, each confirmed by the definition.</summary>
    [Theory]
    [InlineData("%r = sdiv i2 %x, -1\n=>\n%r = sub 0, %x", true)]
    [InlineData("%r = sub i2 0, %x\n=>\n%r = sdiv %x, -1", false)]
    [InlineData("%r = srem i2 %x, -1\n=>\n%r = 0", true)]
    [InlineData("%r = and i2 %x, 0\n=>\n%r = srem %x, -1", false)]
    [InlineData("%r = shl i2 %x, 2\n=>\n%r = 1", true)]
    [InlineData("%r = and i2 %x, 0\n=>\n%r = lshr %x, 2", false)]
    [InlineData("%r = shl nsw i3 %x, 1\n=>\n%r = mul nsw %x, 2", true)]
    [InlineData("%r = mul nsw i3 %x, -4\n=>\n%r = shl nsw %x, 2", false)]
    [InlineData("%r = shl nuw i3 %x, 1\n=>\n%r = shl nsw %x, 1", false)]
    [InlineData("%r = shl nuw nsw i3 %x, 2\n=>\n%r = shl nuw %x, 2", true)]
    [InlineData("%a = lshr exact i3 %x, %y\n%r = shl %a, %y\n=>\n%r = %x", true)]
    [InlineData("%a = lshr i3 %x, %y\n%r = shl %a, %y\n=>\n%r = %x", false)]
    [InlineData("%a = sdiv exact i3 %x, %y\n%r = mul %a, %y\n=>\n%r = %x", true)]
    [InlineData("%a = ashr exact i3 %x, 1\n%r = mul nsw %a, 2\n=>\n%r = %x", true)]
    [InlineData("%r = select i1 undef, i2 %x, i2 %y\n=>\n%r = %x", true)]
    [InlineData("%r = select i1 %c, i2 %x, i2 %y\n=>\n%r = select undef, %x, %y", false)]
    [InlineData("%r = select i1 poison, i2 %x, i2 %y\n=>\n%r = 3", true)]
    [InlineData("%t = xor i2 undef, undef\n%r = and %t, %x\n=>\n%r = 0", true)]
    [InlineData("%r = xor i2 %x, %x\n=>\n%r = xor undef, undef", false)]
    [InlineData("%r = mul i2 undef, 2\n=>\n%r = undef", false)]
    [InlineData("%r = udiv i2 %x, undef\n=>\n%r = 0", true)]
    [InlineData("%r = urem i2 %x, 1\n=>\n%r = urem %x, undef", false)]
    [InlineData("%c = icmp ult i2 %x, undef\n%r = zext %c to i3\n=>\n%r = 0", true)]
    [InlineData("%c = icmp ule i2 %x, undef\n%r = zext %c to i3\n=>\n%r = 0", false)]
    [InlineData("%a = add nsw i2 %x, 1\n%c = icmp sgt %a, %x\n%r = zext %c to i3\n=>\n%r = 1", true)]
    [InlineData("%a = add i2 %x, 1\n%c = icmp sgt %a, %x\n%r = zext %c to i3\n=>\n%r = 1", false)]
    [InlineData("%a = zext i2 %x to i3\n%r = trunc %a to i2\n=>\n%r = %x", true)]
    [InlineData("%a = trunc i3 %x to i2\n%r = sext %a to i3\n=>\n%r = %x", false)]
    [InlineData("%a = zext i2 %x to i3\n%b = zext i2 %y to i3\n%r = add nuw %a, %b\n=>\n%s = add %x, %y\n%r = zext %s", false)]
    public void Corners_mean_what_the_paper_says(string text, bool isCorrect) => Assert.Equal(isCorrect, Oracle.Compare(text));

    private static string Next(Dice dice)
    {
        var narrow = 1 + dice.Below(2);
        var wide = narrow + 1 + dice.Below(2);
        var (first, type) = dice.Below(5) switch
        {
            0 => ($"zext i{narrow} %x to i{wide}", wide),
            1 => ($"sext i{narrow} %x to i{wide}", wide),
            2 => ($"trunc i{wide} %x to i{narrow}", narrow),
            3 => ($"icmp {dice.Of(Conditions)} i{narrow} %x, {Value(dice)}", 1),
            _ => ($"select i1 %c, i{narrow} %x, i{narrow} {Value(dice)}", narrow),
        };
        var second = dice.Below(4) switch
        {
            0 => $"zext i{type} %t to i{type + 1}",
            1 => $"sext i{type} %t to i{type + 1}",
            2 => $"icmp {dice.Of(Conditions)} i{type} %t, {Value(dice)}",
            _ => $"{Operation(dice)}i{type} %t, {Value(dice)}",
        };
        return $"%t = {first}\n%r = {second}\n=>\n%u = {(dice.OneIn(8) ? first.Replace("%y", "undef", StringComparison.Ordinal) : first)}\n%r = {second.Replace("%t", "%u", StringComparison.Ordinal)}";
    }

    private static string Operation(Dice dice) => dice.Below(3) switch
    {
        0 => $"{dice.Of("add", "sub", "mul", "shl")} {dice.Of("nsw ", "nuw ", string.Empty)}",
        1 => $"{dice.Of("udiv", "sdiv", "lshr", "ashr")} {dice.Of("exact ", string.Empty)}",
        _ => $"{dice.Of(Plain)} ",
    };

    private static string Value(Dice dice) => dice.Of("%y", "%y", "C1", "1", "2", "-1", "0", "undef", "poison");
}
