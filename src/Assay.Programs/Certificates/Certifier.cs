using System.Globalization;
using Assay.Programs.Circuits;
using Assay.Programs.Deciders;
using Assay.Programs.Deciders.Satisfiability;
using Assay.Programs.Execution;
using Assay.Programs.Questions;
using Assay.Programs.Terms;

namespace Assay.Programs.Certificates;

/// <summary>Makes certificates of claims that were proved.</summary>
/// <param name="folder">Where to leave them.</param>
/// <param name="claim">The claim.</param>
/// <param name="markdown">The claim with all that it needs as a document, or null when it does not stand in one.</param>
internal sealed class Certifier(string folder, Claim claim, string? markdown)
{
    /// <summary>Writes the certificate of a subject: the plain encoding where it can be refuted in time, else that of the decider.</summary>
    /// <returns>One sentence for the report.</returns>
    public string Certify(Subject subject, string covers, Func<Goal> goal, DecisionContext context)
    {
        var text = new CertificateText
        {
            Format = CertificateText.CurrentFormat,
            Claim = claim.Name,
            Types = subject.Types,
            Statement = subject.Text,
            Covers = covers,
            Encoding = "plain",
        };
        var place = Path.Combine(folder, Name(subject));
        context.Report("making the certificate", null);
        if (PlainClaim.Refuses(subject) is { } refusal)
        {
            return $"none: {refusal}";
        }

        if (context.IsOver)
        {
            return "none: the budget ended";
        }

        string? whyNot;
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
            deadline.CancelAfter(context.Left);
            var plain = PlainClaim.Of(subject, deadline.Token);
            bool IsOver() => context.IsOver || context.Cancellation.IsCancellationRequested;
            var named = text with
            {
                Variables = plain.Variables.ToDictionary(pair => pair.Name, pair => CircuitFormula.Numbers(pair.Literals)),
                Meets = subject.Assumptions.Count > 0 ? Meeting(plain, IsOver) : null,
            };
            whyNot = subject.Assumptions.Count > 0 && named.Meets is null ? "no input was found in time that meets the assumptions"
                : Write(place, named, markdown, plain.Formula, plain.Solver(plain.Root, IsOver), context);
        }
        catch (OperationCanceledException) when (!context.Cancellation.IsCancellationRequested)
        {
            return "none: the budget ended";
        }
        catch (Exception exception) when (exception is TooManyTermsException or TooManyGatesException or UnsupportedException)
        {
            whyNot = exception.Message.TrimEnd('.');
        }

        return whyNot is null ? place : Rewritten(place, text, goal, context, whyNot);
    }

    // The formula that the decider worked on: it proves itself, but nobody can derive it from the claim.
    private static string Rewritten(string place, CertificateText text, Func<Goal> goal, DecisionContext context, string whyNot)
    {
        if (context.IsOver)
        {
            return $"none: {whyNot}";
        }

        Goal target;
        try
        {
            target = goal();
        }
        catch (OperationCanceledException) when (!context.Cancellation.IsCancellationRequested)
        {
            return $"none: {whyNot}";
        }

        if (SatProblem.Refuses(target.Target) is null)
        {
            var problem = SatProblem.Create(target, () => context.IsOver || context.Cancellation.IsCancellationRequested);
            if (Write(place, text with { Encoding = "rewritten" }, null, problem.Formula(), problem.Solver, context) is null)
            {
                return $"{place}, of the rewritten formula only: {whyNot}";
            }
        }

        return $"none: {whyNot}";
    }

    // An input that meets the assumptions: without one the claim would say nothing.
    private static Dictionary<string, string>? Meeting(PlainClaim plain, Func<bool> poll)
    {
        var solver = plain.Solver(plain.Assumed, poll);
        if (solver.Solve(long.MaxValue) != SatAnswer.Satisfiable)
        {
            return null;
        }

        return plain.Variables.ToDictionary(pair => pair.Name, pair => pair.Literals
            .Select((literal, i) => solver.ValueOf(literal) ? Bits128.One << i : 0)
            .Aggregate(Bits128.Zero, (sum, bit) => sum | bit).ToString(CultureInfo.InvariantCulture));
    }

    // Null when it is written.
    private static string? Write(string place, CertificateText text, string? markdown, Cnf formula, CircuitSolver solver, DecisionContext context)
    {
        var answer = solver.Solve(long.MaxValue);
        context.Cancellation.ThrowIfCancellationRequested();
        if (answer != SatAnswer.Unsatisfiable)
        {
            return answer == SatAnswer.Unknown ? "the plain formula was not refuted within the budget"
                : throw new InvalidOperationException("The claim was proved, but its plain formula has a model.");
        }

        var proof = solver.DratProof();
        var verdict = new DratChecker(formula, context.Cancellation).Check(proof);
        if (!verdict.IsAccepted)
        {
            throw new InvalidOperationException($"The checker rejects the proof of the solver: {verdict.Complaint}");
        }

        CertificateFolder.Write(place, text, markdown, formula, proof, verdict.Needed);
        return null;
    }

    private string Name(Subject subject)
    {
        var types = string.Concat(subject.Types.Split(["=", ",", " "], StringSplitOptions.RemoveEmptyEntries).Where((_, i) => i % 2 == 1).Select(type => "-" + type));
        var name = $"{Path.GetFileNameWithoutExtension(claim.Place.File)}-{claim.Name}{types}";
        return string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));
    }
}
