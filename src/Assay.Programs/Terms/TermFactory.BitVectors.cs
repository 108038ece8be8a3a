namespace Assay.Programs.Terms;

/// <summary>Bit-vector arithmetic and logic.</summary>
internal sealed partial class TermFactory
{
    public Term BvNot(Term a) => a.Op == Op.BvNot ? a.Args[0] : Intern(Op.BvNot, a.Sort, [a]);

    public Term Neg(Term a) =>
        !Simplifies ? Intern(Op.Neg, a.Sort, [a])
        : OverChoice(a, Neg) is { } choice ? choice
        : a.Op == Op.Neg ? a.Args[0]
        : a.Op == Op.Sub ? Sub(a.Args[1], a.Args[0])
        : Intern(Op.Neg, a.Sort, [a]);

    public Term Add(Term a, Term b)
    {
        if (!Simplifies)
        {
            return Intern(Op.Add, a.Sort, [a, b]);
        }

        if (OverChoices(a, b, Add) is { } choices)
        {
            return choices;
        }

        if (a.IsConstant)
        {
            (a, b) = (b, a);
        }

        if (b.IsConstant)
        {
            if (b.Is(0))
            {
                return a;
            }

            if (a.Op == Op.Add && a.Args.FirstOrDefault(x => x.IsConstant) is { } inner)
            {
                return Add(a.Args[0] == inner ? a.Args[1] : a.Args[0], Add(inner, b));
            }

            if (OverChoice(a, x => Add(x, b)) is { } choice)
            {
                return choice;
            }
        }

        return a.Op == Op.Neg ? Sub(b, a.Args[0])
            : b.Op == Op.Neg ? Sub(a, b.Args[0])
            : a.Op == Op.Sub && a.Args[1] == b ? a.Args[0]
            : b.Op == Op.Sub && b.Args[1] == a ? b.Args[0]
            : Dividend(a, b) ?? Dividend(b, a) ?? Commutative(Op.Add, a.Sort, a, b);
    }

    public Term Sub(Term a, Term b) =>
        !Simplifies ? Intern(Op.Sub, a.Sort, [a, b])
        : OverChoices(a, b, Sub) is { } choices ? choices
        : a == b ? Zero(a)
        : b.IsConstant ? Add(a, Neg(b))
        : a.Is(0) ? Neg(b)
        : b.Op == Op.Neg ? Add(a, b.Args[0])
        : a.Op == Op.Add && a.Args[0] == b ? a.Args[1]
        : a.Op == Op.Add && a.Args[1] == b ? a.Args[0]
        : Intern(Op.Sub, a.Sort, [a, b]);

    public Term Mul(Term a, Term b)
    {
        if (!Simplifies)
        {
            return Intern(Op.Mul, a.Sort, [a, b]);
        }

        if (OverChoices(a, b, Mul) is { } choices)
        {
            return choices;
        }

        if (a.IsConstant)
        {
            (a, b) = (b, a);
        }

        if (b.IsConstant)
        {
            if (b.Is(0) || b.Is(1))
            {
                return b.Is(0) ? b : a;
            }

            if (b.Is(b.Sort.Mask))
            {
                return Neg(a);
            }

            if (a.Op == Op.Mul && a.Args.FirstOrDefault(x => x.IsConstant) is { } inner)
            {
                return Mul(a.Args[0] == inner ? a.Args[1] : a.Args[0], Mul(inner, b));
            }

            if (OverChoice(a, x => Mul(x, b)) is { } choice)
            {
                return choice;
            }
        }

        return Commutative(Op.Mul, a.Sort, a, b);
    }

    public Term BvAnd(Term a, Term b)
    {
        if (!Simplifies)
        {
            return Intern(Op.BvAnd, a.Sort, [a, b]);
        }

        if (OverChoices(a, b, BvAnd) is { } choices)
        {
            return choices;
        }

        if (a.IsConstant)
        {
            (a, b) = (b, a);
        }

        if (b.IsConstant)
        {
            if (b.Is(0))
            {
                return b;
            }

            // Bits that the mask clears and that are zero anyway.
            if ((~b.Payload & ~a.KnownZeros & a.Sort.Mask) == 0)
            {
                return a;
            }

            if (a.Op == Op.BvAnd && a.Args.FirstOrDefault(x => x.IsConstant) is { } inner)
            {
                return BvAnd(a.Args[0] == inner ? a.Args[1] : a.Args[0], BvAnd(inner, b));
            }

            if (OverChoice(a, x => BvAnd(x, b)) is { } choice)
            {
                return choice;
            }
        }

        return a == b ? a : BvNot(a) == b ? Zero(a) : Commutative(Op.BvAnd, a.Sort, a, b);
    }

    public Term BvOr(Term a, Term b)
    {
        if (!Simplifies)
        {
            return Intern(Op.BvOr, a.Sort, [a, b]);
        }

        if (OverChoices(a, b, BvOr) is { } choices)
        {
            return choices;
        }

        if (a.IsConstant)
        {
            (a, b) = (b, a);
        }

        if (b.IsConstant)
        {
            if ((b.Payload & ~a.KnownOnes) == 0)
            {
                return a;
            }

            if (b.Is(b.Sort.Mask))
            {
                return b;
            }

            if (OverChoice(a, x => BvOr(x, b)) is { } choice)
            {
                return choice;
            }
        }

        return a == b ? a : BvNot(a) == b ? Constant(a.Sort.Mask, a.Width) : Commutative(Op.BvOr, a.Sort, a, b);
    }

    public Term BvXor(Term a, Term b)
    {
        if (!Simplifies)
        {
            return Intern(Op.BvXor, a.Sort, [a, b]);
        }

        if (OverChoices(a, b, BvXor) is { } choices)
        {
            return choices;
        }

        if (a.IsConstant)
        {
            (a, b) = (b, a);
        }

        if (b.IsConstant)
        {
            if (b.Is(0) || b.Is(b.Sort.Mask))
            {
                return b.Is(0) ? a : BvNot(a);
            }

            if (a.Op == Op.BvXor && a.Args.FirstOrDefault(x => x.IsConstant) is { } inner)
            {
                return BvXor(a.Args[0] == inner ? a.Args[1] : a.Args[0], BvXor(inner, b));
            }

            if (OverChoice(a, x => BvXor(x, b)) is { } choice)
            {
                return choice;
            }
        }

        // x ^ (x ^ y) is y: swaps by xor vanish.
        return a == b ? Zero(a)
            : BvNot(a) == b ? Constant(a.Sort.Mask, a.Width)
            : a.Op == Op.BvXor && a.Args[0] == b ? a.Args[1]
            : a.Op == Op.BvXor && a.Args[1] == b ? a.Args[0]
            : b.Op == Op.BvXor && b.Args[0] == a ? b.Args[1]
            : b.Op == Op.BvXor && b.Args[1] == a ? b.Args[0]
            : Commutative(Op.BvXor, a.Sort, a, b);
    }

    public Term PopCount(Term a) => Intern(Op.PopCount, a.Sort, [a]);

    public Term LeadingZeros(Term a) => Intern(Op.LeadingZeros, a.Sort, [a]);

    public Term TrailingZeros(Term a) => Intern(Op.TrailingZeros, a.Sort, [a]);

    /// <summary>0 or 1 in the given width.</summary>
    public Term FromBool(Term a, int width) => Ite(a, Constant(1, width), Constant(0, width));

    private Term Zero(Term like) => Constant(Bits128.Zero, like.Width);
}
