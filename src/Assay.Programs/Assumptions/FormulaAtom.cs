namespace Assay.Programs.Assumptions;

/// <summary>A condition that formulas may be built from, with where it is true.</summary>
/// <param name="Text">How it is written; must need no parentheses between <c>&amp;&amp;</c>.</param>
/// <param name="Truth">Where it is true, on a list of points that all atoms share.</param>
/// <param name="Cost">How hard it is to read; a plain comparison of two variables costs 10.</param>
internal sealed record FormulaAtom(string Text, TruthVector Truth, int Cost);
