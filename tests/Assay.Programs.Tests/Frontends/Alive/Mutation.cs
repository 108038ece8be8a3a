using System.Text.RegularExpressions;
using Assay.Programs.Tests.Frontends.CSharp.Random;

namespace Assay.Programs.Tests.Frontends.Alive;

/// <summary>Changes one word of a rewrite.</summary>
internal static partial class Mutation
{
    private static readonly string[][] Families =
    [
        ["add", "sub", "mul", "and", "or", "xor", "shl", "lshr", "ashr", "udiv", "sdiv", "urem", "srem"],
        ["slt", "sgt", "sle", "sge", "ult", "ugt", "ule", "uge", "eq", "ne"],
        ["zext", "sext"],
        ["nsw", "nuw", ""],
        ["exact", ""],
        ["0", "1", "2", "-1"],
        ["C1", "C2"],
        ["umax", "max"],
        ["<", ">", "u<", "u>", "==", "!="],
        ["isPowerOf2", "isPowerOf2OrZero", "isSignBit"],
    ];

    /// <summary>The text with one word changed to another of its family; the text itself where nothing can be changed.</summary>
    public static string Of(string text, Dice dice)
    {
        var start = text.StartsWith("Name:", StringComparison.Ordinal) ? text.IndexOf('\n') + 1 : 0;
        var words = Words().Matches(text).Where(word => word.Index >= start && Families.Any(family => family.Contains(word.Value))).ToList();
        if (words.Count == 0)
        {
            return text;
        }

        var chosen = words[dice.Below(words.Count)];
        return text[..chosen.Index] + dice.Of(Families.First(family => family.Contains(chosen.Value))) + text[(chosen.Index + chosen.Length)..];
    }

    [GeneratedRegex(@"(?<![%\w])[A-Za-z]\w*|(?<![%\w])-?\d+|u[<>]|==|!=|(?<![<>=])[<>](?![<>=])")]
    private static partial Regex Words();
}
