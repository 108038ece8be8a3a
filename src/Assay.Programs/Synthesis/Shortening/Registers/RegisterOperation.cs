using Assay.Programs.Synthesis.Shortening.Expressions;
using Assay.Programs.Terms;

namespace Assay.Programs.Synthesis.Shortening.Registers;

/// <summary>An instruction that changes registers.</summary>
/// <param name="Name">Its mnemonic.</param>
/// <param name="Kind">What it does.</param>
internal sealed record RegisterOperation(string Name, RegisterOperation.Shape Kind)
{
    /// <summary>How an instruction uses its operands.</summary>
    internal enum Shape
    {
        /// <summary>The first becomes the second.</summary>
        Copy,

        /// <summary>The two change places.</summary>
        Exchange,

        /// <summary>The first becomes a function of both.</summary>
        Binary,

        /// <summary>The only operand becomes a function of itself.</summary>
        Unary,

        /// <summary>The first becomes a function of itself and a number: 1, or the width less 1.</summary>
        Count,
    }

    /// <summary>All instructions; their flags are of no account here.</summary>
    public static IReadOnlyList<RegisterOperation> All { get; } =
    [
        new("mov", Shape.Copy),
        new("xchg", Shape.Exchange),
        new("add", Shape.Binary) { Operator = ExpressionOperator.Add },
        new("sub", Shape.Binary) { Operator = ExpressionOperator.Sub },
        new("and", Shape.Binary) { Operator = ExpressionOperator.And },
        new("or", Shape.Binary) { Operator = ExpressionOperator.Or },
        new("xor", Shape.Binary) { Operator = ExpressionOperator.Xor },
        new("imul", Shape.Binary) { Operator = ExpressionOperator.Mul },
        new("not", Shape.Unary) { Operator = ExpressionOperator.Not },
        new("neg", Shape.Unary) { Operator = ExpressionOperator.Neg },
        new("inc", Shape.Unary) { Operator = ExpressionOperator.Add, Number = 1 },
        new("dec", Shape.Unary) { Operator = ExpressionOperator.Sub, Number = 1 },
        new("shl", Shape.Count) { Operator = ExpressionOperator.Shl },
        new("shr", Shape.Count) { Operator = ExpressionOperator.Shr },
        new("sar", Shape.Count) { Operator = ExpressionOperator.Sar },
    ];

    /// <summary>Sets of instructions that have a name of their own; the first is the usual one.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<string> Members)> Sets { get; } =
    [
        ("alu", ["mov", "add", "sub", "and", "or", "xor", "not", "neg", "shl", "shr", "sar"]),
        ("wide", [.. All.Select(operation => operation.Name)]),
    ];

    /// <summary>The function, where there is one.</summary>
    public ExpressionOperator Operator { get; init; }

    /// <summary>The second operand of the function, where it is no register.</summary>
    public int? Number { get; init; }

    /// <summary>The instructions over so many registers that can have an effect.</summary>
    public IEnumerable<RegisterInstruction> Instructions(int registers, int width)
    {
        for (var target = 0; target < registers; target++)
        {
            if (Kind == Shape.Unary)
            {
                yield return new RegisterInstruction(this, target, target);
                continue;
            }

            if (Kind == Shape.Count)
            {
                yield return new RegisterInstruction(this with { Number = 1 }, target, target);
                yield return new RegisterInstruction(this with { Number = width - 1 }, target, target);
                continue;
            }

            for (var source = 0; source < registers; source++)
            {
                // There is no imul of bytes with two operands.
                if (Kind switch
                {
                    Shape.Copy => source != target,
                    Shape.Exchange => source < target,
                    _ => (source != target || Operator is not (ExpressionOperator.And or ExpressionOperator.Or)) && (Name != "imul" || width > 8),
                })
                {
                    yield return new RegisterInstruction(this, target, source);
                }
            }
        }
    }

    /// <summary>What the first operand becomes.</summary>
    public ulong Apply(ulong target, ulong source, int width) =>
        Kind is Shape.Copy or Shape.Exchange ? source : ExpressionMeaning.Apply(Operator, target, Number is { } number ? (ulong)number : source, width);

    /// <summary>The same as a term.</summary>
    public Term Apply(TermFactory terms, Term target, Term source) => Kind is Shape.Copy or Shape.Exchange ? source
        : ExpressionMeaning.Apply(terms, Operator, target, Number is { } number ? terms.Constant(number, target.Width) : source);
}
