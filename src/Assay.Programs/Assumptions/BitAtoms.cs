using System.Globalization;
using System.Numerics;
using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>Conditions on single bits: sign, parity, alignment, powers of two, and fields that two variables share.</summary>
internal static class BitAtoms
{
    private const int MostShifts = 6;

    public static IEnumerable<Atom> Of(AtomContext context) =>
    [
        .. context.Variables.Where(variable => variable.IsInteger).SelectMany(variable => Single(context, variable)),
        .. context.AlikePairs().SelectMany(pair => Shared(context, pair.A, pair.B)),
    ];

    private static IEnumerable<Atom> Single(AtomContext context, AtomVariable variable)
    {
        var (terms, x) = (context.Terms, variable.Term);
        foreach (var bits in Alignments(context, variable.Type))
        {
            var aligned = terms.Equal(terms.BvAnd(x, terms.Constant((Bits128.One << bits) - 1, x.Width)), terms.Constant(0, x.Width));
            var text = string.Create(CultureInfo.InvariantCulture, $"{variable.Text} % {Bits128.One << bits}");
            var cost = 12 + Math.Min(4, bits / 2);
            yield return new Atom($"{text} == 0", aligned, cost);
            yield return new Atom($"{text} != 0", terms.Not(aligned), cost);
        }

        if (variable.Type.Name != "char")
        {
            var one = terms.Constant(1, x.Width);
            var isPower = terms.And(
                context.Less(terms.Constant(0, x.Width), x, variable.Type.Signed),
                terms.Equal(terms.BvAnd(x, terms.Sub(x, one)), terms.Constant(0, x.Width)));
            var text = $"{context.Types.NameOf(variable.Type)}.IsPow2({variable.Text})";
            yield return new Atom(text, isPower, 14);
            yield return new Atom("!" + text, terms.Not(isPower), 15);
        }
    }

    private static IEnumerable<Atom> Shared(AtomContext context, AtomVariable a, AtomVariable b)
    {
        var (terms, type) = (context.Terms, a.Type);
        if (type.Name == "char")
        {
            yield break;
        }

        var sign = terms.Equal(terms.Extract(a.Term, type.Bits - 1, 1), terms.Extract(b.Term, type.Bits - 1, 1));
        var test = type.Signed ? " < 0" : $" <= {context.Types.CounterpartOf(type)}.MaxValue";
        yield return new Atom($"({a.Text}{test}) == ({b.Text}{test})", sign, 15);
        yield return new Atom($"({a.Text}{test}) != ({b.Text}{test})", terms.Not(sign), 15);

        var parity = terms.Equal(terms.Extract(a.Term, 0, 1), terms.Extract(b.Term, 0, 1));
        yield return new Atom($"({a.Text} & 1) == ({b.Text} & 1)", parity, 16);
        yield return new Atom($"({a.Text} & 1) != ({b.Text} & 1)", terms.Not(parity), 16);

        foreach (var shift in Shifts(context).Where(shift => shift > 1 && shift < type.Bits))
        {
            var high = terms.Equal(terms.Extract(a.Term, shift, type.Bits - shift), terms.Extract(b.Term, shift, type.Bits - shift));
            var low = terms.Equal(terms.Extract(a.Term, 0, shift), terms.Extract(b.Term, 0, shift));
            var mask = shift > 30 ? null : (object)((1 << shift) - 1);
            yield return new Atom(Invariant($"{a.Text} >> {shift} == {b.Text} >> {shift}"), high, 16);
            yield return new Atom(Invariant($"{a.Text} >> {shift} != {b.Text} >> {shift}"), terms.Not(high), 16);
            if (mask is not null)
            {
                yield return new Atom(Invariant($"({a.Text} & {mask}) == ({b.Text} & {mask})"), low, 16);
                yield return new Atom(Invariant($"({a.Text} & {mask}) != ({b.Text} & {mask})"), terms.Not(low), 16);
            }
        }
    }

    // Two always; else what the claim divides by, masks, shifts by or cuts off.
    private static IEnumerable<int> Alignments(AtomContext context, ClrType type) => Shifts(context)
        .Concat(context.Said.Where(term => term.IsConstant && term.Sort.Kind == SortKind.BitVector && term.Width <= 64)
            .Select(term => (ulong)term.Payload)
            .SelectMany(value => (int[])[BitOperations.IsPow2(value) ? BitOperations.Log2(value) : 0, BitOperations.IsPow2(value + 1) ? BitOperations.Log2(value + 1) : 0]))
        .Append(1)
        .Where(bits => bits > 0 && bits < Math.Min(type.Bits - 1, 31)).Distinct().Order().Take(MostShifts);

    private static IEnumerable<int> Shifts(AtomContext context) => context.Said.SelectMany(term => term.Op switch
    {
        Op.Extract => (IEnumerable<int>)[(int)term.Payload, term.Width],
        Op.Concat => [term.Args[1].Width],
        Op.Shl or Op.LShr or Op.AShr when term.Args[1].IsConstant => [(int)Bits128.Min(term.Args[1].Payload, 128)],
        _ => [],
    }).Distinct().Order();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
