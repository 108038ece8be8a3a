using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86;

/// <summary>The status flags, and three conditions that several of them give together.</summary>
internal enum Flag
{
    CF,
    PF,
    AF,
    ZF,
    SF,
    OF,

    /// <summary>CF or ZF: unsigned less or equal after a comparison.</summary>
    BelowOrEqual,

    /// <summary>SF differs from OF: signed less after a comparison.</summary>
    Less,

    /// <summary>ZF, or SF differs from OF.</summary>
    LessOrEqual,
}

/// <summary>
/// The values of all flags; immutable. The conditions of several flags are kept beside the flags because after a
/// comparison they are a plain <c>a &lt; b</c>, which deciders understand at once.
/// </summary>
internal sealed class Flags
{
    /// <summary>How many flags there are, not counting the conditions of several.</summary>
    public const int Count = (int)Flag.OF + 1;

    private const int All = (int)Flag.LessOrEqual + 1;

    private readonly Deferred[] _values;

    private Flags(Deferred[] values) => _values = values;

    public Deferred this[Flag flag] => _values[(int)flag];

    /// <summary>Flags that are given one by one.</summary>
    public static Flags Of(TermFactory terms, Func<Flag, Deferred> value)
    {
        var values = new Deferred[All];
        for (var i = 0; i < Count; i++)
        {
            values[i] = value((Flag)i);
        }

        Deferred cf = values[(int)Flag.CF], zf = values[(int)Flag.ZF], sf = values[(int)Flag.SF], of = values[(int)Flag.OF];
        values[(int)Flag.BelowOrEqual] = Deferred.Of(() => terms.Or(cf.Value, zf.Value), cf, zf);
        values[(int)Flag.Less] = Deferred.Of(() => terms.Xor(sf.Value, of.Value), sf, of);
        values[(int)Flag.LessOrEqual] = Deferred.Of(() => terms.Or(zf.Value, terms.Xor(sf.Value, of.Value)), zf, sf, of);
        return new Flags(values);
    }

    /// <summary>The flags after a - b, with AF given.</summary>
    public static Flags Compared(TermFactory terms, Term a, Term b, Deferred auxiliary)
    {
        var values = new Deferred[All];
        var sign = a.Width - 1;
        void Set(Flag flag, Func<Term> make) => values[(int)flag] = Deferred.Of(make);
        values[(int)Flag.AF] = auxiliary;
        Set(Flag.CF, () => terms.ULt(a, b));
        Set(Flag.ZF, () => terms.Equal(a, b));
        Set(Flag.SF, () => Bit(terms, terms.Sub(a, b), sign));
        Set(Flag.PF, () => Parity(terms, terms.Sub(a, b)));
        Set(Flag.OF, () => terms.And(
            terms.Xor(Bit(terms, a, sign), Bit(terms, b, sign)),
            terms.Xor(Bit(terms, a, sign), Bit(terms, terms.Sub(a, b), sign))));
        Set(Flag.BelowOrEqual, () => terms.ULe(a, b));
        Set(Flag.Less, () => terms.SLt(a, b));
        Set(Flag.LessOrEqual, () => terms.SLe(a, b));
        return new Flags(values);
    }

    public static Flags Merge(TermFactory terms, Term choice, Flags a, Flags b)
    {
        if (ReferenceEquals(a, b))
        {
            return a;
        }

        var values = new Deferred[All];
        for (var i = 0; i < All; i++)
        {
            Deferred x = a._values[i], y = b._values[i];
            values[i] = ReferenceEquals(x, y) ? x : Deferred.Of(() => terms.Ite(choice, x.Value, y.Value), x, y);
        }

        return new Flags(values);
    }

    /// <summary>Whether a bit is set.</summary>
    public static Term Bit(TermFactory terms, Term value, int bit) =>
        terms.Equal(terms.Extract(value, bit, 1), terms.Constant(1, 1));

    /// <summary>PF: whether the lowest byte of a result has an even number of ones.</summary>
    public static Term Parity(TermFactory terms, Term value) =>
        terms.Not(Bit(terms, terms.PopCount(terms.Extract(value, 0, 8)), 0));
}
