using Assay.Programs.Deciders;
using Assay.Programs.Terms;

namespace Assay.Programs.Synthesis.Shortening;

/// <summary>Decides whether terms are equal to a function's results wherever the assumptions hold.</summary>
/// <param name="function">The function.</param>
/// <param name="inputs">Turns a difference into a test.</param>
/// <param name="context">What the answers may cost together.</param>
internal sealed class Equality(FunctionMeaning function, TestInputs inputs, DecisionContext context)
{
    // One program that is hard to decide must not use up what others need.
    private const double MostOfWhatIsLeft = 0.4;

    private readonly Portfolio _portfolio = Portfolio.Create(new ProgramsOptions());

    /// <summary>Whether the terms, in the order of the results, are equal to them.</summary>
    /// <param name="results">The terms.</param>
    /// <param name="unknowns">Values that nothing defines and that the terms may depend on.</param>
    public Judgement Judge(IReadOnlyList<Term> results, IReadOnlyList<Term> unknowns)
    {
        var terms = function.Terms;
        var differs = terms.Any(function.Results.Zip(results, (wanted, given) => terms.Not(terms.Equal(wanted, given))));
        var conclusion = _portfolio.Decide(function.Seek(differs), context.Within(context.Left * MostOfWhatIsLeft), []);
        return conclusion.Decision switch
        {
            None => new Same(conclusion.Decider),
            Found found => new Different(Case(found, unknowns)),
            Asserted asserted => new Open($"{asserted.Solver} says yes, without a proof that could be checked"),
            NoAnswer no => new Open(no.Said),
            _ => throw new InvalidOperationException("Unknown decision."),
        };
    }

    private TestCase Case(Found found, IReadOnlyList<Term> unknowns)
    {
        Value Of(Term term) => found.Input.GetValueOrDefault(term, new Value(term.Sort, 0));
        return inputs.Of([.. function.Inputs.Parts.Select(part => Of(part.Term)), .. unknowns.Select(Of)])
            ?? throw new InvalidOperationException("A decider found an input outside the assumptions.");
    }
}
