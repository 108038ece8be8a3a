using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Alive;

/// <summary>
/// Preconditions as terms. On constants a predicate is exact. On registers it is what the compiler's analysis says, which may
/// miss facts but never invents one: it implies the fact, and its negation says nothing.
/// </summary>
/// <param name="terms">Builds the terms.</param>
/// <param name="operands">The meaning of operands.</param>
/// <param name="precondition">The whole precondition.</param>
internal sealed class ConditionMeaning(TermFactory terms, OperandMeaning operands, Condition precondition)
{
    private static readonly Dictionary<string, (string Operation, string Flag)> Flags = new()
    {
        ["WillNotOverflowSignedAdd"] = ("add", "nsw"),
        ["WillNotOverflowUnsignedAdd"] = ("add", "nuw"),
        ["WillNotOverflowSignedSub"] = ("sub", "nsw"),
        ["WillNotOverflowUnsignedSub"] = ("sub", "nuw"),
        ["WillNotOverflowSignedMul"] = ("mul", "nsw"),
        ["WillNotOverflowUnsignedMul"] = ("mul", "nuw"),
        ["WillNotOverflowSignedShl"] = ("shl", "nsw"),
        ["WillNotOverflowUnsignedShl"] = ("shl", "nuw"),
    };

    private readonly Overflow _overflow = new(terms, newSemantics: false);
    private readonly Dictionary<string, (bool Positive, bool Negative)> _polarities = Polarities(precondition);
    private readonly Dictionary<string, Term> _answers = [];

    /// <summary>What is known about answers of analyses that stand under a negation and outside of one.</summary>
    public List<Term> Facts { get; } = [];

    /// <summary>Answers of analyses that are variables.</summary>
    public IEnumerable<(string Name, Term Term)> Answers => _answers.Select(pair => (pair.Key, pair.Value));

    /// <summary>When the rewrite may be applied.</summary>
    /// <param name="used">A register that has more users than the source shows; null when no register matters.</param>
    public Term Of(string? used) => Of(precondition, isPositive: true, used);

    private Term Of(Condition condition, bool isPositive, string? used) => condition switch
    {
        Always => terms.True,
        Negation negation => terms.Not(Of(negation.Of, !isPositive, used)),
        Junction { IsAnd: true } both => terms.And(Of(both.Left, isPositive, used), Of(both.Right, isPositive, used)),
        Junction either => terms.Or(Of(either.Left, isPositive, used), Of(either.Right, isPositive, used)),
        Comparison comparison => Compare(comparison.Sign, operands.Of(comparison.Left), operands.Of(comparison.Right)),
        Predicate { Name: "hasOneUse" } predicate => ((Symbol)predicate.Arguments[0]).Name == used ? terms.False : Answer(predicate, terms.True, isPositive),
        Predicate predicate => IsAnalysis(predicate) ? Answer(predicate, Fact(predicate), isPositive) : Fact(predicate),
        _ => throw new InvalidOperationException(),
    };

    private Term Compare(string sign, Term a, Term b) => sign switch
    {
        "==" => terms.Equal(a, b),
        "!=" => terms.Not(terms.Equal(a, b)),
        "<" => terms.SLt(a, b),
        "<=" => terms.SLe(a, b),
        ">" => terms.SLt(b, a),
        ">=" => terms.SLe(b, a),
        "u<" => terms.ULt(a, b),
        "u<=" => terms.ULe(a, b),
        "u>" => terms.ULt(b, a),
        _ => terms.ULe(b, a),
    };

    private Term Fact(Predicate predicate)
    {
        var a = operands.Of(predicate.Arguments[0]);
        var b = predicate.Arguments.Length > 1 ? operands.Of(predicate.Arguments[1]) : a;
        var zero = terms.Constant(0, a.Width);
        if (Flags.TryGetValue(predicate.Name, out var flag))
        {
            return _overflow.Keeps(flag.Operation, flag.Flag, a, b);
        }

        var lower = terms.Sub(a, terms.Constant(1, a.Width));
        return predicate.Name switch
        {
            "isPowerOf2" => terms.And(terms.Not(terms.Equal(a, zero)), terms.Equal(terms.BvAnd(a, lower), zero)),
            "isPowerOf2OrZero" => terms.Equal(terms.BvAnd(a, lower), zero),
            "isShiftedMask" => IsShiftedMask(a, lower, zero),
            "isSignBit" => terms.Equal(a, terms.Shl(terms.Constant(1, a.Width), terms.Constant(a.Width - 1, a.Width))),
            "CannotBeNegative" => terms.Not(terms.SLt(a, zero)),
            "MaskedValueIsZero" => terms.Equal(terms.BvAnd(a, b), zero),
            _ => throw new InvalidOperationException($"{predicate.Name} has no meaning."),
        };
    }

    // Ones in a row: filling the zeros below them gives a mask of low ones.
    private Term IsShiftedMask(Term a, Term lower, Term zero)
    {
        var filled = terms.BvOr(a, lower);
        return terms.And(
            terms.Not(terms.Equal(a, zero)),
            terms.Equal(terms.BvAnd(filled, terms.Add(filled, terms.Constant(1, a.Width))), zero));
    }

    // Outside negations the answer "yes" admits most inputs, under a negation the answer "no"; where both occur it is a variable.
    private Term Answer(Predicate predicate, Term fact, bool isPositive)
    {
        var key = Show(predicate);
        var (positive, negative) = _polarities[key];
        if (!positive || !negative)
        {
            return isPositive ? fact : terms.False;
        }

        if (!_answers.TryGetValue(key, out var answer))
        {
            _answers[key] = answer = terms.Variable(key, Sort.Bool);
            Facts.Add(terms.Implies(answer, fact));
        }

        return answer;
    }

    private static bool IsAnalysis(Predicate predicate) => predicate.Arguments.Any(argument => argument is Symbol { IsRegister: true });

    private static string Show(Predicate predicate) => $"{predicate.Name}({string.Join(", ", predicate.Arguments.Select(NodeText.Of))})";

    private static Dictionary<string, (bool Positive, bool Negative)> Polarities(Condition precondition)
    {
        Dictionary<string, (bool Positive, bool Negative)> found = [];
        void Walk(Condition condition, bool isPositive)
        {
            switch (condition)
            {
                case Negation negation:
                    Walk(negation.Of, !isPositive);
                    break;
                case Junction junction:
                    Walk(junction.Left, isPositive);
                    Walk(junction.Right, isPositive);
                    break;
                case Predicate predicate:
                    var key = Show(predicate);
                    var (positive, negative) = found.GetValueOrDefault(key);
                    found[key] = (positive || isPositive, negative || !isPositive);
                    break;
            }
        }

        Walk(precondition, isPositive: true);
        return found;
    }
}
