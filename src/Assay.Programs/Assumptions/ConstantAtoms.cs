using System.Globalization;
using Assay.Programs.Execution;
using Assay.Programs.Questions;
using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>Comparisons with constants: small ones, the ends of the type, and those of the claim.</summary>
internal static class ConstantAtoms
{
    private const int Cost = 10;
    private const int MostOfClaim = 8;
    private const int SmallNumber = 16;

    public static IEnumerable<Atom> Of(AtomContext context) => context.Variables.SelectMany(variable => variable switch
    {
        { Type.Kind: ClrKind.Bool } => Truth(context.Terms, variable),
        { Type.Kind: ClrKind.Float } => Floats(context.Terms, variable),
        { Type.EnumMembers: { } members } => members.SelectMany(member => Equality(context, variable, new Number(
            ValueText.Format(new Value(variable.Term.Sort, member.Bits), variable.Type), Read(member.Bits, variable.Type), 1))),
        _ => Numbers(context, variable).SelectMany(number => Integers(context, variable, number)),
    });

    private static IEnumerable<Atom> Truth(TermFactory terms, AtomVariable variable) =>
        [new(variable.Text, variable.Term, Cost), new($"!{variable.Text}", terms.Not(variable.Term), Cost)];

    private static IEnumerable<Atom> Floats(TermFactory terms, AtomVariable variable)
    {
        var (x, text) = (variable.Term, variable.Text);
        var zero = terms.Constant(new Value(x.Sort, 0));
        var infinity = terms.Constant(x.Width == 32 ? Value.Of(float.PositiveInfinity) : Value.Of(double.PositiveInfinity));
        var isInfinite = terms.FEqual(terms.FAbs(x), infinity);
        var isNaN = terms.FIsNaN(x);
        return
        [
            new($"{text} == 0", terms.FEqual(x, zero), Cost),
            new($"{text} != 0", terms.Not(terms.FEqual(x, zero)), Cost),
            new($"{text} < 0", terms.FLt(x, zero), Cost),
            new($"{text} <= 0", terms.FLe(x, zero), Cost),
            new($"{text} > 0", terms.FLt(zero, x), Cost),
            new($"{text} >= 0", terms.FLe(zero, x), Cost),
            new($"{variable.Type.Name}.IsNaN({text})", isNaN, Cost + 1),
            new($"!{variable.Type.Name}.IsNaN({text})", terms.Not(isNaN), Cost + 1),
            new($"{variable.Type.Name}.IsInfinity({text})", isInfinite, Cost + 2),
            new($"!{variable.Type.Name}.IsInfinity({text})", terms.Not(isInfinite), Cost + 2),
            new($"{variable.Type.Name}.IsFinite({text})", terms.Not(terms.Or(isNaN, isInfinite)), Cost + 2),
            new($"!{variable.Type.Name}.IsFinite({text})", terms.Or(isNaN, isInfinite), Cost + 2),
        ];
    }

    private static IEnumerable<Atom> Integers(AtomContext context, AtomVariable variable, Number number)
    {
        var (signed, constant) = (variable.Type.Signed, context.Terms.Constant(number.Value, variable.Term.Width));
        var (below, above) = (context.Less(variable.Term, constant, signed), context.Less(constant, variable.Term, signed));
        // The sign is what people test first.
        var more = number.Value == 0 ? 1 : 0;
        return
        [
            .. Equality(context, variable, number),
            new($"{variable.Text} < {number.Text}", below, Cost + number.Cost),
            new($"{variable.Text} >= {number.Text}", context.Terms.Not(below), Cost + number.Cost),
            new(number.Next is null ? $"{variable.Text} > {number.Text}" : $"{variable.Text} >= {number.Next}", above, Cost + number.Cost + more),
            new(number.Next is null ? $"{variable.Text} <= {number.Text}" : $"{variable.Text} < {number.Next}", context.Terms.Not(above), Cost + number.Cost + more),
        ];
    }

