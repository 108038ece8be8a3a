using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Frontends.CSharp;

/// <summary>Objects of .NET as terms, and scalars of terms in the order in which objects hold them.</summary>
internal static class ClrValues
{
    /// <summary>The constant term of an argument.</summary>
    public static Term ToTerm(TermFactory terms, ClrType type, object value) => type.Kind switch
    {
        ClrKind.Struct => terms.Tuple(Parts(value).Zip(type.Fields, (part, field) => ToTerm(terms, field.Type, part))),
        ClrKind.Array => terms.Array(((IEnumerable)value).Cast<object>().Select(item => ToTerm(terms, type.Element!, item))),
        _ => terms.Constant(Scalar(value)),
    };

    /// <summary>All scalars of a value, from left to right.</summary>
    public static IEnumerable<Value> Scalars(object value) => value switch
    {
        Array array => array.Cast<object>().SelectMany(Scalars),
        Int128 or UInt128 or ITuple => Parts(value).SelectMany(Scalars),
        { } other when other.GetType().IsPrimitive || other.GetType().IsEnum => [Scalar(other)],
        _ => Parts(value).SelectMany(Scalars),
    };

    /// <summary>All scalars of a term, from left to right.</summary>
    public static IEnumerable<Term> Scalars(Term term) => term.Sort.IsScalar ? [term] : term.Args.SelectMany(Scalars);

    private static IEnumerable<object> Parts(object value) => value is ITuple tuple
        ? Enumerable.Range(0, tuple.Length).Select(i => tuple[i]!)
        : value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .OrderBy(field => field.MetadataToken).Select(field => field.GetValue(value)!);

    private static Value Scalar(object value) => value switch
    {
        bool b => Value.Of(b),
        char c => Value.Of(c, 16),
        sbyte x => Value.Of(x, 8),
        byte x => Value.Of(x, 8),
        short x => Value.Of(x, 16),
        ushort x => Value.Of(x, 16),
        int x => Value.Of(x, 32),
        uint x => Value.Of(x, 32),
        long x => Value.Of(x, 64),
        ulong x => Value.Of(x, 64),
        nint x => Value.Of(x, 64),
        nuint x => Value.Of(x, 64),
        float x => Value.Of(x),
        double x => Value.Of(x),
        Enum e => Scalar(System.Convert.ChangeType(e, Enum.GetUnderlyingType(e.GetType()), null)),
        _ => throw new ArgumentException($"{value.GetType()} is no scalar."),
    };
}
