using Assay.Programs.Execution;
using Assay.Programs.Questions;

namespace Assay.Programs.Assumptions;

/// <summary>How an assumption names types: by the names under <c>types:</c> where these fit, so that one text serves all.</summary>
internal sealed class TypeWords(TypeChoice choice)
{
    private static readonly Dictionary<string, string> Counterparts = new()
    {
        ["sbyte"] = "byte",
        ["byte"] = "sbyte",
        ["short"] = "ushort",
        ["ushort"] = "short",
        ["int"] = "uint",
        ["uint"] = "int",
        ["long"] = "ulong",
        ["ulong"] = "long",
        ["nint"] = "nuint",
        ["nuint"] = "nint",
    };

    /// <summary>The name of a type.</summary>
    public string NameOf(ClrType type) => Name(type.Name);

    /// <summary>The name of the type of the same width with the other signedness, or null.</summary>
    public string? CounterpartOf(ClrType type) => Counterparts.TryGetValue(type.Name, out var other) ? Name(other) : null;

    /// <summary>The type in which sums, differences and products of two 32-bit or 64-bit integers are exact.</summary>
    public static string WiderThan(ClrType type) => (type.Bits, type.Signed) switch
    {
        (64, true) => "Int128",
        (64, false) => "UInt128",
        (_, true) => "long",
        _ => "ulong",
    };

    private string Name(string type) => choice.Aliases.FirstOrDefault(alias => alias.Type == type).Name ?? type;
}
