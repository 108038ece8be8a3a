namespace Assay.Programs.Frontends.Alive;

/// <summary>The conditions that a missing precondition is made of, in Alive's own words, the plainest first.</summary>
internal static class PreconditionVocabulary
{
    private static readonly string[] OfOne =
    [
        "C == 0", "C == 1", "C == -1", "C < 0", "C > 0", "isSignBit(C)", "isPowerOf2(C)", "isPowerOf2OrZero(C)", "isShiftedMask(C)",
        "isPowerOf2OrZero(C+1)", "isPowerOf2(-C)", "C u< width(C)", "C == width(C)-1", "C & 1 == 0",
    ];

    private static readonly string[] OfTwo =
    [
        "C == D", "C < D", "D < C", "C u< D", "D u< C", "C == ~D", "C == -D", "C & D == 0", "C & D == C", "C & D == D", "C | D == -1",
        "C %u D == 0", "D %u C == 0", "C % D == 0", "D % C == 0", "C+D u< width(C)", "isPowerOf2(C ^ D)", "D % (1<<C) == 0", "C % (1<<D) == 0",
        "WillNotOverflowSignedAdd(C, D)", "WillNotOverflowUnsignedAdd(C, D)", "WillNotOverflowSignedSub(C, D)", "WillNotOverflowUnsignedSub(C, D)",
        "WillNotOverflowSignedMul(C, D)", "WillNotOverflowUnsignedMul(C, D)", "WillNotOverflowUnsignedShl(C, D)", "WillNotOverflowUnsignedShl(D, C)",
    ];

    // Analyses of the compiler; that one of them says no tells nothing, so they never stand under a negation.
    private static readonly string[] OfRegister =
        ["isPowerOf2(X)", "isPowerOf2OrZero(X)", "MaskedValueIsZero(X, 1)", "MaskedValueIsZero(X, -2)", "MaskedValueIsZero(X, 1 << (width(X)-1))"];

    private static readonly string[] OfTwoRegisters =
    [
        "WillNotOverflowSignedAdd(X, Y)", "WillNotOverflowUnsignedAdd(X, Y)", "WillNotOverflowSignedSub(X, Y)", "WillNotOverflowUnsignedSub(X, Y)",
        "WillNotOverflowSignedMul(X, Y)", "WillNotOverflowUnsignedMul(X, Y)",
    ];

    /// <summary>Conditions over constants; each may be negated.</summary>
    public static IEnumerable<string> OverConstants(IReadOnlyList<string> names) =>
        names.SelectMany(name => OfOne.Select(text => With(text, 'C', name, 'D', name)))
            .Concat(names.SelectMany((first, i) => names.Skip(i + 1).SelectMany(second => OfTwo.Select(text => With(text, 'C', first, 'D', second)))));

    /// <summary>Conditions over registers; none may be negated.</summary>
    /// <param name="registers">The registers.</param>
    /// <param name="all">Registers and constants, with which they may overflow.</param>
    public static IEnumerable<string> OverRegisters(IReadOnlyList<string> registers, IReadOnlyList<string> all) =>
        registers.SelectMany(name => OfRegister.Select(text => With(text, 'X', name, 'Y', name)))
            .Concat(registers.SelectMany(first => all.Where(second => second != first).SelectMany(second => OfTwoRegisters.Select(text => With(text, 'X', first, 'Y', second)))));

    // Names stand alone in the templates: no letter or digit beside them.
    private static string With(string template, char first, string one, char second, string two) => string.Concat(template.Select((c, i) =>
        (i > 0 && char.IsLetterOrDigit(template[i - 1])) || (i + 1 < template.Length && char.IsLetterOrDigit(template[i + 1])) ? c.ToString()
        : c == first ? one : c == second ? two : c.ToString()));
}
