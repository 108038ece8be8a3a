namespace Assay.Programs.Terms;

/// <summary>Comparisons of bit-vectors, and changes of width.</summary>
internal sealed partial class TermFactory
{
    private readonly Dictionary<(Term Whole, int Low, int Width), Term> _extracts = [];

    public Term ULt(Term a, Term b)
    {
        if (!Simplifies)
        {
            return Intern(Op.ULt, Sort.Bool, [a, b]);
        }

        var mask = a.Sort.Mask;
        if (a == b || (a.KnownOnes >= (mask & ~b.KnownZeros)))
        {
            return False;
        }

        if ((mask & ~a.KnownZeros) < b.KnownOnes)
        {
            return True;
        }

        if (Constant2(a, b, ULt) is { } choice)
        {
            return choice;
        }

        if (Same(Op.ZeroExtend, a, b))
        {
            return ULt(a.Args[0], b.Args[0]);
        }

        return a.Is(0) ? Not(Equal(a, b))
            : b.Is(1) ? Equal(a, Zero(a))
            : b.Is(mask) ? Not(Equal(a, b))
            : Intern(Op.ULt, Sort.Bool, [a, b]);
    }

    public Term SLt(Term a, Term b)
    {
        if (!Simplifies)
        {
            return Intern(Op.SLt, Sort.Bool, [a, b]);
        }

        if (a == b)
        {
            return False;
        }

        if (Constant2(a, b, SLt) is { } choice)
        {
            return choice;
        }

        var top = a.Width - 1;
        bool aKnown = ((a.KnownZeros | a.KnownOnes) >> top & 1) == 1, bKnown = ((b.KnownZeros | b.KnownOnes) >> top & 1) == 1;
        if (aKnown && bKnown)
        {
            var (aNegative, bNegative) = ((a.KnownOnes >> top & 1) == 1, (b.KnownOnes >> top & 1) == 1);
            return aNegative == bNegative ? ULt(a, b) : Bool(aNegative);
        }

        if (Same(Op.SignExtend, a, b))
        {
            return SLt(a.Args[0], b.Args[0]);
        }

        return OutOfRange(a, b) ?? Intern(Op.SLt, Sort.Bool, [a, b]);
    }

    public Term ULe(Term a, Term b) => Not(ULt(b, a));

    public Term SLe(Term a, Term b) => Not(SLt(b, a));

    /// <summary>Bits <paramref name="low"/> up to <paramref name="low"/> + <paramref name="width"/> - 1.</summary>
    public Term Extract(Term a, int low, int width)
    {
        var sort = Sort.BitVector(width);
        if (low == 0 && width == a.Width)
        {
            return a;
        }

        if (!Simplifies)
        {
            return Intern(Op.Extract, sort, [a], (uint)low);
        }

        // Remembered, because it recurses over graphs whose paths are many more than their nodes.
        var key = (a, low, width);
        if (!_extracts.TryGetValue(key, out var part))
        {
            _extracts[key] = part = SimplifiedExtract(a, low, width);
        }

        return part;
    }

    private Term SimplifiedExtract(Term a, int low, int width)
    {
        switch (a.Op)
        {
            case Op.Extract:
                return Extract(a.Args[0], low + (int)a.Payload, width);
            case Op.ZeroExtend or Op.SignExtend when low + width <= a.Args[0].Width:
                return Extract(a.Args[0], low, width);
            case Op.ZeroExtend when low >= a.Args[0].Width:
                return Constant(Bits128.Zero, width);
            case Op.SignExtend when low == 0 && width > a.Args[0].Width:
                return SignExtend(a.Args[0], width);
            case Op.ZeroExtend when low == 0 && width > a.Args[0].Width:
                return ZeroExtend(a.Args[0], width);
            case Op.Concat when low + width <= a.Args[1].Width:
                return Extract(a.Args[1], low, width);
            case Op.Concat when low >= a.Args[1].Width:
                return Extract(a.Args[0], low - a.Args[1].Width, width);
            case Op.Concat:
                var lowWidth = a.Args[1].Width;
                return Concat(Extract(a.Args[0], 0, low + width - lowWidth), Extract(a.Args[1], low, lowWidth - low));
            case Op.ZeroExtend when low > 0:
                return ZeroExtend(Extract(a.Args[0], low, a.Args[0].Width - low), width);
            case Op.LShr or Op.AShr when a.Args[1].IsConstant && low + width + (int)a.Args[1].Payload <= a.Width:
                return Extract(a.Args[0], low + (int)a.Args[1].Payload, width);
            case Op.BvNot:
                return BvNot(Extract(a.Args[0], low, width));
            case Op.BvAnd:
                return BvAnd(Extract(a.Args[0], low, width), Extract(a.Args[1], low, width));
            case Op.BvOr:
                return BvOr(Extract(a.Args[0], low, width), Extract(a.Args[1], low, width));
            case Op.BvXor:
                return BvXor(Extract(a.Args[0], low, width), Extract(a.Args[1], low, width));
            case Op.Ite:
                return Ite(a.Args[0], Extract(a.Args[1], low, width), Extract(a.Args[2], low, width));
        }

        return low == 0 ? LowPart(a, width) : Intern(Op.Extract, Sort.BitVector(width), [a], (uint)low);
    }

