namespace Assay.Programs.Synthesis.Shortening.Expressions;

/// <summary>An operation that expressions may be made of.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Operator">What it does.</param>
/// <param name="IsUnary">Whether it takes one value instead of two.</param>
/// <param name="IsCommutative">Whether the order of its two values is of no account.</param>
internal sealed record ExpressionOperation(string Name, ExpressionOperator Operator, bool IsUnary = false, bool IsCommutative = false)
{
    /// <summary>All operations.</summary>
    public static IReadOnlyList<ExpressionOperation> All { get; } =
    [
        new("not", ExpressionOperator.Not, IsUnary: true),
        new("neg", ExpressionOperator.Neg, IsUnary: true),
        new("popcnt", ExpressionOperator.PopCount, IsUnary: true),
        new("lzcnt", ExpressionOperator.LeadingZeros, IsUnary: true),
        new("tzcnt", ExpressionOperator.TrailingZeros, IsUnary: true),
        new("add", ExpressionOperator.Add, IsCommutative: true),
        new("sub", ExpressionOperator.Sub),
        new("mul", ExpressionOperator.Mul, IsCommutative: true),
        new("and", ExpressionOperator.And, IsCommutative: true),
        new("or", ExpressionOperator.Or, IsCommutative: true),
        new("xor", ExpressionOperator.Xor, IsCommutative: true),
        new("shl", ExpressionOperator.Shl),
        new("shr", ExpressionOperator.Shr),
        new("sar", ExpressionOperator.Sar),
        new("slt", ExpressionOperator.SignedLess),
        new("ult", ExpressionOperator.UnsignedLess),
        new("eq", ExpressionOperator.Equal, IsCommutative: true),
    ];

    /// <summary>Sets of operations that have a name of their own; the first is the default.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<string> Operations)> Sets { get; } =
    [
        ("alu", ["not", "neg", "add", "sub", "and", "or", "xor", "shl", "shr", "sar", "slt", "ult"]),
        ("bits", ["not", "and", "or", "xor", "shl", "shr"]),
        ("wide", [.. All.Select(operation => operation.Name)]),
    ];
}
