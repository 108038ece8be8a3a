using System.Globalization;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders.External;

/// <summary>Reads values as solvers write them.</summary>
internal static class SmtLibValue
{
    /// <summary>The value that an expression stands for, or null when it is none of that sort.</summary>
    public static Value? Read(SExpression expression, Sort sort) => sort.Kind switch
    {
        SortKind.Bool => expression.Word switch
        {
            "true" => Value.Of(true),
            "false" => Value.Of(false),
            _ => null,
        },
        SortKind.BitVector => Of(sort, Bits(expression), sort.Width),
        _ => Float(expression, sort),
    };

    private static Value? Of(Sort sort, (Bits128 Bits, int Width)? literal, int width) =>
        literal is var (bits, found) && found == width ? new Value(sort, bits) : null;

    // #x0f, #b0101 or (_ bv5 8).
    private static (Bits128 Bits, int Width)? Bits(SExpression expression)
    {
        if (expression.Items is [{ Word: "_" }, { Word: ['b', 'v', .. var number] }, { Word: var width }])
        {
            return Bits128.TryParse(number, NumberStyles.None, null, out var value)
                && int.TryParse(width, NumberStyles.None, null, out var bits) ? (value, bits) : null;
        }

        return expression.Word switch
        {
            ['#', 'x', .. var digits] when digits.Length <= 32 && Bits128.TryParse(digits, NumberStyles.AllowHexSpecifier, null, out var bits) =>
                (bits, 4 * digits.Length),
            ['#', 'b', .. var digits] when digits.Length <= 128 && Bits128.TryParse(digits, NumberStyles.AllowBinarySpecifier, null, out var bits) =>
                (bits, digits.Length),
            _ => null,
        };
    }

    private static Value? Float(SExpression expression, Sort sort)
    {
        var mantissa = sort.Width == 32 ? 23 : 52;
        var exponent = sort.Width - 1 - mantissa;
        switch (expression.Items)
        {
            case [{ Word: "fp" }, var s, var e, var m]:
                return Bits(s) is var (sign, one) && Bits(e) is var (power, powerBits) && Bits(m) is var (fraction, fractionBits)
                    && (one, powerBits, fractionBits) == (1, exponent, mantissa)
                        ? new Value(sort, (sign << (sort.Width - 1)) | (power << mantissa) | fraction)
                        : null;
            case [{ Word: "_" }, { Word: var name }, { Word: var eb }, { Word: var sb }]:
                return eb == Text(exponent) && sb == Text(mantissa + 1) && Special(name) is { } value
                    ? sort.Width == 32 ? Value.Of((float)value) : Value.Of(value)
                    : null;
            case [{ Items: [{ Word: "_" }, { Word: "to_fp" }, ..] }, var bits]:
                return Of(sort, Bits(bits), sort.Width);
            default:
                return null;
        }
    }

    private static double? Special(string name) => name switch
    {
        "NaN" => double.NaN,
        "+oo" => double.PositiveInfinity,
        "-oo" => double.NegativeInfinity,
        "+zero" => 0.0,
        "-zero" => -0.0,
        _ => null,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
