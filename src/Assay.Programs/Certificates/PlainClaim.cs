using Assay.Programs.Circuits;
using Assay.Programs.Deciders.Satisfiability;
using Assay.Programs.Execution;
using Assay.Programs.Questions;
using Assay.Programs.Terms;

namespace Assay.Programs.Certificates;

/// <summary>
/// A universal claim as a formula that can be satisfied exactly if the claim fails somewhere, is cut off somewhere, or an
/// assumption throws. It is derived anew from the claim, without any rewriting.
/// </summary>
internal sealed class PlainClaim
{
    private PlainClaim(Circuit circuit, int root, int assumed, IReadOnlyList<(string Name, int[] Literals)> variables)
    {
        (Circuit, Root, Assumed, Variables) = (circuit, root, assumed, variables);
        Formula = CircuitFormula.Of(circuit, [root]);
        Formula.Declare(circuit.Count - 1);
    }

    public Circuit Circuit { get; }

    public int Root { get; }

    /// <summary>Whether the assumptions are met.</summary>
    public int Assumed { get; }

    /// <summary>The variables of the claim, with their literals in the circuit, lowest bit first.</summary>
    public IReadOnlyList<(string Name, int[] Literals)> Variables { get; }

    public Cnf Formula { get; }

    /// <summary>A solver for the question whether a literal can be true.</summary>
    public CircuitSolver Solver(int root, Func<bool> poll) =>
        new(Circuit, [root], [.. Variables.Select(variable => variable.Literals).Where(literals => literals.Length > 0)], poll);

    /// <summary>Why a subject has no such formula, or null.</summary>
    public static string? Refuses(Subject subject) =>
        subject.Variables.Any(variable => variable.IsBound) ? "claims with 'exists' are shown by their witness" : null;

    /// <summary>Derives the formula.</summary>
    /// <exception cref="TooManyTermsException">It is too large.</exception>
    /// <exception cref="TooManyGatesException">It is too large.</exception>
    /// <exception cref="UnsupportedException">It uses floats in a way that bits cannot say.</exception>
    public static PlainClaim Of(Subject subject, CancellationToken cancellation)
    {
        var terms = new TermFactory(simplify: false);
        var inputs = SubjectInputs.Create(terms, subject.Variables);
        var reach = new SampleReach([.. inputs.Parts.Select(part => part.Term)], []);
        var unfolding = subject.Unfold(terms, inputs.Whole, new ExecutionLimits { Reachable = reach.Meets, Cancellation = cancellation });
        var fails = terms.And(unfolding.Assumed, terms.Not(unfolding.Holds));
        var target = terms.Or(unfolding.Unfinished, terms.Or(unfolding.AssumptionThrows, fails));
        if (FloatLowering.Refuses(target) is { } refusal)
        {
            throw new UnsupportedException($"The certificate cannot be made: {refusal}.");
        }

        var lowering = new FloatLowering(terms);
        var circuit = new Circuit();
        var encoder = new PlainEncoder(circuit);
        var root = encoder.Of(lowering.Of(target));
        var assumed = encoder.Of(lowering.Of(unfolding.Assumed));
        return new PlainClaim(circuit, root, assumed, [.. inputs.Parts.Select(part => (part.Name, Literals(encoder, lowering, part.Term)))]);
    }

    // A variable on which nothing depends has none.
    private static int[] Literals(PlainEncoder encoder, FloatLowering lowering, Term variable) =>
        encoder.Variables.GetValueOrDefault(lowering.Variables.GetValueOrDefault(variable, variable)) ?? [];
}
