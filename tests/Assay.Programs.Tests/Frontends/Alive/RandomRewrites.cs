using Assay.Programs.Tests.Frontends.CSharp.Random;

namespace Assay.Programs.Tests.Frontends.Alive;

/// <summary>Writes small rewrites: the target is the source with something changed, so that many are correct and many are not.</summary>
internal sealed class RandomRewrites(Dice dice)
{
    private static readonly string[] Operations = ["add", "sub", "mul", "udiv", "sdiv", "urem", "srem", "shl", "lshr", "ashr", "and", "or", "xor"];
    private static readonly string[] Conditions = ["eq", "ne", "slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge"];

    /// <summary>The text of one, with all types written.</summary>
    public string Next(int width)
    {
        var hasUndef = dice.OneIn(4);
        var first = Right(width, ["%x", dice.OneIn(2) ? "%y" : "C1"], hasUndef);
        var second = Right(width, ["%t", dice.OneIn(2) ? "%x" : "C2", "%x"], hasUndef && dice.OneIn(2));
        if (!second.Contains("%t", StringComparison.Ordinal))
        {
            second = $"{dice.Of("and", "or", "xor", "add", "sub", "mul")} i{width} %t, {dice.Of("%x", "C2", "1", "0", "-1")}";
        }

        var oneUse = dice.OneIn(2);
        var (newFirst, newSecond) = (dice.OneIn(2) ? first : Changed(first, width), dice.OneIn(3) ? second : Changed(second, width));
        var name = dice.OneIn(3) ? "%t" : "%u";
        var source = $"  %t = {first}\n  %r = {second}";
        var target = newSecond.Contains("%t", StringComparison.Ordinal) && !dice.OneIn(4)
            ? $"  {name} = {newFirst}\n  %r = {newSecond.Replace("%t", name, StringComparison.Ordinal)}"
            : $"  %r = {newSecond}";
        var pre = Precondition(source, oneUse && name == "%t");
        return $"{(pre.Length > 0 ? $"Pre: {pre}\n" : string.Empty)}{source}\n  =>\n{target}\n";
    }

    private string Right(int width, string[] values, bool hasUndef)
    {
        string Value() => hasUndef && dice.OneIn(3) ? dice.Of("undef", "undef", "poison") : dice.OneIn(4) ? dice.Of("0", "1", "-1") : dice.Of(values);
        switch (dice.Below(10))
        {
            case 0:
                return $"select i1 {dice.Of("true", "false", hasUndef ? "undef" : "true")}, i{width} {Value()}, i{width} {Value()}";
            case 1 when width == 1:
                return $"icmp {dice.Of(Conditions)} i{width} {Value()}, {Value()}";
        }

        var operation = dice.Of(Operations);
        return $"{operation} {Flags(operation)}i{width} {Value()}, {Value()}";
    }

    private string Flags(string operation) => !dice.OneIn(3) ? string.Empty : operation switch
    {
        "add" or "sub" or "mul" or "shl" => dice.Of("nsw ", "nuw ", "nsw nuw "),
        "udiv" or "sdiv" or "lshr" or "ashr" => "exact ",
        _ => string.Empty,
    };

    private string Changed(string right, int width)
    {
        foreach (var flag in (string[])["nsw ", "nuw ", "exact "])
        {
            if (right.Contains(flag, StringComparison.Ordinal) && dice.OneIn(2))
            {
                return right.Replace(flag, string.Empty, StringComparison.Ordinal);
            }
        }

        var operands = right[(right.LastIndexOf($"i{width} ", StringComparison.Ordinal) + $"i{width} ".Length)..].Split(", ");
        if (operands.Length == 2 && dice.OneIn(2))
        {
            var head = right[..(right.LastIndexOf($"i{width} ", StringComparison.Ordinal) + $"i{width} ".Length)];
            return head + string.Join(", ", dice.OneIn(2) ? operands.Reverse() : [operands[0], dice.Of("0", "1", "%x", operands[0])]);
        }

        var word = right.Split(' ')[0];
        return Operations.Contains(word) ? dice.Of(Operations) + $" i{width} {string.Join(", ", operands)}" : right;
    }

    private string Precondition(string source, bool oneUse)
    {
        List<string> parts = [];
        var constants = ((string[])["C1", "C2"]).Where(name => source.Contains(name, StringComparison.Ordinal)).ToList();
        if (oneUse)
        {
            parts.Add("hasOneUse(%t)");
        }

        if (constants.Count > 0 && dice.OneIn(2))
        {
            var (a, b) = (dice.Of<string>(constants), dice.Of<string>(constants));
            parts.Add(dice.Of(
                $"isPowerOf2({a})", $"!isSignBit({a})", $"{a} u< {b} + 1", $"{a} & {b} == 0", $"{a} != 0", $"{a} %u {b} == 0", $"log2({a}) < width({b})",
                $"({a} > 0 || isShiftedMask({b}))", $"~{a} == -{b}", $"WillNotOverflowSignedAdd({a}, {b})", $"countTrailingZeros({a}) u>= 1", $"abs({a}) == {b} >> 1"));
        }

        if (source.Contains("%x", StringComparison.Ordinal) && dice.OneIn(3))
        {
            parts.Add(dice.Of(
                "isPowerOf2(%x)", "!MaskedValueIsZero(%x, 1)", "MaskedValueIsZero(%x, -1)", "WillNotOverflowUnsignedMul(%x, %x)",
                "(isPowerOf2(%x) || !isPowerOf2(%x))", "computeKnownZeroBits(%x) != 0", "ComputeNumSignBits(%x) u> 1"));
        }

        return string.Join(" && ", parts);
    }
}
