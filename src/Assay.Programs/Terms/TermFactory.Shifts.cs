namespace Assay.Programs.Terms;

/// <summary>Shifts and rotations of bit-vectors.</summary>
internal sealed partial class TermFactory
{
    /// <summary>Shift left; zero when the count is the width or more.</summary>
    public Term Shl(Term a, Term count) => Shift(Op.Shl, a, count);

    /// <summary>Shift right with zeros; zero when the count is the width or more.</summary>
    public Term LShr(Term a, Term count) => Shift(Op.LShr, a, count);

    /// <summary>Shift right with the sign; all sign when the count is the width or more.</summary>
    public Term AShr(Term a, Term count) => Shift(Op.AShr, a, count);

    /// <summary>Rotates left by a count that is taken modulo the width.</summary>
    public Term RotateLeft(Term a, Term count)
    {
        var amount = URem(count, Constant((Bits128)(uint)a.Width, a.Width));
        return BvOr(Shl(a, amount), LShr(a, Sub(Constant((Bits128)(uint)a.Width, a.Width), amount)));
    }

    public Term RotateRight(Term a, Term count)
    {
        var amount = URem(count, Constant((Bits128)(uint)a.Width, a.Width));
        return BvOr(LShr(a, amount), Shl(a, Sub(Constant((Bits128)(uint)a.Width, a.Width), amount)));
    }

    private Term Shift(Op op, Term a, Term count)
    {
        if (Simplifies && OverChoices(a, count, (x, y) => Shift(op, x, y)) is { } choices)
        {
            return choices;
        }

        if (!Simplifies || !count.IsConstant)
        {
            return Intern(op, a.Sort, [a, count]);
        }

        if (count.Is(0))
        {
            return a;
        }

        if (count.Payload >= (uint)a.Width)
        {
            return op == Op.AShr ? AShr(a, Constant(a.Width - 1, a.Width)) : Zero(a);
        }

        if (op == Op.AShr && (a.KnownZeros >> (a.Width - 1)) == 1)
        {
            return LShr(a, count);
        }

        if (a.Op == op && a.Args[1].IsConstant && a.Args[1].Payload < (uint)a.Width)
        {
            // The sum of two counts below the width; it need not fit the width itself.
            var total = Bits128.Min(a.Args[1].Payload + count.Payload, a.Sort.Mask);
            return Shift(op, a.Args[0], Constant(total, a.Width));
        }

        return OverChoice(a, x => Shift(op, x, count)) ?? Intern(op, a.Sort, [a, count]);
    }
}