    private static IEnumerable<Atom> Equality(AtomContext context, AtomVariable variable, Number number)
    {
        var equal = context.Terms.Equal(variable.Term, context.Terms.Constant(number.Value, variable.Term.Width));

        // Of two forms that mean the same the equality reads better.
        return
        [
            new($"{variable.Text} == {number.Text}", equal, Cost + number.Cost - (number.Cost > 0 ? 1 : 0)),
            new($"{variable.Text} != {number.Text}", context.Terms.Not(equal), Cost + number.Cost - (number.Cost > 0 ? 1 : 0)),
        ];
    }

    private static IEnumerable<Number> Numbers(AtomContext context, AtomVariable variable)
    {
        var type = variable.Type;
        var name = context.Types.NameOf(type);
        var (least, greatest) = type.Signed ? (-(Signed128.One << (type.Bits - 1)), (Signed128.One << (type.Bits - 1)) - 1) : (0, (Signed128.One << type.Bits) - 1);
        List<Number> numbers = [new("0", 0, 0), new("1", 1, 1), new($"{name}.MaxValue", greatest, 2)];
        if (type.Name == "char")
        {
            numbers = [new(@"'\0'", 0, 1), new("char.MaxValue", greatest, 2)];
        }
        else if (type.Signed)
        {
            numbers.AddRange([new("-1", -1, 1), new($"{name}.MinValue", least, 2), new($"{name}.MinValue / 2", least / 2, 5), new($"{name}.MaxValue / 2", greatest / 2, 5)]);
        }
        else if (context.Types.CounterpartOf(type) is { } counterpart)
        {
            numbers.AddRange([new($"{counterpart}.MaxValue", greatest >> 1, 2), new($"{name}.MaxValue / 2 + 1", (greatest >> 1) + 1, 6)]);
        }

        // Loops, as queries over numbers of our own are not compiled ahead of time.
        List<Signed128> said = [];
        foreach (var term in context.Said)
        {
            if (term.IsConstant && term.Sort.Kind == SortKind.BitVector && term.Width >= type.Bits)
            {
                said.Add(term.Width == type.Bits ? Read(term.Payload, type) : term.Value.Signed);
            }
        }

        List<Signed128> further = [];
        foreach (var value in (IEnumerable<Signed128>)[.. said, .. context.Thresholds.GetValueOrDefault(variable.Term) ?? []])
        {
            if (value > least && value < greatest && !further.Contains(value) && !numbers.Exists(known => known.Value == value))
            {
                further.Add(value);
            }
        }

        further.Sort((a, b) => Signed128.Abs(a) == Signed128.Abs(b) ? a.CompareTo(b) : Signed128.Abs(a).CompareTo(Signed128.Abs(b)));
        foreach (var value in further.Take(MostOfClaim))
        {
            numbers.Add(new Number(Text(value, type, name, greatest), value, Signed128.Abs(value) <= SmallNumber ? 2 : 3)
            {
                // A limit that was found is the last number before a change; below zero the one behind it is the rounder one.
                Next = value < 0 && !said.Contains(value) ? Text(value + 1, type, name, greatest) : null,
            });
        }

        return numbers;
    }

    private static string Text(Signed128 value, ClrType type, string name, Signed128 greatest) =>
        type.Name == "char" ? ValueText.Format(Value.Of(value, type.Bits), type)
        : greatest - value <= SmallNumber && value > 2 * SmallNumber ? string.Create(CultureInfo.InvariantCulture, $"{name}.MaxValue - {greatest - value}")
        : IsMask(value) ? string.Create(CultureInfo.InvariantCulture, $"0x{value:X}")
        : value.ToString(CultureInfo.InvariantCulture);

    // Whole bytes of ones and zeros, as in 0xFF0000, say nothing in decimal.
    private static bool IsMask(Signed128 value)
    {
        if (value <= 0xFFFF)
        {
            return false;
        }

        while (value > 0 && (value & 0xFF) is var low && (low == 0 || low == 0xFF))
        {
            value >>= 8;
        }

        return value == 0;
    }

    private static Signed128 Read(Bits128 bits, ClrType type) => type.Signed ? Value.SignExtend(bits, type.Bits) : (Signed128)bits;

    private sealed record Number(string Text, Signed128 Value, int Cost)
    {
        /// <summary>The number behind it, where comparisons are to name that one; else null.</summary>
        public string? Next { get; init; }
    }
}
