using Assay.Programs.Execution;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Questions;
using Assay.Programs.Terms;
using Mono.Cecil;

namespace Assay.Programs.Assumptions;

/// <summary>The document's own functions that return truth values, on variables of the types that they take.</summary>
internal static class PredicateAtoms
{
    private const int Cost = 18;
    private const int MostAtoms = 24;

    /// <param name="context">The claim.</param>
    /// <param name="subject">The variables and the document.</param>
    /// <param name="inputs">A term for each variable.</param>
    /// <param name="limits">What unfolding them may use.</param>
    public static IReadOnlyList<Atom> Of(AtomContext context, Subject subject, IReadOnlyList<Term> inputs, ExecutionLimits limits)
    {
        List<Atom> atoms = [];
        foreach (var method in Predicates(subject.Assembly))
        {
            foreach (var choice in Choices(method, subject.Variables).Take(MostAtoms - atoms.Count))
            {
                if (Unfold(context.Terms, subject.Assembly, method, [.. choice.Select(i => inputs[i])], limits) is { } term && !IsTheClaim(context, term))
                {
                    var text = $"{CilProgram.DisplayName(method)}({string.Join(", ", choice.Select(i => subject.Variables[i].Name))})";
                    atoms.Add(new Atom(text, term, Cost));
                    atoms.Add(new Atom("!" + text, context.Terms.Not(term), Cost + 1));
                }
            }
        }

        return atoms;
    }

    // That a statement holds exactly when it holds is no news.
    private static bool IsTheClaim(AtomContext context, Term term) => term.IsConstant || term == context.Holds || term == context.Terms.Not(context.Holds);

    private static IEnumerable<MethodDefinition> Predicates(CilAssembly assembly) =>
        assembly.Module.GetType(CilAssembly.DocumentClass)?.Methods
            .Where(method => method.IsStatic && !method.HasGenericParameters && !method.IsSpecialName && method.HasParameters
                && method.ReturnType.FullName == "System.Boolean" && !method.Name.Contains('<', StringComparison.Ordinal)) ?? [];

    // Different variables for the parameters, of exactly their types.
    private static IEnumerable<IReadOnlyList<int>> Choices(MethodDefinition method, IReadOnlyList<InputVariable> variables)
    {
        List<ClrType> wanted = [.. method.Parameters.Select(parameter => parameter.ParameterType.IsByReference ? ClrType.Void : ClrTypes.Of(parameter.ParameterType, GenericScope.Empty))];
        return wanted.Aggregate((IEnumerable<IReadOnlyList<int>>)[[]], (choices, type) => choices.SelectMany(choice =>
            Enumerable.Range(0, variables.Count).Where(i => variables[i].Type.Equals(type) && !choice.Contains(i)).Select(i => (IReadOnlyList<int>)[.. choice, i])));
    }

    // A predicate that throws, has loops that cannot be followed, or is not supported is no part of an assumption.
    private static Term? Unfold(TermFactory terms, CilAssembly assembly, MethodDefinition method, IReadOnlyList<Term> arguments, ExecutionLimits limits)
    {
        try
        {
            var result = new CilProgram(assembly, terms, limits).Execute(method, arguments);
            return result.Value is { } value && result.Unfinished.IsFalse && result.Throws(terms).IsFalse ? value : null;
        }
        catch (Exception exception) when (exception is UnsupportedException or TooManyTermsException)
        {
            return null;
        }
    }
}
