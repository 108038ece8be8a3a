using System.Globalization;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Alive;

/// <summary>Values with their types, as LLVM writes them, and in hexadecimal where that says more.</summary>
internal static class RewriteValue
{
    /// <summary>For example <c>i8 -3 (0xFD)</c> or <c>i1 1</c>.</summary>
    public static string Of(Value value)
    {
        if (value.Sort.Kind == SortKind.Bool)
        {
            return value.IsTrue ? "true" : "false";
        }

        var width = value.Sort.Width;
        if (width == 1)
        {
            return $"i1 {value.Bits}";
        }

        var digits = (width + 3) / 4;
        var text = string.Create(CultureInfo.InvariantCulture, $"i{width} {value.Signed}");
        return value.Bits < 10 ? text : $"{text} (0x{value.Bits.ToString($"X{digits}", CultureInfo.InvariantCulture)})";
    }

    /// <summary>Reads what <see cref="Of"/> wrote, or a person: <c>i8 -3</c>; null when it is no value.</summary>
    public static Value? Read(string text)
    {
        if (text is "true" or "false")
        {
            return Value.Of(text == "true");
        }

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= 2 && words[0] is ['i', .. var digits]
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width is >= 1 and <= TypeRules.Widest
            && System.Numerics.BigInteger.TryParse(words[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number.GetBitLength() <= width
            ? new Value(Sort.BitVector(width), (Bits128)(number & Bits128.MaxValue))
            : null;
    }
}
