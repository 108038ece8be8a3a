using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Terms;

/// <summary>Rules of division that look at known bits, against the meaning of each operation on every input.</summary>
public sealed class DivisionTests
{
    private const int Width = 5;

    public static TheoryData<int, int> KnownBits { get; } = new(
        from a in Enumerable.Range(-1, 6) from b in Enumerable.Range(-1, 6) select (a, b));

    // The three high bits of each operand are known, or none where the number is -1.
    [Theory]
    [MemberData(nameof(KnownBits))]
    public void Division_means_the_same_whatever_is_known(int highOfA, int highOfB)
    {
        var terms = new TermFactory();
        var (x, y) = (Low("x", highOfA), Low("y", highOfB));
        var (a, b) = (Whole(x, highOfA), Whole(y, highOfB));
        var plain = new TermFactory(simplify: false);
        foreach (var divide in (Func<TermFactory, Term, Term, Term>[])[(t, p, q) => t.UDiv(p, q), (t, p, q) => t.URem(p, q), (t, p, q) => t.SDiv(p, q), (t, p, q) => t.SRem(p, q)])
        {
            var quotient = divide(terms, a, b);
            Term[] compared = [terms.Equal(quotient, terms.Constant(0, Width)), terms.Equal(quotient, terms.Constant(1, Width))];
            for (var bits = 0u; bits < 1u << (x.Width + y.Width); bits++)
            {
                Value Of(Term term) => new(term.Sort, term == x ? bits : bits >> x.Width);
                var (p, q) = (TermEvaluator.Evaluate(a, Of), TermEvaluator.Evaluate(b, Of));
                var expected = TermEvaluator.Evaluate(divide(plain, plain.Constant(p), plain.Constant(q)), Of);
                Assert.Equal(expected, TermEvaluator.Evaluate(quotient, Of));
                Assert.Equal(expected.Bits == 0, TermEvaluator.Evaluate(compared[0], Of).IsTrue);
                Assert.Equal(expected.Bits == 1, TermEvaluator.Evaluate(compared[1], Of).IsTrue);
            }
        }

        Term Low(string name, int high) => terms.Variable(name, Sort.BitVector(high < 0 ? Width : 2));

        // 0 to 3 are 000, 001, 010, 011; 4 is 111.
        Term Whole(Term low, int high) => high < 0 ? low : terms.Concat(terms.Constant(high == 4 ? 7 : high, 3), low);
    }
}
