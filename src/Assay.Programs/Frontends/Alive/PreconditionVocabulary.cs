namespace Assay.Programs.Frontends.Alive;

/// <summary>The conditions that a missing precondition is made of, in Alive's own words, with how hard each is to read.</summary>
internal static class PreconditionVocabulary
{
    private const int Negation = 2;

    private static readonly (string Text, int Cost)[] OfOne =
    [
        ("C == 0", 8), ("C == 1", 8), ("C == -1", 8), ("C < 0", 8), ("C > 0", 8), ("isSignBit(C)", 9), ("isPowerOf2(C)", 9), ("isPowerOf2OrZero(C)", 10),
        ("isShiftedMask(C)", 11), ("isPowerOf2OrZero(C+1)", 13), ("isPowerOf2(-C)", 13), ("C u< width(C)", 11), ("C == width(C)-1", 13), ("C & 1 == 0", 12),
    ];

    private static readonly (string Text, int Cost)[] OfTwo =
    [
        ("C == D", 10), ("C < D", 10), ("D < C", 10), ("C u< D", 10), ("D u< C", 10), ("C == ~D", 12), ("C == -D", 12), ("C & D == 0", 13), ("C & D == C", 14),
        ("C & D == D", 14), ("C | D == -1", 14), ("C %u D == 0", 14), ("D %u C == 0", 14), ("C % D == 0", 14), ("D % C == 0", 14), ("C+D u< width(C)", 15),
        ("isPowerOf2(C ^ D)", 14), ("D % (1<<C) == 0", 16), ("C % (1<<D) == 0", 16), ("C+D == width(C)", 15), ("C & ~D == 0", 17), ("D & ~C == 0", 17), ("C | D == C", 16), ("C | D == D", 16),
        ("WillNotOverflowSignedAdd(C, D)", 15), ("WillNotOverflowUnsignedAdd(C, D)", 15), ("WillNotOverflowSignedSub(C, D)", 15),
        ("WillNotOverflowUnsignedSub(C, D)", 15), ("WillNotOverflowSignedMul(C, D)", 15), ("WillNotOverflowUnsignedMul(C, D)", 15),
        ("WillNotOverflowUnsignedShl(C, D)", 15), ("WillNotOverflowUnsignedShl(D, C)", 15),
    ];

    private static readonly (string Text, int Cost)[] OfThree =
    [
        ("C == D+E", 15), ("C == D-E", 16), ("C == E-D", 16), ("C == D*E", 15), ("C == D & E", 15), ("C == D | E", 15), ("C == D ^ E", 15), ("C & D == E", 16),
        ("C & (D|E) == 0", 18), ("C & D & E == 0", 18), ("(C ^ D) & E == 0", 18),
    ];

    // Analyses of the compiler; that one of them says no tells nothing, so they never stand under a negation.
    private static readonly (string Text, int Cost)[] OfRegister =
    [
        ("isPowerOf2(X)", 9), ("isPowerOf2OrZero(X)", 10), ("MaskedValueIsZero(X, 1)", 12), ("MaskedValueIsZero(X, -2)", 13), ("MaskedValueIsZero(X, 1 << (width(X)-1))", 14),
    ];

    private static readonly (string Text, int Cost)[] OfRegisterAndConstant =
        [("MaskedValueIsZero(X, C)", 12), ("MaskedValueIsZero(X, ~C)", 13), ("MaskedValueIsZero(X, C-1)", 15), ("MaskedValueIsZero(X, -C)", 15), ("computeKnownOneBits(X) & C == C", 18)];

    private static readonly (string Text, int Cost)[] OfTwoRegisters =
    [
        ("WillNotOverflowSignedAdd(X, Y)", 15), ("WillNotOverflowUnsignedAdd(X, Y)", 15), ("WillNotOverflowSignedSub(X, Y)", 15),
        ("WillNotOverflowUnsignedSub(X, Y)", 15), ("WillNotOverflowSignedMul(X, Y)", 15), ("WillNotOverflowUnsignedMul(X, Y)", 15),
    ];

    private static readonly (string Text, int Cost)[] OfRegisterPair = [("computeKnownZeroBits(X) | computeKnownZeroBits(Y) == -1", 18)];

    /// <summary>Conditions over constants, in both forms.</summary>
    public static IEnumerable<(string Text, int Cost)> OverConstants(IReadOnlyList<string> names) =>
        Positive(names).SelectMany(condition => ((string Text, int Cost)[])[condition, (Negated(condition.Text), condition.Cost + Negation)]);

    /// <summary>Conditions over registers; none may be negated.</summary>
    /// <param name="registers">The registers.</param>
    /// <param name="constants">The constants.</param>
    public static IEnumerable<(string Text, int Cost)> OverRegisters(IReadOnlyList<string> registers, IReadOnlyList<string> constants) =>
    [
        .. registers.SelectMany(name => With(OfRegister, name)),
        .. registers.SelectMany(name => constants.SelectMany(constant => With(OfRegisterAndConstant, name, constant))),
        .. registers.SelectMany(first => registers.Concat(constants).Where(second => second != first).SelectMany(second => With(OfTwoRegisters, first, second))),
        .. registers.SelectMany((first, i) => registers.Skip(i + 1).SelectMany(second => With(OfRegisterPair, first, second))),
    ];

    private static IEnumerable<(string Text, int Cost)> Positive(IReadOnlyList<string> names) =>
    [
        .. names.SelectMany(name => With(OfOne, name)),
        .. names.SelectMany((first, i) => names.Skip(i + 1).SelectMany(second => With(OfTwo, first, second))),
        .. names.SelectMany(first => names.Where(second => second != first).SelectMany(second => names
            .Where(third => third != first && string.CompareOrdinal(second, third) < 0).SelectMany(third => With(OfThree, first, second, third)))),
    ];

    private static string Negated(string condition)
    {
        foreach (var (sign, opposite) in ((string, string)[])[(" == ", " != "), (" u< ", " u>= "), (" < ", " >= "), (" > ", " <= ")])
        {
            if (condition.Contains(sign, StringComparison.Ordinal))
            {
                return condition.Replace(sign, opposite, StringComparison.Ordinal);
            }
        }

        return $"!{condition}";
    }

    // The places are named C, D, E or X, Y, C.
    private static IEnumerable<(string Text, int Cost)> With((string Text, int Cost)[] templates, params string[] names) =>
        templates.Select(template => (Replace(template.Text, names), template.Cost));

    // Names stand alone in the templates: no letter or digit beside them.
    private static string Replace(string template, string[] names)
    {
        var places = template.Contains('X', StringComparison.Ordinal) ? template.Contains('Y', StringComparison.Ordinal) ? "XY" : "XC" : "CDE";
        return string.Concat(template.Select((c, i) =>
            (i > 0 && char.IsLetterOrDigit(template[i - 1])) || (i + 1 < template.Length && char.IsLetterOrDigit(template[i + 1])) || places.IndexOf(c, StringComparison.Ordinal) is var place && (place < 0 || place >= names.Length)
                ? c.ToString() : names[place]));
    }
}
