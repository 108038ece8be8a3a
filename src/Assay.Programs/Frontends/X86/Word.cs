using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86;

/// <summary>What a general register holds: a number, an address in a buffer, or on some inputs this and on others that.</summary>
internal abstract record Word
{
    /// <summary>The word that is <paramref name="a"/> where the choice holds, else <paramref name="b"/>.</summary>
    public static Word Merge(TermFactory terms, Term choice, Word a, Word b) => (a, b) switch
    {
        _ when choice.IsTrue => a,
        _ when choice.IsFalse => b,
        (Number x, Number y) => new Number(terms.Ite(choice, x.Bits, y.Bits)),
        (Address x, Address y) when x.Buffer == y.Buffer => x with { Offset = terms.Ite(choice, x.Offset, y.Offset) },
        _ => new Mixed(),
    };
}

/// <summary>A 64-bit number.</summary>
internal sealed record Number(Term Bits) : Word;

/// <summary>An address: so many bytes after the start of a buffer. Where the buffer starts is nobody's business.</summary>
internal sealed record Address(int Buffer, Term Offset) : Word;

/// <summary>An address of a buffer that depends on the input; an error only when it is used.</summary>
internal sealed record Mixed : Word;
