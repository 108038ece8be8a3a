namespace Assay.Programs.Terms;

/// <summary>Booleans, choice and equality.</summary>
internal sealed partial class TermFactory
{
    public Term Not(Term a) => a.Op == Op.Not ? a.Args[0] : Intern(Op.Not, Sort.Bool, [a]);

    public Term And(Term a, Term b)
    {
        if (!Simplifies)
        {
            return Intern(Op.And, Sort.Bool, [a, b]);
        }

        if (a == b || b.IsTrue || a.IsFalse)
        {
            return a;
        }

        if (a.IsTrue || b.IsFalse)
        {
            return b;
        }

        // An argument that already stands among the conjuncts of the other, or contradicts one of them.
        return Absorbed(Op.And, a, b) ?? Absorbed(Op.And, b, a) ?? Distributed(Op.And, Op.Or, a, b) ?? Commutative(Op.And, Sort.Bool, a, b);
    }

    public Term Or(Term a, Term b)
    {
        if (!Simplifies)
        {
            return Intern(Op.Or, Sort.Bool, [a, b]);
        }

        if (a == b || b.IsFalse || a.IsTrue)
        {
            return a;
        }

        if (a.IsFalse || b.IsTrue)
        {
            return b;
        }

        return Absorbed(Op.Or, a, b) ?? Absorbed(Op.Or, b, a) ?? Distributed(Op.Or, Op.And, a, b) ?? Commutative(Op.Or, Sort.Bool, a, b);
    }

    public Term Xor(Term a, Term b) => Not(Equal(a, b));

    public Term Implies(Term a, Term b) => Or(Not(a), b);

    public Term All(IEnumerable<Term> terms) => terms.Aggregate(True, And);

    public Term Any(IEnumerable<Term> terms) => terms.Aggregate(False, Or);

    /// <summary>Equality of values: NaN equals NaN and zeros of different sign differ. C#'s == on floats is <see cref="FEqual"/>.</summary>
    public Term Equal(Term a, Term b)
    {
        if (!a.Sort.IsScalar)
        {
            return a.Args.Length == b.Args.Length ? All(a.Args.Zip(b.Args, Equal)) : False;
        }

        if (!Simplifies)
        {
            return Intern(Op.Equal, Sort.Bool, [a, b]);
        }

        return a == b ? True
            : a.Sort.Kind == SortKind.Bool ? BoolEqual(a, b)
            : a.Sort.Kind == SortKind.BitVector ? BitVectorEqual(a, b)
            : Commutative(Op.Equal, Sort.Bool, a, b);
    }

    public Term Ite(Term condition, Term yes, Term no)
    {
        if (yes == no || condition.IsTrue)
        {
            return yes;
        }

        if (condition.IsFalse)
        {
            return no;
        }

        if (!yes.Sort.IsScalar)
        {
            return Intern(yes.Op, yes.Sort, [.. yes.Args.Zip(no.Args, (y, n) => Ite(condition, y, n))]);
        }

        if (!Simplifies)
        {
            return Intern(Op.Ite, yes.Sort, [condition, yes, no]);
        }

        if (condition.Op == Op.Not)
        {
            return Ite(condition.Args[0], no, yes);
        }

        return yes.Sort.Kind == SortKind.Bool ? BoolIte(condition, yes, no) : NestedIte(condition, yes, no);
    }

    private Term BoolEqual(Term a, Term b)
    {
        if (a.IsConstant || b.IsConstant)
        {
            var (constant, other) = a.IsConstant ? (a, b) : (b, a);
            return constant.IsTrue ? other : Not(other);
        }

        if (Not(a) == b)
        {
            return False;
        }

        return a.Op == Op.Not ? Not(Equal(a.Args[0], b))
            : b.Op == Op.Not ? Not(Equal(a, b.Args[0]))
            : Commutative(Op.Equal, Sort.Bool, a, b);
    }

    private Term BoolIte(Term condition, Term yes, Term no) =>
        yes.IsTrue || yes == condition ? Or(condition, no)
        : yes.IsFalse ? And(Not(condition), no)
        : no.IsFalse || no == condition ? And(condition, yes)
        : no.IsTrue ? Or(Not(condition), yes)
        : Not(yes) == no ? Equal(condition, yes)
        : NestedIte(condition, yes, no);