    public Term ZeroExtend(Term a, int width) =>
        width == a.Width ? a
        : !Simplifies ? Intern(Op.ZeroExtend, Sort.BitVector(width), [a])
        : a.Op == Op.ZeroExtend ? ZeroExtend(a.Args[0], width)
        : OverChoice(a, x => ZeroExtend(x, width)) ?? Intern(Op.ZeroExtend, Sort.BitVector(width), [a]);

    public Term SignExtend(Term a, int width) =>
        width == a.Width ? a
        : !Simplifies ? Intern(Op.SignExtend, Sort.BitVector(width), [a])
        : a.Op == Op.SignExtend ? SignExtend(a.Args[0], width)
        : (a.KnownZeros >> (a.Width - 1) & 1) == 1 ? ZeroExtend(a, width)
        : OverChoice(a, x => SignExtend(x, width)) ?? Intern(Op.SignExtend, Sort.BitVector(width), [a]);

    /// <summary>The bits of <paramref name="high"/> above those of <paramref name="low"/>.</summary>
    public Term Concat(Term high, Term low)
    {
        var width = high.Width + low.Width;
        return Simplifies && high.Is(0) ? ZeroExtend(low, width)
            : Simplifies && high.Op == Op.Extract && low.Op == Op.Extract && high.Args[0] == low.Args[0]
                && (int)high.Payload == (int)low.Payload + low.Width
                ? Extract(low.Args[0], (int)low.Payload, width)
            : Intern(Op.Concat, Sort.BitVector(width), [high, low]);
    }

    // Truncation is a homomorphism of rings, so it moves inside sums and products.
    private Term LowPart(Term a, int width) => a.Op switch
    {
        Op.Add => Add(Extract(a.Args[0], 0, width), Extract(a.Args[1], 0, width)),
        Op.Sub => Sub(Extract(a.Args[0], 0, width), Extract(a.Args[1], 0, width)),
        Op.Mul => Mul(Extract(a.Args[0], 0, width), Extract(a.Args[1], 0, width)),
        Op.Neg => Neg(Extract(a.Args[0], 0, width)),
        Op.Shl when a.Args[1].IsConstant => a.Args[1].Payload >= (uint)width
            ? Constant(Bits128.Zero, width)
            : Shl(Extract(a.Args[0], 0, width), Constant(a.Args[1].Payload, width)),
        Op.Shl when (a.Sort.Mask & ~a.Args[1].KnownZeros) >> width == 0 => Shl(Extract(a.Args[0], 0, width), Extract(a.Args[1], 0, width)),
        _ => Intern(Op.Extract, Sort.BitVector(width), [a], 0),
    };

    private Term BitVectorEqual(Term a, Term b)
    {
        if (((a.KnownOnes & b.KnownZeros) | (a.KnownZeros & b.KnownOnes)) != 0)
        {
            return False;
        }

        if (a.IsConstant)
        {
            (a, b) = (b, a);
        }

        if (b.IsConstant)
        {
            return ConstantEqual(a, b);
        }

        return Same(Op.ZeroExtend, a, b) || Same(Op.SignExtend, a, b) ? Equal(a.Args[0], b.Args[0])
            : a.Op == Op.BvNot && b.Op == Op.BvNot ? Equal(a.Args[0], b.Args[0])
            : a.Op == Op.Concat && b.Op == Op.Concat && a.Args[1].Width == b.Args[1].Width
                ? And(Equal(a.Args[0], b.Args[0]), Equal(a.Args[1], b.Args[1]))
            : OverChoices(a, b, Equal) is { } choices ? choices
            : MaskedEqual(a, b) ?? Commutative(Op.Equal, Sort.Bool, a, b);
    }

