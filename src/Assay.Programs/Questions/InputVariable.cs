using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Questions;

/// <summary>A variable of a claim.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Length">The number of elements when it is an array.</param>
/// <param name="IsBound">Whether it stands under <c>exists</c>.</param>
internal sealed record InputVariable(string Name, ClrType Type, int Length, bool IsBound)
{
    public Sort Sort => Type.Sort(Length);

    /// <summary>The type as a claim writes it.</summary>
    public string TypeName => Type.Kind is ClrKind.Array or ClrKind.Span ? $"{Type.Element!.Name}[{Length}]" : Type.Name;

    /// <summary>The scalar parts in order, with their types.</summary>
    public IEnumerable<ClrType> Parts() => PartsOf(Type, Length);

    // Structs of the library whose values are more than their fields say.
    private static readonly HashSet<string> Refused = ["Decimal", "Half", "DateTime", "TimeSpan", "Guid"];

    /// <summary>Whether claims may speak about all values of a type.</summary>
    public static bool IsSupported(ClrType type) => type.IsScalar
        || (type.Kind == ClrKind.Array && IsSupported(type.Element!) && type.Element!.Kind != ClrKind.Array)
        || (type.Kind == ClrKind.Struct && !Refused.Contains(type.Name) && type.Fields.All(field => IsSupported(field.Type) && field.Type.Kind != ClrKind.Array));

    private static IEnumerable<ClrType> PartsOf(ClrType type, int length) => type.Kind switch
    {
        ClrKind.Array or ClrKind.Span => Enumerable.Repeat(type.Element!, length).SelectMany(element => PartsOf(element, 0)),
        ClrKind.Struct => type.Fields.SelectMany(field => PartsOf(field.Type, 0)),
        _ => [type],
    };

    /// <summary>Whether some part of a type's values is such a number.</summary>
    public static bool HasWide(ClrType type) => IsWide(type) || (type.Element is { } element && HasWide(element)) || type.Fields.Any(field => HasWide(field.Type));

    /// <summary>Int128 and UInt128 are structs of two words in the library, and numbers to us.</summary>
    public static bool IsWide(ClrType type) => type.Kind == ClrKind.Struct && type.Name is "Int128" or "UInt128";
}
