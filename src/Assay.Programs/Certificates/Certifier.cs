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

        string? whyNot;
        try
        {
            var plain = PlainClaim.Of(subject, context.Cancellation);
            var named = text with { Variables = plain.Variables.ToDictionary(pair => pair.Name, pair => CircuitFormula.Numbers(pair.Literals)) };
            IReadOnlyList<int[]> words = [.. plain.Variables.Select(pair => pair.Literals).Where(literals => literals.Length > 0)];
            var solver = new CircuitSolver(plain.Circuit, [plain.Root], words, () => context.IsOver || context.Cancellation.IsCancellationRequested);
            whyNot = Write(place, named, markdown, plain.Formula, solver, context);
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
