using Assay.Claims.Plain;
using Assay.Programs.Execution;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Plain;

/// <summary>The types of plain C# and the conversions between them that need no cast (C# specification, 10.2.3 and 10.2.11).</summary>
internal static class PlainTypes
{
    private static readonly Dictionary<string, string> MetadataNames = new()
    {
        ["bool"] = "System.Boolean",
        ["sbyte"] = "System.SByte",
        ["byte"] = "System.Byte",
        ["short"] = "System.Int16",
        ["ushort"] = "System.UInt16",
        ["int"] = "System.Int32",
        ["uint"] = "System.UInt32",
        ["long"] = "System.Int64",
        ["ulong"] = "System.UInt64",
    };

    public static ClrType Int32 { get; } = Find("int")!;

    /// <summary>The types that arithmetic works on, the preferred ones first.</summary>
    public static IReadOnlyList<ClrType> Arithmetic { get; } = [Int32, Find("uint")!, Find("long")!, Find("ulong")!];

    /// <summary>The type of this name, or null when it is no plain one.</summary>
    public static ClrType? Find(string name) => MetadataNames.TryGetValue(name, out var full) ? ClrTypes.Primitive(full) : null;

    /// <summary>The type of an integer literal or limit.</summary>
    public static ClrType Of(PlainInteger integer) => Find(integer.Type)!;

    public static Signed128 Least(ClrType type) => type.Signed ? -(Signed128.One << (type.Bits - 1)) : 0;

    public static Signed128 Greatest(ClrType type) => (Signed128.One << (type.Signed ? type.Bits - 1 : type.Bits)) - 1;

    /// <summary>Whether a type has this value.</summary>
    public static bool Holds(ClrType type, Signed128 value) => Least(type) <= value && value <= Greatest(type);

    /// <summary>The value as one of another type, or null when C# wants a cast for that.</summary>
    public static Bound? Convert(Bound value, ClrType to)
    {
        if (value.Type == to)
        {
            return value;
        }

        if (value.Type.Kind != ClrKind.Integer || to.Kind != ClrKind.Integer)
        {
            return null;
        }

        var fits = Least(to) <= Least(value.Type) && Greatest(value.Type) <= Greatest(to);
        return value switch
        {
            BoundConstant constant when fits || FitsAsConstant(constant, to) => new BoundConstant(to, constant.Value),
            not BoundConstant when fits => new BoundConversion(to, value),
            _ => null,
        };
    }

    // A constant int may become any type that holds it, a constant long only ulong.
    private static bool FitsAsConstant(BoundConstant constant, ClrType to) =>
        (constant.Type.Name == "int" || (constant.Type.Name == "long" && to.Name == "ulong")) && Holds(to, constant.Value);
}
