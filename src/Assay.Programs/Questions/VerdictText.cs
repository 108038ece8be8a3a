using Assay.Claims;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Questions;

/// <summary>Joins the answers for all choices of types into one settlement.</summary>
internal static class VerdictText
{
    /// <summary>The settlement.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="subjects">All subjects of the claim.</param>
    /// <param name="answers">The answers so far, in the order of the subjects; a refutation ends the row.</param>
    /// <param name="attempts">What deciders said.</param>
    /// <param name="cost">How long it took.</param>
    /// <param name="certificates">What is to be said about certificates.</param>
    public static Settlement Join(
        Claim claim, IReadOnlyList<Subject> subjects, IReadOnlyList<SubjectAnswer> answers, IReadOnlyList<Attempt> attempts, TimeSpan cost, IReadOnlyList<string>? certificates = null)
    {
        if (answers.OfType<SubjectUnusable>().FirstOrDefault() is { } unusable)
        {
            return new Unusable([new Problem(unusable.Place ?? claim.Find("claim")?.Start ?? claim.Place, unusable.Message, unusable.Advice) { Claim = claim.Name }]);
        }

        var refuted = answers.Select((answer, i) => (Answer: answer as SubjectRefuted, Subject: subjects[i])).FirstOrDefault(pair => pair.Answer is not null);
        if (refuted.Answer is { } no)
        {
            return new Answered(new Refuted(For(refuted.Subject, no.Reason), Typed(no.Counterexample, refuted.Subject))
            {
                Covers = ScopeText.Of([refuted.Subject]),
                Decider = no.Decider,
                Attempts = attempts,
                Cost = cost,
            });
        }

        return new Answered(answers.Any(answer => answer is SubjectOpen) ? Open(subjects, answers, attempts, cost) : AllProved(subjects, answers, attempts, cost) with { Certificates = certificates ?? [] });
    }

    private static Undecided Open(IReadOnlyList<Subject> subjects, IReadOnlyList<SubjectAnswer> answers, IReadOnlyList<Attempt> attempts, TimeSpan cost)
    {
        var (open, subject) = answers.Select((answer, i) => (Answer: answer as SubjectOpen, Subject: subjects[i])).First(pair => pair.Answer is not null);
        var proved = subjects.Zip(answers).Where(pair => pair.Second is SubjectProved).Select(pair => pair.First.Types).ToList();
        var settled = proved.Count == 0 ? string.Empty : $" Proved for {string.Join("; ", proved)}.";
        return new Undecided(For(subject, open!.Reason) + settled, open.WhatWouldHelp)
        {
            Covers = ScopeText.Of(subjects),
            Decider = "none",
            Attempts = attempts,
            Cost = cost,
        };
    }

    private static Proved AllProved(IReadOnlyList<Subject> subjects, IReadOnlyList<SubjectAnswer> answers, IReadOnlyList<Attempt> attempts, TimeSpan cost)
    {
        var proved = answers.Cast<SubjectProved>().ToList();
        var reasons = proved.Select(answer => answer.Reason).Distinct().ToList();
        var reason = reasons.Count == 1 ? reasons[0]
            : string.Join(" ", subjects.Zip(proved, (subject, answer) => For(subject, answer.Reason)));
        return new Proved(reason, proved[0].Witness)
        {
            Covers = ScopeText.Of(subjects),
            Decider = string.Join(", ", proved.Select(answer => answer.Decider).Distinct()),
            Attempts = attempts,
            Cost = cost,
        };
    }

    private static string For(Subject subject, string reason) => subject.Types.Length == 0 ? reason : $"With {subject.Types}: {reason}";

    private static Example? Typed(Example? example, Subject subject) =>
        example is null || subject.Types.Length == 0 ? example : example with { Happening = For(subject, example.Happening) };
}
