using System.Globalization;
using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Assay.Verdicts;

namespace Assay.Programs.Questions;

/// <summary>Values as C# writes them.</summary>
internal static class ValueText
{
    /// <summary>A constant term of a type.</summary>
    public static string Format(Term term, ClrType type) => type.Kind switch
    {
        ClrKind.Array or ClrKind.Span => $"[{string.Join(", ", term.Args.Select(item => Format(item, type.Element!)))}]",
        ClrKind.Struct when InputVariable.IsWide(type) && term.Args.Length == 2 => term.Args.All(part => part.IsConstant)
            ? Number((term.Args[1].Payload << 64) | term.Args[0].Payload, 128, type.Name == "Int128")
            : "unknown",
        ClrKind.Struct when type.IsNullable => !term.Args[0].IsConstant ? "unknown" : term.Args[0].IsTrue ? Format(term.Args[1], type.Fields[1].Type) : "null",
        ClrKind.Struct when type.Name.StartsWith('(') => $"({string.Join(", ", Items(term, type))})",
        ClrKind.Struct => $"new {type.Name} {{ {string.Join(", ", term.Args.Zip(type.Fields, (item, field) => $"{field.Name} = {Format(item, field.Type)}"))} }}",
        _ when !term.IsConstant => "unknown",
        _ => Format(term.Value, type),
    };

    // The eighth item of a tuple holds those that follow.
    private static IEnumerable<string> Items(Term term, ClrType type) => term.Args.Zip(type.Fields).SelectMany(
        pair => pair.Second.Name == "Rest" ? Items(pair.First, pair.Second.Type) : [Format(pair.First, pair.Second.Type)]);

    /// <summary>A scalar of a type.</summary>
    public static string Format(Value value, ClrType type)
    {
        if (value.Sort.Kind == SortKind.Bool || type.Kind == ClrKind.Bool)
        {
            return value.Bits == 0 ? "false" : "true";
        }

        if (value.Sort.Kind == SortKind.Float)
        {
            return Float(value);
        }

        if (type.EnumMembers is { } members)
        {
            return members.FirstOrDefault(member => member.Bits == value.Bits) is { Name: { } name }
                ? $"{type.Name}.{name}"
                : $"({type.Name})({Number(value.Bits, value.Sort.Width, type.Signed)})";
        }

        return type.Name == "char" ? Character((char)value.Bits) : Number(value.Bits, value.Sort.Width, type.Signed);
    }

    private static string Number(Bits128 bits, int width, bool signed) => signed
        ? Value.SignExtend(bits, width).ToString(CultureInfo.InvariantCulture)
        : bits.ToString(CultureInfo.InvariantCulture);

    private static string Character(char c) => c is >= ' ' and <= '~' and not '\'' and not '\\'
        ? $"'{c}'"
        : $"'\\u{(int)c:x4}'";

    private static string Float(Value value)
    {
        var name = value.Sort.Width == 32 ? "float" : "double";
        var x = value.Double;
        if (double.IsNaN(x))
        {
            return name + ".NaN";
        }

        if (double.IsInfinity(x))
        {
            return name + (x > 0 ? ".PositiveInfinity" : ".NegativeInfinity");
        }

        return value.Sort.Width == 32
            ? value.Single.ToString("R", CultureInfo.InvariantCulture) + "f"
            : DoubleText.Of(x) + (x == Math.Floor(x) && Math.Abs(x) < 1e15 ? ".0" : string.Empty);
    }
}
