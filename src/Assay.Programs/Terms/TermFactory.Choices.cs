namespace Assay.Programs.Terms;

/// <summary>
/// Operations on choices between constants are choices between constants: so the indices and counters of a program stay
/// plain, and what remains are the comparisons of its inputs.
/// </summary>
internal sealed partial class TermFactory
{
    private const int MostLeaves = 64;

    private static int LeavesOf(Term term)
    {
        if (term.Op != Op.Ite)
        {
            return 0;
        }

        var (yes, no) = (term.Args[1].ConstantLeaves, term.Args[2].ConstantLeaves);
        return yes > 0 && no > 0 && yes + no <= MostLeaves ? yes + no : 0;
    }

    private static bool IsChoice(Term term) => term.Op == Op.Ite && term.ConstantLeaves > 0;

    private Term? OverChoice(Term a, Func<Term, Term> apply) =>
        IsChoice(a) ? Ite(a.Args[0], apply(a.Args[1]), apply(a.Args[2])) : null;

    // Null unless both are constants or choices between them, and one is a choice.
    private Term? OverChoices(Term a, Term b, Func<Term, Term, Term> apply)
    {
        if ((!IsChoice(a) && !IsChoice(b)) || a.ConstantLeaves * b.ConstantLeaves is 0 or > MostLeaves)
        {
            return null;
        }

        var condition = (IsChoice(a) ? a : b).Args[0];
        return Ite(
            condition,
            apply(Given(a, condition, true), Given(b, condition, true)),
            apply(Given(a, condition, false), Given(b, condition, false)));
    }

    // A choice where one of its conditions is known.
    private Term Given(Term choice, Term condition, bool value)
    {
        if (!IsChoice(choice))
        {
            return choice;
        }

        return choice.Args[0] == condition
            ? Given(choice.Args[value ? 1 : 2], condition, value)
            : Ite(choice.Args[0], Given(choice.Args[1], condition, value), Given(choice.Args[2], condition, value));
    }
}
