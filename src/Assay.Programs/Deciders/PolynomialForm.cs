using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders;

/// <summary>
/// Writes bit-vector terms as polynomials. Bitwise expressions of a few operands become integer combinations of
/// conjunctions of their operands (linear mixed boolean-arithmetic; Zhou et al., 2007); what is neither is an atom.
/// </summary>
internal sealed class PolynomialForm(DecisionContext context)
{
    private const int MostLeaves = 6;

    private readonly Dictionary<Term, Polynomial?> _known = [];
    private readonly Dictionary<string, int> _atoms = [];

    /// <summary>The polynomial of a term over the integers, or null when it would be too long to work out.</summary>
    public Polynomial? Of(Term term)
    {
        if (_known.TryGetValue(term, out var known))
        {
            return known;
        }

        context.Cancellation.ThrowIfCancellationRequested();

        // Sums that were unrolled from long loops can be deeper than the stack.
        return _known[term] = context.IsOver || !RuntimeHelpers.TryEnsureSufficientExecutionStack() ? null : Build(term);
    }

    private Polynomial? Build(Term term)
    {
        switch (term.Op)
        {
            case Op.Constant:
                return Polynomial.Constant((BigInteger)term.Value.Signed);
            case Op.Add or Op.Sub:
                return Of(term.Args[0]) is { } a && Of(term.Args[1]) is { } b
                    ? a.Plus(b, term.Op == Op.Add ? BigInteger.One : BigInteger.MinusOne)
                    : null;
            case Op.Neg:
                return Of(term.Args[0])?.Scaled(BigInteger.MinusOne);
            case Op.Mul:
                return Of(term.Args[0]) is { } x && Of(term.Args[1]) is { } y ? x.Times(y) : null;
            case Op.Shl when term.Args[1].IsConstant && term.Args[1].Payload < (uint)term.Width:
                return Of(term.Args[0])?.Scaled(BigInteger.One << (int)term.Args[1].Payload);
            case Op.BvNot:
                return Of(term.Args[0])?.Scaled(BigInteger.MinusOne).Plus(Polynomial.Constant(1), BigInteger.MinusOne);
            case Op.BvAnd or Op.BvOr or Op.BvXor:
                return Bitwise(term);
            default:
                return Polynomial.Atom(AtomOf([term]));
        }
    }

    private Polynomial Bitwise(Term term)
    {
        List<Term> leaves = [];
        if (!CollectLeaves(term, leaves))
        {
            return Polynomial.Atom(AtomOf([term]));
        }

        // Coefficients of the truth table over conjunctions, by Möbius inversion over subsets.
        var size = 1 << leaves.Count;
        var coefficients = new int[size];
        for (var row = 0; row < size; row++)
        {
            coefficients[row] = Row(term, leaves, row) ? 1 : 0;
        }

        for (var bit = 1; bit < size; bit <<= 1)
        {
            for (var set = 0; set < size; set++)
            {
                if ((set & bit) != 0)
                {
                    coefficients[set] -= coefficients[set ^ bit];
                }
            }
        }

        // The empty conjunction is all ones, which is -1.
        var sum = Polynomial.Constant(-coefficients[0]);
        for (var set = 1; set < size; set++)
        {
            if (coefficients[set] != 0)
            {
                sum = sum.Plus(Conjunction(leaves, set), coefficients[set]);
            }
        }

        return sum;
    }

    private Polynomial Conjunction(List<Term> leaves, int set)
    {
        var members = leaves.Where((_, i) => (set >> i & 1) == 1).ToList();

        // A single operand is itself, so it may be a sum; several together are an atom.
        return members.Count == 1 && Of(members[0]) is { } single ? single : Polynomial.Atom(AtomOf(members));
    }

    private static bool CollectLeaves(Term term, List<Term> leaves)
    {
        if (term.Op is Op.BvAnd or Op.BvOr or Op.BvXor or Op.BvNot)
        {
            return term.Args.All(argument => CollectLeaves(argument, leaves));
        }

        if (term.IsConstant)
        {
            return term.Is(0) || term.Is(term.Sort.Mask);
        }

        if (!leaves.Contains(term))
        {
            leaves.Add(term);
        }

        return leaves.Count <= MostLeaves;
    }

    private static bool Row(Term term, List<Term> leaves, int row) => term.Op switch
    {
        Op.BvAnd => Row(term.Args[0], leaves, row) && Row(term.Args[1], leaves, row),
        Op.BvOr => Row(term.Args[0], leaves, row) || Row(term.Args[1], leaves, row),
        Op.BvXor => Row(term.Args[0], leaves, row) != Row(term.Args[1], leaves, row),
        Op.BvNot => !Row(term.Args[0], leaves, row),
        Op.Constant => !term.Is(0),
        _ => (row >> leaves.IndexOf(term) & 1) == 1,
    };

    private int AtomOf(List<Term> conjunction)
    {
        var key = string.Join('&', conjunction.Select(term => term.Id).Order());
        return _atoms.TryGetValue(key, out var atom) ? atom : _atoms[key] = _atoms.Count;
    }
}
