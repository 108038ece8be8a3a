using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Synthesis.Shortening.Expressions;

/// <summary>How a function's inputs and result are numbers of one width.</summary>
/// <remarks>
/// The width is that of the widest integer. Narrower inputs are extended as C# does, a truth value is 1 or 0, and of a narrower
/// result only its own bits count; these conversions cost nothing.
/// </remarks>
internal sealed class ExpressionForm
{
    private readonly FunctionMeaning _function;

    /// <param name="function">A function with one result.</param>
    public ExpressionForm(FunctionMeaning function)
    {
        _function = function;
        ResultType = function.ResultTypes[0];
        var types = Types.Append(ResultType).Where(type => type.Kind == ClrKind.Integer).ToList();
        Width = types.Count == 0 ? 32 : types.Max(type => type.Bits);
        var home = types.LastOrDefault(type => type.Bits == Width);
        Home = new ClrType(ClrKind.Integer, NameOf(Width, home?.Signed ?? true), Width, home?.Signed ?? true);
    }

    /// <summary>Bits of every value.</summary>
    public int Width { get; }

    /// <summary>The type of the values in between.</summary>
    public ClrType Home { get; }

    /// <summary>The type of the result.</summary>
    public ClrType ResultType { get; }

    /// <summary>The types of the inputs.</summary>
    public IEnumerable<ClrType> Types => _function.Variables.Select(variable => variable.Type);

    /// <summary>The bits of the last value that are the result.</summary>
    public ulong ResultMask => ExpressionMeaning.Mask(ResultType.Kind == ClrKind.Bool ? Width : ResultType.Bits);

    /// <summary>An input as numbers of the width.</summary>
    public ulong[] Leaves(IReadOnlyList<Value> input) =>
        [.. Types.Zip(input, (type, value) => (type.Signed ? (ulong)value.Signed : (ulong)value.Bits) & ExpressionMeaning.Mask(Width))];

    /// <summary>What a program computes, as a term of the function's result.</summary>
    public Term Result(TermFactory terms, ExpressionProgram program, IReadOnlyList<ulong> constants)
    {
        var inputs = _function.Inputs.Parts.Select(part => Widened(terms, part.Term, part.Type));
        var leaves = inputs.Concat(constants.Select(constant => terms.Constant((Bits128)constant, Width)));
        var value = program.Fold(leaves, (step, a, b) => ExpressionMeaning.Apply(terms, step.Operation.Operator, a, b));
        return ResultType.Kind == ClrKind.Bool
            ? terms.Not(terms.Equal(value, terms.Constant(0, Width)))
            : terms.Extract(value, 0, ResultType.Bits);
    }

    /// <summary>The name of an integer type.</summary>
    public static string NameOf(int width, bool signed) => (width, signed) switch
    {
        (8, true) => "sbyte",
        (8, false) => "byte",
        (16, true) => "short",
        (16, false) => "ushort",
        (32, true) => "int",
        (32, false) => "uint",
        (64, true) => "long",
        _ => "ulong",
    };

    private Term Widened(TermFactory terms, Term term, ClrType type) =>
        type.Kind == ClrKind.Bool ? terms.Ite(term, terms.Constant(1, Width), terms.Constant(0, Width))
        : term.Width == Width ? term
        : type.Signed ? terms.SignExtend(term, Width) : terms.ZeroExtend(term, Width);
}
