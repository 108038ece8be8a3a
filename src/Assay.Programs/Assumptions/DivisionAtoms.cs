using System.Globalization;
using Assay.Programs.Deciders;
using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>
/// Whether a variable or a constant of the claim divides a variable, for claims that divide. Where the assumptions do not keep the remainder from
/// throwing, the text does.
/// </summary>
internal static class DivisionAtoms
{
    private const int Cost = 14;

    public static IEnumerable<Atom> Of(AtomContext context) => context.Uses(Op.UDiv, Op.URem, Op.SDiv, Op.SRem)
        ? context.AlikePairs().SelectMany(pair => (Atom[])[.. Of(context, pair.A, pair.B), .. Of(context, pair.B, pair.A)])
            .Concat(context.Variables.Where(variable => variable.IsInteger).SelectMany(variable => Multiples(context, variable)))
        : [];

    // Multiples of what the claim divides by. Of powers of two the lowest bits tell.
    private static IEnumerable<Atom> Multiples(AtomContext context, AtomVariable variable)
    {
        var (terms, isSigned) = (context.Terms, variable.Type.Signed);
        foreach (var divisor in context.Said.Where(IsDivision).Select(term => term.Args[1]).Where(term => term.IsConstant && term.Width >= variable.Type.Bits).Distinct())
        {
            var number = isSigned ? divisor.Value.Signed : (Signed128)divisor.Payload;
            if (number < 3 || Signed128.IsPow2(number))
            {
                continue;
            }

            var x = isSigned ? terms.SignExtend(variable.Term, divisor.Width) : terms.ZeroExtend(variable.Term, divisor.Width);
            var divides = LeavesNothing(context, x, divisor, isSigned);
            var text = string.Create(CultureInfo.InvariantCulture, $"{variable.Text} % {number}");
            yield return new Atom($"{text} == 0", divides, Cost);
            yield return new Atom($"{text} != 0", terms.Not(divides), Cost);
        }
    }

    private static bool IsDivision(Term term) => term.Op is Op.UDiv or Op.URem or Op.SDiv or Op.SRem;

    private static IEnumerable<Atom> Of(AtomContext context, AtomVariable a, AtomVariable b)
    {
        var (terms, width) = (context.Terms, a.Term.Width);
        var zero = terms.Constant(0, width);
        var isZero = terms.Equal(b.Term, zero);
        var overflows = a.Type.Signed && a.Type.Bits >= 32
            ? terms.And(terms.Equal(b.Term, terms.Constant(-1, width)), terms.Equal(a.Term, terms.Constant(Bits128.One << (width - 1), width)))
            : terms.False;
        var (mayBeZero, mayOverflow) = (!IsExcluded(context, isZero), !IsExcluded(context, overflows));
        var divides = terms.And(
            mayBeZero ? terms.Not(isZero) : terms.True, LeavesNothing(context, a.Term, b.Term, a.Type.Signed));
        var text = $"{a.Text} % {b.Text}";
        return mayBeZero || mayOverflow
            ? [new($"{(mayBeZero ? $"{b.Text} != 0 && " : "")}{(mayOverflow ? $"({b.Text} == -1 || {text} == 0)" : $"{text} == 0")}", divides, 2 * Cost)]
            : [new($"{text} == 0", divides, Cost), new($"{text} != 0", terms.Not(divides), Cost)];
    }

    // By the operation that the claim uses itself, so that both sides of a proof share it.
    private static Term LeavesNothing(AtomContext context, Term a, Term b, bool isSigned)
    {
        var terms = context.Terms;
        return context.Uses(Op.URem, Op.SRem)
            ? terms.Equal(isSigned ? terms.SRem(a, b) : terms.URem(a, b), terms.Constant(0, a.Width))
            : terms.Equal(terms.Mul(isSigned ? terms.SDiv(a, b) : terms.UDiv(a, b), b), a);
    }

    // What the assumptions say of divisors, they say plainly: simplification and a few inputs tell.
    private static bool IsExcluded(AtomContext context, Term input)
    {
        var question = context.Goal.WithTarget(context.Terms.And(context.Goal.Assumed, input));
        IDecider[] deciders = [new Structure(), new FewInputs()];
        return deciders.Any(decider => decider.Refuses(question) is null && decider.Decide(question, new DecisionContext(DateTime.UtcNow.AddSeconds(1), (_, _) => { }, default)) is None);
    }
}
