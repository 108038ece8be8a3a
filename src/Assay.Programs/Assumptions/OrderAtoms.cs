using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>Order and equality between two variables. What negates a comparison is another comparison.</summary>
internal static class OrderAtoms
{
    private const int Cost = 10;

    public static IEnumerable<Atom> Of(AtomContext context) => context.Pairs().SelectMany(pair => Of(context, pair.A, pair.B));

    private static IEnumerable<Atom> Of(AtomContext context, AtomVariable a, AtomVariable b)
    {
        var terms = context.Terms;
        if (a.Type.Kind == ClrKind.Bool && b.Type.Kind == ClrKind.Bool)
        {
            return Equality(terms, a, b, terms.Equal(a.Term, b.Term));
        }

        if (a.Type.Kind == ClrKind.Float)
        {
            return a.Type.Equals(b.Type) ? Floats(terms, a, b) : [];
        }

        // Comparing different types is rarely what was meant.
        var more = a.Type.Equals(b.Type) ? 0 : 1;
        return Common(terms, a, b) is not var (x, y, signed) ? [] :
            ((IEnumerable<Atom>)[.. Equality(terms, a, b, terms.Equal(x, y)), .. Order(context, a, b, x, y, signed), .. Order(context, b, a, y, x, signed)])
            .Select(atom => atom with { Cost = atom.Cost + more });
    }

    private static IEnumerable<Atom> Equality(TermFactory terms, AtomVariable a, AtomVariable b, Term equal) =>
    [
        new($"{a.Text} == {b.Text}", equal, Cost),
        new($"{a.Text} != {b.Text}", terms.Not(equal), Cost),
    ];

    private static IEnumerable<Atom> Order(AtomContext context, AtomVariable a, AtomVariable b, Term x, Term y, bool signed) =>
    [
        new($"{a.Text} < {b.Text}", context.Less(x, y, signed), Cost),
        new($"{a.Text} <= {b.Text}", context.Terms.Not(context.Less(y, x, signed)), Cost),
    ];

    // With NaN a comparison and its mirror may both be false, so each stands for itself.
    private static IEnumerable<Atom> Floats(TermFactory terms, AtomVariable a, AtomVariable b) =>
    [
        .. Equality(terms, a, b, terms.FEqual(a.Term, b.Term)),
        new($"{a.Text} < {b.Text}", terms.FLt(a.Term, b.Term), Cost),
        new($"{a.Text} <= {b.Text}", terms.FLe(a.Term, b.Term), Cost),
        new($"{b.Text} < {a.Text}", terms.FLt(b.Term, a.Term), Cost),
        new($"{b.Text} <= {a.Text}", terms.FLe(b.Term, a.Term), Cost),
    ];

    // C# compares integers of different types by their values, and refuses ulong beside a signed one.
    private static (Term X, Term Y, bool Signed)? Common(TermFactory terms, AtomVariable a, AtomVariable b)
    {
        if (a.Type.Equals(b.Type))
        {
            return (a.Term, b.Term, a.Type.Signed);
        }

        if (!a.IsInteger || !b.IsInteger)
        {
            return null;
        }

        var signed = a.Type.Signed || b.Type.Signed;
        var width = signed
            ? Math.Max(a.Type.Bits + (a.Type.Signed ? 0 : 1), b.Type.Bits + (b.Type.Signed ? 0 : 1))
            : Math.Max(a.Type.Bits, b.Type.Bits);
        return width > 64 ? null : (Extend(a), Extend(b), signed);

        Term Extend(AtomVariable variable) => variable.Type.Signed ? terms.SignExtend(variable.Term, width) : terms.ZeroExtend(variable.Term, width);
    }
}
