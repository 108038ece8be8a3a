using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>What formulas say, as terms and as truth vectors.</summary>
internal static class FormulaTerm
{
    public static Term Of(Formula formula, TermFactory terms, IReadOnlyList<Atom> atoms) => formula.Build(i => atoms[i].Term, terms.And, terms.Or);

    public static TruthVector On(Formula formula, IReadOnlyList<FormulaAtom> atoms) => formula.Build(i => atoms[i].Truth, (a, b) => a & b, (a, b) => a | b);
}
