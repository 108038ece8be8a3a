using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Deciders;

/// <summary>Random sums and products over bitwise expressions of variables, and other ways to say the same.</summary>
internal sealed class RandomRing(TermFactory terms, IReadOnlyList<Term> variables, Random random)
{
    private int Width => variables[0].Width;

    public Term Expression(int depth) => depth == 0 ? Leaf() : random.Next(6) switch
    {
        0 or 1 => terms.Add(Expression(depth - 1), Expression(depth - 1)),
        2 => terms.Sub(Expression(depth - 1), Expression(depth - 1)),
        3 => terms.Mul(Expression(depth - 1), Expression(depth - 1)),
        4 => terms.Neg(Expression(depth - 1)),
        _ => terms.Shl(Expression(depth - 1), terms.Constant(1, Width)),
    };

    /// <summary>The same value on every input, said differently.</summary>
    public Term Rewritten(Term term)
    {
        if (term.Args.Length == 0)
        {
            return term;
        }

        // Below a bitwise operation nothing may become a sum.
        var isBitwise = term.Op is Op.BvAnd or Op.BvOr or Op.BvXor or Op.BvNot;
        var a = isBitwise ? term.Args[0] : Rewritten(term.Args[0]);
        var b = term.Args.Length == 1 ? a : isBitwise ? term.Args[1] : Rewritten(term.Args[1]);
        return (term.Op, random.Next(4)) switch
        {
            (Op.Add, 0) => terms.Add(b, a),
            (Op.Add, 1) => terms.Sub(a, terms.Neg(b)),
            (Op.Sub, 0) => terms.Add(a, terms.Neg(b)),
            (Op.Sub, 1) => terms.Add(terms.Add(a, terms.BvNot(b)), One),
            (Op.Neg, 0) => terms.Add(terms.BvNot(a), One),
            (Op.Neg, 1) => terms.Mul(a, terms.Constant(-1, Width)),
            (Op.Shl, 0) when term.Args[1].Is(1) => terms.Add(a, a),
            (Op.Mul, 0) => terms.Mul(b, a),
            (Op.Mul, 1) when a.Op == Op.Add => terms.Add(terms.Mul(a.Args[0], b), terms.Mul(a.Args[1], b)),
            (Op.Mul, 2) when b.Op == Op.Sub => terms.Sub(terms.Mul(a, b.Args[0]), terms.Mul(a, b.Args[1])),
            (Op.BvXor, 0) => terms.Sub(terms.BvOr(a, b), terms.BvAnd(a, b)),
            (Op.BvXor, 1) => terms.Sub(terms.Add(a, b), terms.Shl(terms.BvAnd(a, b), One)),
            (Op.BvOr, 0) => terms.Sub(terms.Add(a, b), terms.BvAnd(a, b)),
            (Op.BvOr, 1) => terms.BvNot(terms.BvAnd(terms.BvNot(a), terms.BvNot(b))),
            (Op.BvAnd, 0) => terms.Sub(terms.BvOr(a, b), terms.BvXor(a, b)),
            (Op.BvNot, 0) => terms.Sub(terms.Constant(-1, Width), a),
            (Op.Add, _) => terms.Add(a, b),
            (Op.Sub, _) => terms.Sub(a, b),
            (Op.Neg, _) => terms.Neg(a),
            (Op.Shl, _) => terms.Shl(a, term.Args[1]),
            (Op.Mul, _) => terms.Mul(a, b),
            _ => term,
        };
    }

    private Term One => terms.Constant(1, Width);

    // Bitwise expressions stay below all sums, where they are combinations of conjunctions.
    private Term Leaf() => random.Next(6) switch
    {
        0 => terms.Constant(random.Next(1 << Math.Min(Width, 16)), Width),
        1 => terms.BvXor(Variable(), Variable()),
        2 => terms.BvOr(Variable(), terms.BvAnd(Variable(), Variable())),
        3 => terms.BvNot(terms.BvAnd(Variable(), Variable())),
        _ => Variable(),
    };

    private Term Variable() => variables[random.Next(variables.Count)];
}
