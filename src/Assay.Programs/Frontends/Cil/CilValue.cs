using System.Collections.Immutable;
using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Cil;

/// <summary>
/// What a stack slot, local or field holds: <see cref="Scalar"/>, <see cref="StructValue"/>, <see cref="ArrayReference"/>,
/// <see cref="SpanValue"/>, <see cref="Pointer"/>, <see cref="Boxed"/>, <see cref="Opaque"/> or <see cref="Mixture"/>.
/// </summary>
internal abstract record CilValue;

/// <summary>A number; integers below 32 bits are widened as on the evaluation stack.</summary>
internal sealed record Scalar(Term Term) : CilValue;

/// <summary>A struct by its fields.</summary>
internal sealed record StructValue(ClrType Type, ImmutableArray<CilValue> Fields) : CilValue;

/// <summary>The elements that an array cell holds.</summary>
internal sealed record Elements(ClrType Type, ImmutableArray<CilValue> Items) : CilValue;

/// <summary>A reference to an array in a cell; a negative cell is null.</summary>
internal sealed record ArrayReference(int Cell, ClrType Element, int Length) : CilValue;

/// <summary>A span: part of an array.</summary>
internal sealed record SpanValue(int Cell, ClrType Element, Term Offset, Term Length) : CilValue;

/// <summary>A managed pointer to a cell or a part of it.</summary>
internal sealed record Pointer(int Cell, ImmutableArray<PointerStep> Path) : CilValue;

/// <summary>One step into a struct (constant field) or an array (index).</summary>
internal readonly record struct PointerStep(int Field, Term? Index);

/// <summary>A value on its way through <c>object</c>, as generic code of the library sends it.</summary>
/// <param name="Type">The full name of its type.</param>
/// <param name="Content">The value.</param>
internal sealed record Boxed(string Type, CilValue Content) : CilValue;

/// <summary>A value that programs may pass on but not look into: an exception, a string, a handle, a captured object.</summary>
internal sealed record Opaque(string What, object? Payload = null) : CilValue;

/// <summary>Values of two paths that cannot be merged; an error only when used.</summary>
internal sealed record Mixture(string Reason) : CilValue;

/// <summary>Making, merging and converting values.</summary>
internal static class CilValues
{
    /// <summary>The value that is <paramref name="a"/> where the choice holds, else <paramref name="b"/>.</summary>
    public static CilValue Merge(TermFactory terms, Term choice, CilValue a, CilValue b)
    {
        if (ReferenceEquals(a, b))
        {
            return a;
        }

        return (a, b) switch
        {
            (Scalar x, Scalar y) when x.Term.Sort.Equals(y.Term.Sort) => new Scalar(terms.Ite(choice, x.Term, y.Term)),
            (StructValue x, StructValue y) when x.Type == y.Type => new StructValue(
                x.Type, [.. x.Fields.Zip(y.Fields, (f, g) => Merge(terms, choice, f, g))]),
            (Elements x, Elements y) when x.Items.Length == y.Items.Length => new Elements(
                x.Type, [.. x.Items.Zip(y.Items, (f, g) => Merge(terms, choice, f, g))]),
            (SpanValue x, SpanValue y) when x.Cell == y.Cell => x with
            {
                Offset = terms.Ite(choice, x.Offset, y.Offset),
                Length = terms.Ite(choice, x.Length, y.Length),
            },
            (Boxed x, Boxed y) when x.Type == y.Type => x with { Content = Merge(terms, choice, x.Content, y.Content) },
            (Pointer x, Pointer y) when x.Cell == y.Cell && x.Path.SequenceEqual(y.Path) => a,
            _ when a.Equals(b) => a,
            _ => new Mixture("a reference whose target depends on the input"),
        };
    }

    /// <summary>The value of a variable or result, given as a term of the type's exact sort.</summary>
    public static CilValue FromTerm(TermFactory terms, ClrType type, Term term) => type.Kind switch
    {
        ClrKind.Bool => new Scalar(terms.FromBool(term, 32)),
        ClrKind.Integer => new Scalar(Widen(terms, type, term)),
        ClrKind.Float => new Scalar(term),
        ClrKind.Struct => new StructValue(type, [.. type.Fields.Select((field, i) => FromTerm(terms, field.Type, TermFactory.Item(term, i)))]),
        _ => throw new UnsupportedException($"Values of type {type.Name} are not supported."),
    };

    /// <summary>The term of the type's exact sort that a value stands for.</summary>
    public static Term ToTerm(TermFactory terms, ClrType type, CilValue value, CilState state) => (type.Kind, value) switch
    {
        (ClrKind.Bool, Scalar s) => terms.Not(terms.Equal(s.Term, terms.Constant(Bits128.Zero, s.Term.Width))),
        (ClrKind.Integer, Scalar s) => terms.Extract(s.Term, 0, type.Bits),
        (ClrKind.Float, Scalar s) => s.Term,
        (ClrKind.Struct, StructValue s) => terms.Tuple(s.Fields.Zip(type.Fields, (item, field) => ToTerm(terms, field.Type, item, state))),
        (ClrKind.Array, ArrayReference { Cell: >= 0 } a) => terms.Array(
            ((Elements)state.Cells[a.Cell]!).Items.Select(item => ToTerm(terms, a.Element, item, state))),
        (_, Mixture m) => throw new UnsupportedException($"The result is {m.Reason}; that is not supported."),
        _ => throw new UnsupportedException($"A result of type {type.Name} is not supported."),
    };

    /// <summary>The default value of a type.</summary>
    public static CilValue Zero(TermFactory terms, ClrType type) => type.Kind switch
    {
        ClrKind.Bool or ClrKind.Integer => new Scalar(terms.Constant(Bits128.Zero, type.StackBits)),
        ClrKind.Float => new Scalar(terms.Constant(new Value(type.Sort(), 0))),
        ClrKind.Struct when type.Element is { } element => new Elements(element, [.. type.Fields.Select(_ => Zero(terms, element))]),
        ClrKind.Struct => new StructValue(type, [.. type.Fields.Select(field => Zero(terms, field.Type))]),
        ClrKind.Array => new ArrayReference(-1, type.Element!, 0),
        ClrKind.Span => new SpanValue(-1, type.Element!, terms.Constant(0, 32), terms.Constant(0, 32)),
        _ => new Opaque("null"),
    };

    /// <summary>What remains when a stack value is stored in a place of this type and read back.</summary>
    public static CilValue Normalise(TermFactory terms, ClrType type, CilValue value) => (type.Kind, value) switch
    {
        (ClrKind.Bool, Scalar s) when s.Term.Width == 32 => new Scalar(terms.ZeroExtend(terms.Extract(s.Term, 0, 8), 32)),
        (ClrKind.Integer, Scalar s) when type.Bits < 32 && s.Term.Width == 32 => new Scalar(Widen(terms, type, terms.Extract(s.Term, 0, type.Bits))),
        (ClrKind.Integer, Scalar s) when type.Bits == 64 && s.Term.Width == 32 => new Scalar(terms.SignExtend(s.Term, 64)),
        (ClrKind.Float, Scalar s) when s.Term.Width != type.Bits => new Scalar(terms.FConvert(s.Term, type.Sort())),
        _ => value,
    };

    public static Term Widen(TermFactory terms, ClrType type, Term term) =>
        type.Signed ? terms.SignExtend(term, type.StackBits) : terms.ZeroExtend(term, type.StackBits);
}
