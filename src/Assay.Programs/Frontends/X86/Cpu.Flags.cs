using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86;

/// <summary>Setting flags.</summary>
internal sealed partial class Cpu
{
    public Term Flag(Flag flag) => State.Flags[flag].Value;

    public Deferred Later(Func<Term> make) => Deferred.Of(make);

    public Deferred Bit(Term value, int bit) => Deferred.Of(() => Flags.Bit(Terms, value, bit));

    public Deferred Sign(Term value) => Bit(value, value.Width - 1);

    public Deferred IsZero(Term value) => Deferred.Of(() => Terms.Equal(value, Terms.Constant(Bits128.Zero, value.Width)));

    public Deferred Parity(Term value) => Deferred.Of(() => Flags.Parity(Terms, value));

    /// <summary>A flag that the instruction leaves undefined.</summary>
    public Deferred Undefined(Flag flag) =>
        Deferred.Of(() => Unknown(flag, $"undefined after {Operation.Instruction.Mnemonic}", Sort.Bool));

    /// <summary>Sets flags; those for which null is given keep their values.</summary>
    public void SetFlags(Func<Flag, Deferred?> value)
    {
        SetsFlags = true;
        var before = State.Flags;
        State.Flags = Flags.Of(Terms, flag => value(flag) ?? before[flag]);
    }

    /// <summary>Sets ZF, SF and PF by a result, and the others as given; what is not given is undefined.</summary>
    public void SetResultFlags(Term result, Deferred? carry = null, Deferred? overflow = null, Deferred? auxiliary = null) =>
        SetFlags(flag => flag switch
        {
            X86.Flag.ZF => IsZero(result),
            X86.Flag.SF => Sign(result),
            X86.Flag.PF => Parity(result),
            X86.Flag.CF => carry ?? Undefined(flag),
            X86.Flag.OF => overflow ?? Undefined(flag),
            _ => auxiliary ?? Undefined(flag),
        });

    /// <summary>Sets the flags of a - b.</summary>
    public void SetComparisonFlags(Term a, Term b)
    {
        SetsFlags = true;
        State.Flags = Flags.Compared(Terms, a, b, Bit(Terms.BvXor(Terms.BvXor(a, b), Terms.Sub(a, b)), 4));
    }

    /// <summary>Sets the flags of and, or, xor and test: those of a comparison with zero, but AF is undefined.</summary>
    public void SetLogicFlags(Term result)
    {
        SetsFlags = true;
        State.Flags = Flags.Compared(Terms, result, Constant(0, result.Width), Undefined(X86.Flag.AF));
    }

    public Deferred Always(bool value) => Deferred.Of(() => Terms.Bool(value));

    /// <summary>Flags that are new where a condition holds, and else what they were.</summary>
    public void SetFlagsWhere(Term condition, Func<Flag, Deferred?> value)
    {
        if (condition.IsFalse)
        {
            return;
        }

        var before = State.Flags;
        SetFlags(flag => value(flag) is not { } changed ? null
            : condition.IsTrue ? changed
            : Deferred.Of(() => Terms.Ite(condition, changed.Value, before[flag].Value), changed, before[flag]));
    }
}
