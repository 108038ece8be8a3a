using System.Globalization;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders.External;

/// <summary>How sorts, constants and single operations are written in SMT-LIB 2.6; <see cref="Meaning"/> says what they mean.</summary>
internal static class SmtLibOperation
{
    public static string Sort(Sort sort) => sort.Kind switch
    {
        SortKind.Bool => "Bool",
        SortKind.Float => $"(_ FloatingPoint {Format(sort)})",
        _ => $"(_ BitVec {sort.Width})",
    };

    /// <summary>A bit-vector constant.</summary>
    public static string Bits(Bits128 bits, int width) => width % 4 == 0
        ? "#x" + bits.ToString("x", CultureInfo.InvariantCulture).PadLeft(width / 4, '0')
        : "#b" + bits.ToString("b", CultureInfo.InvariantCulture).PadLeft(width, '0');

    /// <summary>The function to a float sort, from bits or with a rounding mode from numbers.</summary>
    public static string ToFloat(Sort sort) => $"(_ to_fp {Format(sort)})";

    /// <summary>Writes a term, given how its arguments are written.</summary>
    public static string Write(Term term, string[] a) => term.Op switch
    {
        Op.Constant => Constant(term.Value),
        Op.Extract => $"((_ extract {(int)term.Payload + term.Width - 1} {term.Payload}) {a[0]})",
        Op.ZeroExtend => $"((_ zero_extend {term.Width - term.Args[0].Width}) {a[0]})",
        Op.SignExtend => $"((_ sign_extend {term.Width - term.Args[0].Width}) {a[0]})",
        Op.FRound => $"(fp.roundToIntegral {Mode((Rounding)(int)term.Payload)} {a[0]})",
        Op.FConvert or Op.FFromSigned => $"({ToFloat(term.Sort)} RNE {a[0]})",
        Op.FFromUnsigned => $"((_ to_fp_unsigned {Format(term.Sort)}) RNE {a[0]})",
        Op.FFromBits => $"({ToFloat(term.Sort)} {a[0]})",
        Op.FToSigned => ToSigned(term, a[0]),
        Op.FToUnsigned => ToUnsigned(term, a[0]),
        _ => $"({Function(term.Op)} {string.Join(' ', a)})",
    };

    private static string Function(Op op) => op switch
    {
        Op.Ite => "ite",
        Op.Equal => "=",
        Op.Not => "not",
        Op.And => "and",
        Op.Or => "or",
        Op.BvNot => "bvnot",
        Op.BvAnd => "bvand",
        Op.BvOr => "bvor",
        Op.BvXor => "bvxor",
        Op.Neg => "bvneg",
        Op.Add => "bvadd",
        Op.Sub => "bvsub",
        Op.Mul => "bvmul",
        Op.UDiv => "bvudiv",
        Op.URem => "bvurem",
        Op.SDiv => "bvsdiv",
        Op.SRem => "bvsrem",
        Op.Shl => "bvshl",
        Op.LShr => "bvlshr",
        Op.AShr => "bvashr",
        Op.ULt => "bvult",
        Op.SLt => "bvslt",
        Op.Concat => "concat",
        Op.FNeg => "fp.neg",
        Op.FAbs => "fp.abs",
        Op.FAdd => "fp.add RNE",
        Op.FSub => "fp.sub RNE",
        Op.FMul => "fp.mul RNE",
        Op.FDiv => "fp.div RNE",
        Op.FSqrt => "fp.sqrt RNE",
        Op.FFma => "fp.fma RNE",
        Op.FEqual => "fp.eq",
        Op.FLt => "fp.lt",
        Op.FLe => "fp.leq",
        Op.FIsNaN => "fp.isNaN",
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, "SMT-LIB has no such operation."),
    };

    private static string Constant(Value value) => value.Sort.Kind switch
    {
        SortKind.Bool => value.IsTrue ? "true" : "false",
        SortKind.BitVector => Bits(value.Bits, value.Sort.Width),
        _ when double.IsNaN(value.Double) => $"(_ NaN {Format(value.Sort)})",
        _ => $"({ToFloat(value.Sort)} {Bits(value.Bits, value.Sort.Width)})",
    };

    // Outside of the range the theory leaves the result open, so the range is asked first.
    private static string ToSigned(Term term, string x)
    {
        var width = term.Width;
        var greatest = (Bits128.One << (width - 1)) - 1;
        var limit = Math.ScaleB(1.0, width - 1);
        return $"(ite (fp.isNaN {x}) {Bits(0, width)} (ite (fp.geq {x} {Power(term, limit)}) {Bits(greatest, width)} "
            + $"(ite (fp.lt {x} {Power(term, -limit)}) {Bits(greatest + 1, width)} ((_ fp.to_sbv {width}) RTZ {x}))))";
    }

    private static string ToUnsigned(Term term, string x)
    {
        var width = term.Width;
        return $"(ite (not (fp.gt {x} {Power(term, 0)})) {Bits(0, width)} (ite (fp.geq {x} {Power(term, Math.ScaleB(1.0, width))}) "
            + $"{Bits(term.Sort.Mask, width)} ((_ fp.to_ubv {width}) RTZ {x})))";
    }

    // 2^128 is infinite as a binary32, which makes the comparison with it right all the same.
    private static string Power(Term term, double value) =>
        Constant(term.Args[0].Width == 32 ? Value.Of((float)value) : Value.Of(value));

    private static string Format(Sort sort) => sort.Width == 32 ? "8 24" : "11 53";

    private static string Mode(Rounding rounding) => rounding switch
    {
        Rounding.ToEven => "RNE",
        Rounding.TowardZero => "RTZ",
        Rounding.Down => "RTN",
        Rounding.Up => "RTP",
        _ => "RNA",
    };
}
