using System.Text;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders.External;

/// <summary>A complete SMT-LIB 2 script up to <c>(check-sat)</c>.</summary>
/// <param name="Text">The script.</param>
/// <param name="Inputs">The constants that stand for the inputs of the goal, in their order.</param>
internal sealed record SmtLibScript(string Text, IReadOnlyList<(Term Input, string Symbol)> Inputs)
{
    /// <summary>The command that asks for the values of all inputs; valid after <c>sat</c>.</summary>
    public string GetValues => $"(get-value ({string.Join(' ', Inputs.Select(input => input.Symbol))}))";
}

/// <summary>
/// Writes goals in SMT-LIB 2.6: one constant for each input, one definition for each shared term, one assertion. The
/// answer <c>sat</c> means that an input reaches the target.
/// </summary>
internal sealed class SmtLibText
{
    // Terms nest at most this deep; what is deeper gets a name, so that no reader runs out of stack.
    private const int DeepestNesting = 16;

    private readonly StringBuilder _text = new();
    private readonly Dictionary<Term, string> _written = [];
    private readonly Dictionary<Term, int> _depths = [];
    private readonly SmtLibNames _names = new();

    private SmtLibText()
    {
    }

    /// <summary>Why a goal cannot be said in SMT-LIB, or null.</summary>
    public static string? Refuses(Goal goal) =>
        TermOrder.Of(goal.Target).Any(term => term.Op == Op.FRem)
            ? "SMT-LIB has no remainder of floats with the sign of the dividend, as C# has it"
            : null;

    /// <summary>Writes the question whether an input reaches the target of a goal.</summary>
    /// <param name="goal">A goal that <see cref="Refuses"/> accepts.</param>
    /// <param name="claim">The name of the claim, for the comment at the top.</param>
    public static SmtLibScript Write(Goal goal, string claim = "claim")
    {
        var lowering = new Lowering(goal.Terms, new LoweringOptions(Division: true, VariableShifts: true));
        var target = lowering.Of(goal.Target);
        return new SmtLibText().Script(goal, target, claim);
    }

    private SmtLibScript Script(Goal goal, Term target, string claim)
    {
        var order = TermOrder.Of(target);
        var hasFloats = goal.HasFloats || order.Any(term => term.Sort.Kind == SortKind.Float);
        _text.AppendLine(null, $"; {OneLine(claim)}");
        _text.AppendLine("; sat: some input reaches the target, which violates a for-all claim or witnesses an exists claim.");
        _text.AppendLine("; unsat: no input does.");
        _text.AppendLine("(set-option :produce-models true)");
        _text.AppendLine(hasFloats ? "(set-logic QF_BVFP)" : "(set-logic QF_BV)");
        List<(Term, string)> inputs = [];
        var spoken = goal.Variables.ToDictionary(variable => variable.Term, variable => variable.Name);
        foreach (var input in goal.Inputs)
        {
            var symbol = _names.Symbol(spoken.GetValueOrDefault(input) ?? input.Name ?? "input");
            _written[input] = symbol;
            inputs.Add((input, symbol));
            _text.AppendLine(null, $"(declare-const {symbol} {SmtLibOperation.Sort(input.Sort)})");
        }

        Define(order);
        _text.AppendLine(null, $"(assert {_written[target]})");
        _text.AppendLine("(check-sat)");
        return new SmtLibScript(_text.ToString(), inputs);
    }

    private void Define(List<Term> order)
    {
        var uses = order.SelectMany(term => term.Args).CountBy(argument => argument).ToDictionary();
        foreach (var term in order.Where(term => !_written.ContainsKey(term)))
        {
            var depth = 1 + term.Args.Select(argument => _depths.GetValueOrDefault(argument)).DefaultIfEmpty().Max();
            var arguments = Array.ConvertAll(term.Args, argument => _written[argument]);
            if (term.Op == Op.FToBits)
            {
                DefineBits(term, arguments[0]);
            }
            else if (term.Args.Length > 0 && (depth > DeepestNesting || uses.GetValueOrDefault(term) > 1))
            {
                var name = _names.Fresh();
                _text.AppendLine(null, $"(define-fun {name} () {SmtLibOperation.Sort(term.Sort)} {SmtLibOperation.Write(term, arguments)})");
                _written[term] = name;
            }
            else
            {
                _written[term] = SmtLibOperation.Write(term, arguments);
                _depths[term] = depth;
            }
        }
    }

    // The theory has no function from floats to bits, since NaN has many; here NaN has the one canonical pattern.
    private void DefineBits(Term term, string argument)
    {
        var name = _names.Fresh();
        var sort = term.Args[0].Sort;
        var nan = SmtLibOperation.Bits(Value.Canonical(sort, sort.Mask), term.Width);
        _text.AppendLine(null, $"(declare-const {name} {SmtLibOperation.Sort(term.Sort)})");
        _text.AppendLine(null, $"(assert (ite (fp.isNaN {argument}) (= {name} {nan}) (= ({SmtLibOperation.ToFloat(sort)} {name}) {argument})))");
        _written[term] = name;
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
