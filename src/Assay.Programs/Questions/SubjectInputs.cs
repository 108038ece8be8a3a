using Assay.Programs.Deciders;
using Assay.Programs.Terms;

namespace Assay.Programs.Questions;

/// <summary>The variables of a subject as terms, whole and by their scalar parts.</summary>
internal sealed class SubjectInputs
{
    private SubjectInputs(IReadOnlyList<Term> whole, IReadOnlyList<ScalarVariable> parts)
    {
        Whole = whole;
        Parts = parts;
    }

    /// <summary>One term for each variable.</summary>
    public IReadOnlyList<Term> Whole { get; }

    /// <summary>The scalars in order.</summary>
    public IReadOnlyList<ScalarVariable> Parts { get; }

    /// <summary>Fresh variables.</summary>
    public static SubjectInputs Create(TermFactory terms, IReadOnlyList<InputVariable> variables)
    {
        List<Term> whole = [.. variables.Select(variable => terms.Variable(variable.Name, variable.Sort))];
        List<ScalarVariable> parts = [.. whole.Zip(variables).SelectMany(pair =>
            Leaves(pair.First).Zip(pair.Second.Parts(), (term, type) => new ScalarVariable(term, term.Name!, type, pair.Second.IsBound)))];
        return new SubjectInputs(whole, parts);
    }

    /// <summary>The scalars below a term in order.</summary>
    public static IEnumerable<Term> Leaves(Term term) => term.Sort.IsScalar ? [term] : term.Args.SelectMany(Leaves);

    /// <summary>Constants for all variables, from the values of their parts in order.</summary>
    public static IReadOnlyList<Term> Constants(TermFactory terms, IReadOnlyList<InputVariable> variables, IReadOnlyList<Value> parts) =>
        FromParts(terms, variables, [.. parts.Select(terms.Constant)]);

    /// <summary>Terms for all variables, from the terms of their parts in order.</summary>
    public static IReadOnlyList<Term> FromParts(TermFactory terms, IReadOnlyList<InputVariable> variables, IReadOnlyList<Term> parts)
    {
        var next = 0;
        return [.. variables.Select(variable => Build(variable.Sort))];

        Term Build(Sort sort) => sort.Kind switch
        {
            SortKind.Tuple => terms.Tuple(sort.Items.Select(Build)),
            SortKind.Array => terms.Array(sort.Items.Select(Build)),
            _ => parts[next++],
        };
    }
}
