namespace Assay.Programs.Terms;

/// <summary>
/// The operations of the term language. Meanings on concrete values stand in <see cref="Meaning"/>;
/// names and corner cases follow SMT-LIB 2.6 (division by zero gives all ones, shifts of the width or more give the fill).
/// </summary>
internal enum Op
{
    // Leaves and structure
    Constant,
    Variable,
    Tuple,
    Array,
    Ite,
    Equal,

    // Booleans
    Not,
    And,
    Or,

    // Bit-vectors
    BvNot,
    BvAnd,
    BvOr,
    BvXor,
    Neg,
    Add,
    Sub,
    Mul,
    UDiv,
    URem,
    SDiv,
    SRem,
    Shl,
    LShr,
    AShr,
    ULt,
    SLt,
    Concat,
    Extract,
    ZeroExtend,
    SignExtend,
    PopCount,
    LeadingZeros,
    TrailingZeros,

    // IEEE floats, rounding to nearest, ties to even unless said otherwise
    FNeg,
    FAbs,
    FAdd,
    FSub,
    FMul,
    FDiv,
    FRem,
    FSqrt,
    FFma,
    FRound,
    FEqual,
    FLt,
    FLe,
    FIsNaN,
    FConvert,
    FFromSigned,
    FFromUnsigned,
    FToSigned,
    FToUnsigned,
    FFromBits,
    FToBits,
}