    // Both sides under the same mask of high or of low bits: the parts that it keeps.
    private Term? MaskedEqual(Term a, Term b)
    {
        if (a.Op != Op.BvAnd || b.Op != Op.BvAnd
            || a.Args.FirstOrDefault(x => x.IsConstant) is not { } mask || !b.Args.Contains(mask))
        {
            return null;
        }

        var (x, y) = (a.Args[0] == mask ? a.Args[1] : a.Args[0], b.Args[0] == mask ? b.Args[1] : b.Args[0]);
        var low = Bits128.TrailingZeroCount(mask.Payload);
        var kept = mask.Payload >> low;
        return (low == 0 || low + Bits128.PopCount(kept) == a.Width) && (kept & (kept + 1)) == 0
            ? Equal(Extract(x, low, Bits128.PopCount(kept)), Extract(y, low, Bits128.PopCount(kept)))
            : null;
    }

    private Term ConstantEqual(Term a, Term constant) => a.Op switch
    {
        Op.Ite when IsChoice(a) || a.Args[1].IsConstant || a.Args[2].IsConstant =>
            Ite(a.Args[0], Equal(a.Args[1], constant), Equal(a.Args[2], constant)),
        Op.ZeroExtend => Equal(a.Args[0], Extract(constant, 0, a.Args[0].Width)),
        Op.SignExtend => SignExtend(Extract(constant, 0, a.Args[0].Width), a.Width) == constant
            ? Equal(a.Args[0], Extract(constant, 0, a.Args[0].Width))
            : False,
        Op.BvNot => Equal(a.Args[0], BvNot(constant)),
        Op.Neg => Equal(a.Args[0], Neg(constant)),
        Op.Add when a.Args.FirstOrDefault(x => x.IsConstant) is { } inner =>
            Equal(a.Args[0] == inner ? a.Args[1] : a.Args[0], Sub(constant, inner)),
        Op.BvXor when a.Args.FirstOrDefault(x => x.IsConstant) is { } inner =>
            Equal(a.Args[0] == inner ? a.Args[1] : a.Args[0], BvXor(constant, inner)),
        Op.Sub or Op.BvXor when constant.Is(0) => Equal(a.Args[0], a.Args[1]),
        Op.UDiv when constant.Is(0) => ULt(a.Args[0], a.Args[1]),
        Op.UDiv when constant.Is(1) && a.Width > 1 => And(ULe(a.Args[1], a.Args[0]), ULt(Sub(a.Args[0], a.Args[1]), a.Args[1])),
        _ => Commutative(Op.Equal, Sort.Bool, a, constant),
    };

    // Comparing with a choice between constants: the choice of the comparisons.
    private Term? Constant2(Term a, Term b, Func<Term, Term, Term> compare) =>
        OverChoices(a, b, compare) is { } choices ? choices
        : b.IsConstant && a.Op == Op.Ite && (a.Args[1].IsConstant || a.Args[2].IsConstant)
            ? Ite(a.Args[0], compare(a.Args[1], b), compare(a.Args[2], b))
        : a.IsConstant && b.Op == Op.Ite && (b.Args[1].IsConstant || b.Args[2].IsConstant)
            ? Ite(b.Args[0], compare(a, b.Args[1]), compare(a, b.Args[2]))
        : null;

    // A sign-extended number compared with a constant outside or inside its range.
    private Term? OutOfRange(Term a, Term b)
    {
        var (extended, constant) = a.Op == Op.SignExtend && b.IsConstant ? (a, b) : b.Op == Op.SignExtend && a.IsConstant ? (b, a) : (null, null);
        if (extended is null)
        {
            return null;
        }

        var width = extended.Args[0].Width;
        var max = (Signed128)((Bits128.One << (width - 1)) - 1);
        var value = constant!.Value.Signed;
        var constantIsRight = constant == b;
        if (value > max)
        {
            return Bool(constantIsRight);
        }

        if (value < -max - 1)
        {
            return Bool(!constantIsRight);
        }

        var narrow = Constant(value, width);
        return constantIsRight ? SLt(extended.Args[0], narrow) : SLt(narrow, extended.Args[0]);
    }

    private static bool Same(Op op, Term a, Term b) => a.Op == op && b.Op == op && a.Args[0].Width == b.Args[0].Width;
}
