using System.Globalization;
using System.Text;
using Assay.Programs.Deciders;
using Assay.Programs.Evaluation;
using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Questions;

/// <summary>Says how a claim was understood, and which deciders would try.</summary>
internal sealed class Explanation(Subject subject, Portfolio portfolio, SolverRun run)
{
    private const int NameWidth = 16;
    private const int MostShownTerms = 40;

    public void Write(StringBuilder text)
    {
        if (subject.Types.Length > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"with {subject.Types}");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"statement   {subject.Text}");
        text.AppendLine(CultureInfo.InvariantCulture, $"covers      {ScopeText.Of([subject])}");
        foreach (var variable in subject.Variables)
        {
            var bits = variable.Parts().Sum(type => type.Kind == ClrKind.Bool ? 1 : type.Bits);
            text.AppendLine(CultureInfo.InvariantCulture, $"variable    {variable.TypeName} {variable.Name}, {bits} bits{(variable.IsBound ? ", one value is enough" : "")}");
        }

        try
        {
            WriteGoal(text);
        }
        catch (UnsupportedException exception)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"refused     {exception.Message}{(exception.Where is { } place ? $" ({place})" : "")}");
        }
        catch (TooManyTermsException exception)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"too large   {exception.Message}");
        }
    }

    private void WriteGoal(StringBuilder text)
    {
        var (unfolding, goal) = new SubjectSolver(subject, portfolio, run, _ => { }).Unfold();
        text.AppendLine(CultureInfo.InvariantCulture, $"terms       {TermOrder.Of(goal.Target).Count}; {(unfolding.IsComplete ? "every loop was followed to its end" : "a loop was cut where no sample went on; that the cut is right is part of the proof")}");
        if (TermOrder.Of(goal.Target).Count <= MostShownTerms)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"looks for   {goal.Target}");
        }

        foreach (var fault in unfolding.Faults.GroupBy(fault => (fault.Exception, fault.Where)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"may throw   {fault.Key.Exception} in {fault.Key.Where}");
        }

        foreach (var unknown in goal.Unknowns.Select(term => term.Name).Distinct())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"undefined   {unknown}");
        }

        text.AppendLine("deciders");
        foreach (var (name, refusal) in portfolio.Plan(goal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {name.PadRight(NameWidth)}{(refusal is null ? "would try" : $"no: {refusal}")}");
        }
    }
}
