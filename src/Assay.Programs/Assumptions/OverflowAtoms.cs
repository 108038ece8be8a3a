using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>
/// Whether sums, differences and products of two variables overflow, and the sign of an exact sum. The terms say it by
/// sign bits (Warren, Hacker's Delight, 2-13), so that they are no wider than the variables.
/// </summary>
internal static class OverflowAtoms
{
    private const int MostVariables = 3;
    private const int MostFactors = 3;
    private const int Cost = 17;

    public static IEnumerable<Atom> Of(AtomContext context) => context.Variables.Count > MostVariables ? [] :
    [
        .. context.AlikePairs().Where(pair => pair.A.Type.Name != "char").SelectMany(pair => Pair(context, pair.A, pair.B)),
        .. context.Variables.Where(variable => variable.IsInteger && variable.Type.Name != "char").SelectMany(variable => Multiples(context, variable)),
    ];

    private static IEnumerable<Atom> Pair(AtomContext context, AtomVariable a, AtomVariable b)
    {
        var sum = FitsSum(context.Terms, a, b);
        if (!a.Type.Signed)
        {
            var most = $"{context.Types.NameOf(a.Type)}.MaxValue - {b.Text}";
            return
            [
                new($"{a.Text} <= {most}", sum, Cost - 2),
                new($"{a.Text} > {most}", context.Terms.Not(sum), Cost - 2),
                .. Products(context, a, b),
            ];
        }

        return
        [
            .. Fits(context, a, b.Text, "+", sum),
            .. Fits(context, a, b.Text, "-", FitsDifference(context.Terms, a.Term, b.Term)),
            .. Fits(context, b, a.Text, "-", FitsDifference(context.Terms, b.Term, a.Term)),
            .. Products(context, a, b),
            .. SignOfSum(context, a, b),
        ];
    }

    private static IEnumerable<Atom> Products(AtomContext context, AtomVariable a, AtomVariable b) =>
        context.Uses(Op.Mul) && a.Type.Bits <= 32 ? Fits(context, a, b.Text, "*", FitsProduct(context.Terms, a, b.Term)) : [];

    // Multiplying by a constant, or shifting left by one.
    private static IEnumerable<Atom> Multiples(AtomContext context, AtomVariable variable)
    {
        if (variable.Type.Bits > 32)
        {
            return [];
        }

        List<long> factors = [];
        foreach (var factor in context.Said.SelectMany(term => Factors(term, variable.Type.Bits)))
        {
            if (factor > 1 && factor < 1L << (variable.Type.Bits - 1) && !factors.Contains((long)factor))
            {
                factors.Add((long)factor);
            }
        }

        factors.Sort();

        return factors.Take(MostFactors).SelectMany(factor => Fits(
            context, variable, factor.ToString(System.Globalization.CultureInfo.InvariantCulture), "*", FitsProduct(context.Terms, variable, context.Terms.Constant(factor, variable.Type.Bits))));
    }

    private static IEnumerable<Signed128> Factors(Term term, int bits)
    {
        if (term.Op == Op.Shl && term.Args[1].IsConstant && term.Args[1].Payload < (uint)bits - 1)
        {
            yield return Signed128.One << (int)term.Args[1].Payload;
        }

        for (var i = 0; term.Op == Op.Mul && i < term.Args.Length; i++)
        {
            if (term.Args[i].IsConstant && term.Args[i].Width >= bits)
            {
                yield return term.Args[i].Value.Signed;
            }
        }
    }

    private static IEnumerable<Atom> Fits(AtomContext context, AtomVariable a, string b, string operation, Term fits)
    {
        var exact = $"{a.Text} {operation} {b}";
        var (left, right) = a.Type.Bits < 32
            ? (context.Wrapping($"({context.Types.NameOf(a.Type)})({exact})"), exact)
            : (context.Wrapping(exact), $"({TypeWords.WiderThan(a.Type)}){exact}");
        if (context.IsChecked && a.Type.Bits == 16 && operation == "*")
        {
            right = $"(long){exact}";
        }

        return [new($"{left} == {right}", fits, Cost), new($"{left} != {right}", context.Terms.Not(fits), Cost)];
    }

    private static IEnumerable<Atom> SignOfSum(AtomContext context, AtomVariable a, AtomVariable b)
    {
        // The sign of the exact sum: that of a and b where they agree, else that of the wrapped sum, which is exact then.
        var (terms, width) = (context.Terms, a.Type.Bits);
        var (zero, sum) = (terms.Constant(0, width), terms.Add(a.Term, b.Term));
        var (isNegative, bIsNegative) = (terms.SLt(a.Term, zero), terms.SLt(b.Term, zero));
        var negative = terms.Ite(terms.Equal(isNegative, bIsNegative), isNegative, terms.SLt(sum, zero));
        var least = terms.Constant(Bits128.One << (width - 1), width);
        var isZero = terms.And(terms.Equal(sum, zero), terms.Not(terms.And(terms.Equal(a.Term, least), terms.Equal(b.Term, least))));
        var text = width < 32 ? $"{a.Text} + {b.Text}" : $"({TypeWords.WiderThan(a.Type)}){a.Text} + {b.Text}";
        return
        [
            new($"{text} < 0", negative, Cost),
            new($"{text} >= 0", terms.Not(negative), Cost),
            new($"{text} <= 0", terms.Or(negative, isZero), Cost + 1),
            new($"{text} > 0", terms.Not(terms.Or(negative, isZero)), Cost + 1),
        ];
    }

    private static Term FitsSum(TermFactory terms, AtomVariable a, AtomVariable b)
    {
        var sum = terms.Add(a.Term, b.Term);
        if (!a.Type.Signed)
        {
            return terms.ULe(a.Term, sum);
        }

        var zero = terms.Constant(0, sum.Width);
        return terms.Not(terms.SLt(terms.BvAnd(terms.BvXor(a.Term, sum), terms.BvXor(b.Term, sum)), zero));
    }

    private static Term FitsDifference(TermFactory terms, Term a, Term b)
    {
        var difference = terms.Sub(a, b);
        return terms.Not(terms.SLt(terms.BvAnd(terms.BvXor(a, b), terms.BvXor(a, difference)), terms.Constant(0, a.Width)));
    }

    private static Term FitsProduct(TermFactory terms, AtomVariable a, Term b)
    {
        var width = 2 * a.Type.Bits;
        var product = terms.Mul(Extend(a.Term), Extend(b));
        return terms.Equal(product, Extend(terms.Extract(product, 0, a.Type.Bits)));

        Term Extend(Term term) => a.Type.Signed ? terms.SignExtend(term, width) : terms.ZeroExtend(term, width);
    }
}
