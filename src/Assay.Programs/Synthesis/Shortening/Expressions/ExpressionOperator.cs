namespace Assay.Programs.Synthesis.Shortening.Expressions;

/// <summary>What one step of an expression does to numbers of one width; <see cref="ExpressionMeaning"/> says it exactly.</summary>
internal enum ExpressionOperator : byte
{
    /// <summary>All bits flipped.</summary>
    Not,

    /// <summary>The number with the other sign.</summary>
    Neg,

    /// <summary>How many bits are set.</summary>
    PopCount,

    /// <summary>How many zeros stand above the highest bit that is set.</summary>
    LeadingZeros,

    /// <summary>How many zeros stand below the lowest bit that is set.</summary>
    TrailingZeros,

    /// <summary>Sum.</summary>
    Add,

    /// <summary>Difference.</summary>
    Sub,

    /// <summary>Product, its low half.</summary>
    Mul,

    /// <summary>Bitwise and.</summary>
    And,

    /// <summary>Bitwise or.</summary>
    Or,

    /// <summary>Bitwise exclusive or.</summary>
    Xor,

    /// <summary>Shift left.</summary>
    Shl,

    /// <summary>Shift right that brings in zeros.</summary>
    Shr,

    /// <summary>Shift right that brings in the sign.</summary>
    Sar,

    /// <summary>1 where the first is less, signed; else 0.</summary>
    SignedLess,

    /// <summary>1 where the first is less, unsigned; else 0.</summary>
    UnsignedLess,

    /// <summary>1 where both are equal; else 0.</summary>
    Equal,
}
