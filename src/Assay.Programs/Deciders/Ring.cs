using System.Numerics;
using System.Runtime.CompilerServices;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders;

/// <summary>
/// Equalities between sums and products in Z modulo 2^n, decided by the normal form of the difference. It proves;
/// a normal form that is not zero refutes nothing.
/// </summary>
internal sealed class Ring : IDecider
{
    public string Name => "Ring";

    public string? Refuses(Goal goal) =>
        Evaluation.TermOrder.Of(goal.Target).Any(term => term.Op == Op.Equal && term.Args[0].Sort.Kind == SortKind.BitVector)
            ? null
            : "there is no equality between integers";

    public Decision Decide(Goal goal, DecisionContext context)
    {
        var proof = new Proof(context);
        return proof.IsImpossible(goal.Target, positive: true)
            ? new None(proof.OverIntegers
                ? "both sides are the same polynomial over the integers"
                : $"the normal form of the difference of both sides settles it modulo 2^{proof.Width}")
            : new NoAnswer("the normal forms differ, which decides nothing");
    }

    private sealed class Proof(DecisionContext context)
    {
        private readonly PolynomialForm _form = new(context);
        private readonly Dictionary<(Term, bool), bool> _known = [];

        public bool OverIntegers { get; private set; } = true;

        public int Width { get; private set; }

        /// <summary>Whether a term (or its negation) can be shown to be false on every input.</summary>
        public bool IsImpossible(Term term, bool positive)
        {
            if (_known.TryGetValue((term, positive), out var known))
            {
                return known;
            }

            context.Cancellation.ThrowIfCancellationRequested();
            return _known[(term, positive)] = RuntimeHelpers.TryEnsureSufficientExecutionStack() && Derive(term, positive);
        }

        private bool Derive(Term term, bool positive) => (term.Op, positive) switch
        {
            (Op.Constant, _) => term.IsTrue != positive,
            (Op.Not, _) => IsImpossible(term.Args[0], !positive),
            (Op.And, true) or (Op.Or, false) => IsImpossible(term.Args[0], positive) || IsImpossible(term.Args[1], positive),
            (Op.And, false) or (Op.Or, true) => IsImpossible(term.Args[0], positive) && IsImpossible(term.Args[1], positive),
            (Op.Equal, false) when term.Args[0].Sort.Kind == SortKind.BitVector => AlwaysEqual(term.Args[0], term.Args[1]),
            (Op.Equal, true) when term.Args[0].Sort.Kind == SortKind.BitVector => NeverEqual(term.Args[0], term.Args[1]),
            _ => false,
        };

        private bool AlwaysEqual(Term a, Term b)
        {
            if (Difference(a, b) is not { } difference)
            {
                return false;
            }

            if (difference.IsZero)
            {
                Width = Math.Max(Width, a.Width);
                return true;
            }

            var reduced = difference.Modulo(a.Width);
            if (!reduced.IsZero && reduced.VanishesModulo(a.Width) != true)
            {
                return false;
            }

            OverIntegers = false;
            Width = Math.Max(Width, a.Width);
            return true;
        }

        // Every term divisible by a power of two that the constant is not divisible by: never zero.
        private bool NeverEqual(Term a, Term b)
        {
            if (Difference(a, b)?.Modulo(a.Width) is not { } difference)
            {
                return false;
            }

            var constant = difference.Sum.GetValueOrDefault(new Monomial());
            if (constant.IsZero)
            {
                return false;
            }

            var never = difference.Sum.All(pair => pair.Key.IsOne || TrailingZeros(pair.Value) > TrailingZeros(constant));
            if (never)
            {
                OverIntegers = false;
                Width = Math.Max(Width, a.Width);
            }

            return never;
        }

        private Polynomial? Difference(Term a, Term b) =>
            _form.Of(a) is { } x && _form.Of(b) is { } y ? x.Plus(y, BigInteger.MinusOne) : null;

        private static int TrailingZeros(BigInteger value)
        {
            var count = 0;
            for (; value.IsEven; value >>= 1)
            {
                count++;
            }

            return count;
        }
    }
}
