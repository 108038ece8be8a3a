using System.Collections.Immutable;
using Assay.Programs.Terms;

namespace Assay.Programs.Execution;

internal enum ClrKind
{
    Void,
    Bool,
    Integer,
    Float,
    Struct,
    Array,
    Span,
    ByRef,
    Object,
}

/// <summary>A type of the .NET type system as far as terms can express it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The name as C# writes it.</param>
/// <param name="Bits">Bits of a scalar.</param>
/// <param name="Signed">Whether an integer is signed.</param>
internal sealed record ClrType(ClrKind Kind, string Name, int Bits = 0, bool Signed = false)
{
    public static ClrType Void { get; } = new(ClrKind.Void, "void");

    public static ClrType Bool { get; } = new(ClrKind.Bool, "bool", 8);

    public static ClrType Int32 { get; } = new(ClrKind.Integer, "int", 32, true);

    /// <summary>The element of an array, span, reference or pointer.</summary>
    public ClrType? Element { get; init; }

    /// <summary>The instance fields of a struct, in order.</summary>
    public ImmutableArray<ClrField> Fields { get; init; } = [];

    /// <summary>The members' names of an enum and their values; null for everything else.</summary>
    public IReadOnlyList<(string Name, Bits128 Bits)>? EnumMembers { get; init; }

    /// <summary>Whether it is a nullable: whether there is a value, and the value, which is zero where there is none.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Whether some part of its values is a nullable.</summary>
    public bool HasNullable => IsNullable || Element?.HasNullable == true || Fields.Any(part => part.Type.HasNullable);

    public bool IsScalar => Kind is ClrKind.Bool or ClrKind.Integer or ClrKind.Float;

    /// <summary>Bits on the evaluation stack, where small integers are 32 bits wide.</summary>
    public int StackBits => Math.Max(Bits, 32);

    /// <summary>The sort of a variable of this type: exact width, not widened to the stack's.</summary>
    public Sort Sort(int arrayLength = 0) => Kind switch
    {
        ClrKind.Bool => Terms.Sort.Bool,
        ClrKind.Integer => Terms.Sort.BitVector(Bits),
        ClrKind.Float => Bits == 32 ? Terms.Sort.Single : Terms.Sort.Double,
        ClrKind.Struct => Terms.Sort.Tuple(Fields.Select(field => field.Type.Sort())),
        ClrKind.Array or ClrKind.Span => Terms.Sort.Array(Element!.Sort(), arrayLength),
        _ => throw new UnsupportedException($"Values of type {Name} are not supported."),
    };

    public bool Equals(ClrType? other) => ReferenceEquals(this, other)
        || (other is not null && (Kind, Name, Bits, Signed) == (other.Kind, other.Name, other.Bits, other.Signed) && Equals(Element, other.Element));

    public override int GetHashCode() => HashCode.Combine(Kind, Name, Bits, Signed);

    public override string ToString() => Name;
}

/// <summary>An instance field of a struct.</summary>
internal sealed record ClrField(string Name, ClrType Type);