    private Term NestedIte(Term condition, Term yes, Term no)
    {
        if (yes.Op == Op.Ite && yes.Args[0] == condition)
        {
            return Ite(condition, yes.Args[1], no);
        }

        if (no.Op == Op.Ite && no.Args[0] == condition)
        {
            return Ite(condition, yes, no.Args[2]);
        }

        if (no.Op == Op.Ite && no.Args[1] == yes)
        {
            return Ite(Or(condition, no.Args[0]), yes, no.Args[2]);
        }

        if (yes.Op == Op.Ite && yes.Args[2] == no)
        {
            return Ite(And(condition, yes.Args[0]), yes.Args[1], no);
        }

        if (no.Op == Op.Ite && no.Args[2] == yes)
        {
            return Ite(And(Not(condition), no.Args[0]), no.Args[1], yes);
        }

        if (yes.Op == Op.Ite && yes.Args[1] == no)
        {
            return Ite(And(condition, Not(yes.Args[0])), yes.Args[2], no);
        }

        // x == k ? k : x, and x == y ? y : x.
        if (condition.Op == Op.Equal && yes.Sort.Kind == SortKind.BitVector
            && ((condition.Args[0] == yes && condition.Args[1] == no) || (condition.Args[0] == no && condition.Args[1] == yes)))
        {
            return no;
        }

        return Intern(Op.Ite, yes.Sort, [condition, yes, no]);
    }

    // a op b where a is x op' y, or a conjunct of b: absorption and contradiction, two levels deep.
    private Term? Absorbed(Op op, Term a, Term b)
    {
        var annihilator = op == Op.And ? False : True;
        if (Not(a) == b)
        {
            return annihilator;
        }

        if (b.Op == op)
        {
            return Contains(op, b, a, 6) ? b : Contains(op, b, Not(a), 6) ? annihilator : null;
        }

        var dual = op == Op.And ? Op.Or : Op.And;
        if (b.Op == dual)
        {
            var negated = Not(a);
            return b.Args[0] == a || b.Args[1] == a ? a
                : b.Args[0] == negated ? Connect(op, a, b.Args[1])
                : b.Args[1] == negated ? Connect(op, a, b.Args[0])
                : null;
        }

        return null;
    }

    // (p and c) or (p and not c) is p; also when one side stands inside a longer chain: q or (p and c) or (p and not c).
    private Term? Distributed(Op op, Op dual, Term a, Term b) =>
        Resolved(dual, a, b)
        ?? (a.Op == op ? Resolved(dual, a.Args[0], b) is { } left ? Connect(op, left, a.Args[1])
            : Resolved(dual, a.Args[1], b) is { } right ? Connect(op, a.Args[0], right) : null : null)
        ?? (b.Op == op ? Resolved(dual, b.Args[0], a) is { } left2 ? Connect(op, left2, b.Args[1])
            : Resolved(dual, b.Args[1], a) is { } right2 ? Connect(op, b.Args[0], right2) : null : null);

    private Term? Resolved(Op dual, Term a, Term b)
    {
        if (a.Op != dual || b.Op != dual)
        {
            return null;
        }

        for (var i = 0; i < 2; i++)
        {
            for (var j = 0; j < 2; j++)
            {
                if (a.Args[i] == b.Args[j] && Not(a.Args[1 - i]) == b.Args[1 - j])
                {
                    return a.Args[i];
                }
            }
        }

        return null;
    }

    private Term Connect(Op op, Term a, Term b) => op == Op.And ? And(a, b) : Or(a, b);

    private static bool Contains(Op op, Term chain, Term wanted, int depth) =>
        chain == wanted
        || (depth > 0 && chain.Op == op
            && (Contains(op, chain.Args[0], wanted, depth - 1) || Contains(op, chain.Args[1], wanted, depth - 1)));

    private Term Commutative(Op op, Sort sort, Term a, Term b) =>
        a.Id <= b.Id ? Intern(op, sort, [a, b]) : Intern(op, sort, [b, a]);
}
