using Assay.Programs.Deciders;
using Assay.Programs.Execution;
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
        return new SubjectInputs([.. whole.Zip(variables, (term, variable) => Canonical(terms, variable.Type, term))], parts);
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
        return [.. variables.Select(variable => Canonical(terms, variable.Type, Build(variable.Sort)))];

        Term Build(Sort sort) => sort.Kind switch
        {
            SortKind.Tuple => terms.Tuple(sort.Items.Select(Build)),
            SortKind.Array => terms.Array(sort.Items.Select(Build)),
            _ => parts[next++],
        };
    }

    // A nullable without a value has none that could be seen: whatever its part is, it stands for zero.
    private static Term Canonical(TermFactory terms, ClrType type, Term term)
    {
        if (!type.HasNullable)
        {
            return term;
        }

        if (type.Kind is ClrKind.Array or ClrKind.Span)
        {
            return terms.Array(term.Args.Select(item => Canonical(terms, type.Element!, item)));
        }

        Term[] items = [.. type.Fields.Select((field, i) => Canonical(terms, field.Type, TermFactory.Item(term, i)))];
        return terms.Tuple(type.IsNullable ? [items[0], Where(terms, items[0], items[1])] : items);
    }

    private static Term Where(TermFactory terms, Term there, Term term) => term.Sort.IsScalar
        ? terms.Ite(there, term, terms.Constant(new Value(term.Sort, 0)))
        : terms.Tuple(term.Args.Select(item => Where(terms, there, item)));
}
