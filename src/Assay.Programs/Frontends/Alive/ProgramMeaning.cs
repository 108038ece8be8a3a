using System.Collections.Immutable;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Alive;

/// <summary>The instructions of one side as terms, in the semantics of Lopes, Menendez, Nagarakatte, Regehr (PLDI 2015).</summary>
/// <param name="terms">Builds the terms.</param>
/// <param name="widths">The width of every type.</param>
/// <param name="operands">The meaning of constant expressions.</param>
/// <param name="register">What a register holds that stands as an operand.</param>
/// <param name="condition">The variable for a condition of <c>icmp</c> that is a name.</param>
/// <param name="newSemantics">Whether <c>--new-sema</c> was given.</param>
internal sealed class ProgramMeaning(
    TermFactory terms,
    Widths widths,
    OperandMeaning operands,
    Func<string, RegisterMeaning> register,
    Func<string, Term> condition,
    bool newSemantics)
{
    /// <summary>The conditions of <c>icmp</c>, in the order in which a named one numbers them.</summary>
    public static readonly string[] Conditions = ["eq", "ne", "slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge"];

    private readonly Overflow _overflow = new(terms, newSemantics);

    /// <summary>A variable for every <c>undef</c> so far: each use has its own value.</summary>
    public List<Term> Undefs { get; } = [];

    /// <summary>What the register that an instruction defines holds.</summary>
    public RegisterMeaning Of(Instruction instruction)
    {
        List<RegisterMeaning> arguments = [.. instruction.Operands.Select(Of)];
        var defined = arguments.SelectMany(argument => argument.Defined).ToImmutableHashSet();
        var sound = arguments.SelectMany(argument => argument.Sound).ToImmutableHashSet();
        Term[] values = [.. arguments.Select(argument => argument.Value)];
        var width = widths[instruction.Slot];
        switch (instruction.Operation)
        {
            case BranchReader.Branch:
                return arguments.Count > 0 ? arguments[0] : RegisterMeaning.Of(terms.Constant(1, 1));
            case BranchReader.Return when arguments.Count == 0:
                return RegisterMeaning.Of(terms.Constant(0, 1));
            case "copy" or "bitcast" or BranchReader.Return:
                return new RegisterMeaning(values[0], defined, sound);
            case "zext" or "sext" or "trunc" or "ZExtOrTrunc":
                return new RegisterMeaning(Convert(instruction.Operation, values[0], width), defined, sound);
            case "select":
                return new RegisterMeaning(terms.Ite(IsOne(values[0]), values[1], values[2]), defined, sound);
            case "icmp":
                return new RegisterMeaning(terms.FromBool(Compare(instruction.Condition, values[0], values[1]), 1), defined, sound);
        }

        if (Intrinsics.TryApply(terms, instruction, values, out var result, out var poisonless))
        {
            return new RegisterMeaning(result, defined, poisonless.IsTrue ? sound : sound.Add(poisonless));
        }

        foreach (var flag in instruction.Flags)
        {
            sound = sound.Add(_overflow.Keeps(instruction.Operation, flag, values[0], values[1]));
        }

        return new RegisterMeaning(Calculate(instruction.Operation, values[0], values[1]), defined.Union(WithoutFault(instruction.Operation, values[0], values[1])), sound);
    }

    private RegisterMeaning Of(Operand operand)
    {
        switch (operand)
        {
            case Undefined { IsPoison: true }:
                return new RegisterMeaning(terms.Constant(0, widths[operand.Slot]), [], [terms.False]);
            case Undefined:
                Undefs.Add(terms.Variable("undef", Sort.BitVector(widths[operand.Slot])));
                return RegisterMeaning.Of(Undefs[^1]);
            case Symbol { IsRegister: true } symbol:
                return register(symbol.Name);
            default:
                operands.Defined.Clear();
                var value = operands.Of(operand);
                return new RegisterMeaning(value, [.. operands.Defined], []);
        }
    }

    private Term IsOne(Term bit) => terms.Equal(bit, terms.Constant(1, 1));

    private Term Convert(string operation, Term a, int width) =>
        operation == "sext" ? terms.SignExtend(a, width)
        : a.Width > width ? terms.Extract(a, 0, width)
        : terms.ZeroExtend(a, width);

    private Term Compare(string name, Term a, Term b)
    {
        Term[] outcomes =
        [
            terms.Equal(a, b), terms.Not(terms.Equal(a, b)), terms.SLt(a, b), terms.SLe(a, b), terms.SLt(b, a), terms.SLe(b, a),
            terms.ULt(a, b), terms.ULe(a, b), terms.ULt(b, a), terms.ULe(b, a),
        ];
        if (Array.IndexOf(Conditions, name) is >= 0 and var known)
        {
            return outcomes[known];
        }

        var chosen = condition(name);
        return outcomes.Select((outcome, i) => (outcome, i)).Reverse().Skip(1)
            .Aggregate(outcomes[^1], (others, next) => terms.Ite(terms.Equal(chosen, terms.Constant(next.i, chosen.Width)), next.outcome, others));
    }

    private Term Calculate(string operation, Term a, Term b) => operation switch
    {
        "add" => terms.Add(a, b),
        "sub" => terms.Sub(a, b),
        "mul" => terms.Mul(a, b),
        "udiv" => terms.UDiv(a, b),
        "sdiv" => terms.SDiv(a, b),
        "urem" => terms.URem(a, b),
        "srem" => terms.SRem(a, b),
        "shl" => terms.Shl(a, b),
        "lshr" => terms.LShr(a, b),
        "ashr" => terms.AShr(a, b),
        "and" => terms.BvAnd(a, b),
        "or" => terms.BvOr(a, b),
        "xor" => terms.BvXor(a, b),
        _ => throw new InvalidOperationException($"{operation} has no meaning."),
    };

    // Table 1 of the paper: when an instruction has no undefined behaviour.
    private IEnumerable<Term> WithoutFault(string operation, Term a, Term b)
    {
        if (operation is "udiv" or "urem" or "sdiv" or "srem")
        {
            yield return terms.Not(terms.Equal(b, terms.Constant(0, b.Width)));
        }

        if (operation is "sdiv" or "srem")
        {
            var least = terms.Constant(Bits128.One << (a.Width - 1), a.Width);
            yield return terms.Not(terms.And(terms.Equal(a, least), terms.Equal(b, terms.Constant(-1, b.Width))));
        }

        if (operation is "shl" or "lshr" or "ashr")
        {
            yield return terms.ULt(b, terms.Constant(b.Width, b.Width));
        }
    }
}
