using Assay.Programs.Deciders;
using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Bench;

/// <summary>A statement about one 32-bit number, as a goal and as a function of the peer library.</summary>
/// <param name="Name">The name in tables.</param>
/// <param name="Symbol">The function in <c>bodies.c</c>.</param>
/// <param name="Violation">Where the statement is false.</param>
internal sealed record Body(string Name, string Symbol, Func<TermFactory, Term, Term> Violation)
{
    private const int Width = 32;

    public static IReadOnlyList<Body> All { get; } =
    [
        new("clear lowest bit", "clear_lowest_bit", ClearLowestBit),
        new("popcount", "swar_popcount", PopCount),
        new("divide by 7", "divide_by_seven", DivideBySeven),
    ];

    /// <summary>Is there an input on which the statement is false?</summary>
    public Goal Goal()
    {
        var terms = new TermFactory();
        var x = terms.Variable("x", Sort.BitVector(Width));
        return new Goal
        {
            Terms = terms,
            Variables = [new ScalarVariable(x, "x", new ClrType(ClrKind.Integer, "uint", Width))],
            Assumed = terms.True,
            Target = Violation(terms, x),
        };
    }

    public override string ToString() => Name;

    // One bit at most is cleared.
    private static Term ClearLowestBit(TermFactory t, Term x)
    {
        Term WithoutLowest(Term value) => t.BvAnd(value, t.Sub(value, t.Constant(1, Width)));
        return t.Not(t.Equal(WithoutLowest(t.BvXor(x, WithoutLowest(x))), t.Constant(0, Width)));
    }

    // Sums of fields against a loop over the bits.
    private static Term PopCount(TermFactory t, Term x)
    {
        Term Number(uint value) => t.Constant((UInt128)value, Width);
        Term Right(Term value, uint by) => t.LShr(value, Number(by));
        var pairs = t.Sub(x, t.BvAnd(Right(x, 1), Number(0x55555555)));
        var nibbles = t.Add(t.BvAnd(pairs, Number(0x33333333)), t.BvAnd(Right(pairs, 2), Number(0x33333333)));
        var bytes = t.BvAnd(t.Add(nibbles, Right(nibbles, 4)), Number(0x0F0F0F0F));
        var loop = Number(0);
        for (var bit = 0u; bit < Width; bit++)
        {
            loop = t.Add(loop, t.BvAnd(Right(x, bit), Number(1)));
        }

        return t.Not(t.Equal(Right(t.Mul(bytes, Number(0x01010101)), 24), loop));
    }

    // The remainder is below 7.
    private static Term DivideBySeven(TermFactory t, Term x)
    {
        Term Number(uint value) => t.Constant((UInt128)value, Width);
        var product = t.Mul(t.ZeroExtend(x, 64), t.Constant((UInt128)0x24924925, 64));
        var high = t.Extract(product, 32, Width);
        var quotient = t.LShr(t.Add(t.LShr(t.Sub(x, high), Number(1)), high), Number(2));
        return t.Not(t.ULt(t.Sub(x, t.Mul(quotient, Number(7))), Number(7)));
    }
}
