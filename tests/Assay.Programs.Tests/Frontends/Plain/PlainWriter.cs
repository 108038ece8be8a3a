using Assay.Programs.Tests.Frontends.CSharp.Random;

namespace Assay.Programs.Tests.Frontends.Plain;

/// <summary>Writes random texts of plain C#, many of which C# refuses for their types.</summary>
internal sealed class PlainWriter(IReadOnlyList<string> variables, Dice dice)
{
    private static readonly string[] Types = ["sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong"];

    public string Statement(int depth) => dice.Below(9) switch
    {
        0 when depth > 0 => $"!{Operand(Statement(depth - 1))}",
        1 when depth > 0 => $"{Operand(Statement(depth - 1))} {dice.Of("&", "|", "^", "==", "!=")} {Operand(Statement(depth - 1))}",
        2 or 3 when depth > 0 => $"{Operand(Statement(depth - 1))} {dice.Of("&&", "||")} {Operand(Statement(depth - 1))}",
        4 when depth > 0 => $"{Statement(depth - 1)} ? {Statement(depth - 1)} : {Statement(depth - 1)}",
        5 when dice.OneIn(4) => dice.Of("true", "false", "a"),
        _ => $"{Number(depth)}{dice.Of(" ", "", "\n ")}{dice.Of("==", "!=", "<", "<=", ">", ">=")} {Number(depth)}",
    };

    private string Number(int depth) => dice.Below(depth > 0 ? 12 : 3) switch
    {
        0 or 1 => dice.Of(variables),
        2 => Literal(),
        3 => $"{dice.Of("-", "~", "+", "-", "!")}{Operand(Number(depth - 1))}",
        4 => $"({dice.Of(Types)}){Operand(Number(depth - 1))}",
        5 => $"({Statement(depth - 1)} ? {Number(depth - 1)} : {Number(depth - 1)})",
        6 => $"{Operand(Number(depth - 1))} {dice.Of("<<", ">>", ">>>")} {Operand(Number(depth - 1))}",
        _ => $"{Operand(Number(depth - 1))}{dice.Of(" ", "")}{dice.Of("+", "-", "*", "/", "%", "&", "|", "^")} {Operand(Number(depth - 1))}",
    };

    private string Literal() => dice.Below(8) switch
    {
        0 => dice.Of("0", "1", "-1", "2", "-2", "31", "1_000", "0x10", "0b101"),
        1 => $"{dice.Of(Types)}.{dice.Of("MaxValue", "MinValue")}",
        2 => dice.Of("2147483647", "2147483648", "4294967295", "4294967296", "9223372036854775807", "9223372036854775808", "18446744073709551615", "0xFFFF_FFFF"),
        3 => dice.Below(300) + dice.Of("u", "L", "UL", "U", "lu"),
        4 => dice.Of("-2147483648", "-9223372036854775808", "-2147483647", "-4294967295"),
        _ => dice.Below(70).ToString(null, null),
    };

    private string Operand(string text) => dice.OneIn(3) ? text : $"({text})";
}
