using System.Globalization;
using Assay.Programs.Certificates.Kernels;
using Assay.Programs.Circuits;
using Assay.Programs.Execution;
using Assay.Programs.Questions;
using Assay.Programs.Terms;
using Assay.Running;

namespace Assay.Programs.Certificates;

/// <summary>What a certificate was found to be worth.</summary>
public enum CertificateWorth
{
    /// <summary>It is not accepted.</summary>
    Rejected,

    /// <summary>It refutes its formula; that the formula means the claim was not shown.</summary>
    FormulaOnly,

    /// <summary>It refutes the formula that the claim gives, derived again: the claim holds.</summary>
    Claim,
}

/// <summary>The answer of the independent checkers to one certificate.</summary>
/// <param name="Worth">What it is worth.</param>
/// <param name="Text">Why, or what it proves, as one sentence; a rejection names file and line.</param>
/// <param name="Statement">The claim as a person reads it, where it was proved; what a certificate says about itself is not repeated.</param>
/// <param name="Covers">What the claim covers.</param>
public sealed record CertificateAnswer(CertificateWorth Worth, string Text, string Statement = "", string Covers = "")
{
    /// <summary>The assumptions under which the claim was proved.</summary>
    public IReadOnlyList<string> Assumes { get; init; } = [];

    /// <summary>Why it was not shown that the formula means the claim, as one sentence; else nothing.</summary>
    public string Doubt { get; init; } = string.Empty;
}

/// <summary>What a document says about the claim of a certificate.</summary>
/// <param name="Subjects">The claim for each choice of types; null when there is none.</param>
/// <param name="Assumes">Its assumptions as they are written.</param>
/// <param name="Problem">Why it cannot be used, or null.</param>
internal sealed record CertifiedClaim(IReadOnlyList<Subject>? Subjects, IReadOnlyList<string> Assumes, string? Problem);

/// <summary>
/// Checks certificates: derives the formula again from the claim with the plain encoder, compares it with the one in the
/// certificate clause by clause, and checks the proof.
/// </summary>
internal static class CertificateVerifier
{
    private const long MostBytes = 2L << 30;

    /// <summary>Checks a formula and a proof that stand for themselves.</summary>
    public static CertificateAnswer Formula(string formula, string proof, CancellationToken cancellation) => Guarded(() =>
    {
        var (read, _) = ReadFormula(formula);
        return Accept(read, proof, CertificateWorth.FormulaOnly, new CertificateAnswer(CertificateWorth.FormulaOnly, string.Empty), cancellation);
    });

    /// <summary>Checks a certificate against a claim.</summary>
    /// <param name="folder">The folder of the certificate.</param>
    /// <param name="understand">Understands the claim of a document, or gives null when there is none.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Ends the check.</param>
    public static CertificateAnswer Folder(
        string folder, Func<CertificateText, CertifiedClaim> understand, IProgress<ProgressReport> progress, CancellationToken cancellation) => Guarded(() =>
    {
        var file = Path.Combine(folder, CertificateFolder.Text);
        var content = ReadBounded(file, 1 << 24);
        if (CertificateText.FormatOf(content) == KernelCertificate.CurrentFormat)
        {
            return KernelVerifier.Folder(folder, content, progress, cancellation);
        }

        var text = CertificateText.Read(content, file);
        var place = Path.Combine(folder, CertificateFolder.Formula);
        var (formula, lines) = ReadFormula(place);
        var answer = new CertificateAnswer(CertificateWorth.FormulaOnly, string.Empty);
        if (text.Encoding != "plain")
        {
            answer = answer with { Doubt = "Its encoding is not the plain one, so the formula cannot be derived from the claim." };
            return Accept(formula, Path.Combine(folder, CertificateFolder.Proof), CertificateWorth.FormulaOnly, answer, cancellation);
        }

        var (subjects, assumes, problem) = understand(text);
        if (subjects is null)
        {
            answer = answer with { Doubt = "There is no claim.md beside it; give the document of the claim with --claim FILE." };
            return problem is not null ? throw new CertificateException(folder, 0, problem)
                : Accept(formula, Path.Combine(folder, CertificateFolder.Proof), CertificateWorth.FormulaOnly, answer, cancellation);
        }

        var subject = subjects.FirstOrDefault(candidate => candidate.Types == text.Types)
            ?? throw new CertificateException(file, 0, $"the claim has no choice of types '{text.Types}'");
        var plain = PlainClaim.Of(subject, cancellation);
        Compare(plain.Formula, formula, lines, place);
        if (text.Variables.Count != plain.Variables.Count
            || plain.Variables.Any(variable => text.Variables.GetValueOrDefault(variable.Name)?.SequenceEqual(CircuitFormula.Numbers(variable.Literals)) != true))
        {
            throw new CertificateException(file, 0, "the numbers under 'variables' are not those of the claim");
        }

        if (subject.Assumptions.Count > 0)
        {
            CheckMeeting(text, subject, file, cancellation);
        }

        answer = answer with { Statement = subject.Text, Covers = ScopeText.Of([subject]), Assumes = assumes };
        return Accept(plain.Formula, Path.Combine(folder, CertificateFolder.Proof), CertificateWorth.Claim, answer, cancellation);
    });

    private static CertificateAnswer Accept(Cnf formula, string proof, CertificateWorth worth, CertificateAnswer answer, CancellationToken cancellation)
    {
        using var reader = Open(proof);
        var verdict = new DratChecker(formula, cancellation).Check(DimacsText.ReadProof(reader, proof));
        return verdict.IsAccepted
            ? answer with { Worth = worth, Text = $"{formula.Count:N0} clauses over {formula.Variables:N0} variables are refuted by {verdict.Lemmas:N0} lemmas, each checked." }
            : answer with { Worth = CertificateWorth.Rejected, Text = $"{proof}, {verdict.Complaint}." };
    }

    private static void Compare(Cnf expected, Cnf given, List<int> lines, string file)
    {
        for (var i = 0; i < Math.Min(expected.Count, given.Count); i++)
        {
            if (!expected[i].SequenceEqual(given[i]))
            {
                throw new CertificateException(file, lines[i], $"the claim gives the clause ({string.Join(' ', expected[i].ToArray())}) here, not ({string.Join(' ', given[i].ToArray())}): this formula belongs to another claim, or was altered");
            }
        }

        if (expected.Count != given.Count)
        {
            throw new CertificateException(file, lines.Count > 0 ? lines[^1] : 1, $"the claim gives {expected.Count} clauses, not {given.Count}: this formula belongs to another claim, or was altered");
        }
    }

    // A claim whose assumptions nothing meets says nothing, whatever its formula.
    private static void CheckMeeting(CertificateText text, Subject subject, string file, CancellationToken cancellation)
    {
        List<Value> input = [];
        foreach (var part in SubjectInputs.Create(new TermFactory(), subject.Variables).Parts)
        {
            input.Add(text.Meets?.GetValueOrDefault(part.Name) is { } bits && Bits128.TryParse(bits, CultureInfo.InvariantCulture, out var number) && number <= part.Term.Sort.Mask
                ? new Value(part.Term.Sort, number)
                : throw new CertificateException(file, 0, $"'meets' gives no input that meets the assumptions: there is no value for {part.Name}"));
        }

        var outcome = new Replayer(subject, cancellation).Run(input, []);
        if (outcome != Replayed.Holds)
        {
            throw new CertificateException(file, 0, $"the input under 'meets' does not meet the assumptions, or the claim fails on it ({outcome})");
        }
    }

    private static CertificateAnswer Guarded(Func<CertificateAnswer> check)
    {
        try
        {
            return check();
        }
        catch (Exception exception) when (exception is TooManyTermsException or TooManyGatesException or UnsupportedException)
        {
            return new CertificateAnswer(CertificateWorth.Rejected, $"The formula cannot be derived from the claim: {exception.Message}");
        }
        catch (CertificateException exception)
        {
            return new CertificateAnswer(CertificateWorth.Rejected, exception.Message.TrimEnd('.') + (exception.Message.EndsWith('?') ? string.Empty : "."));
        }
        catch (FileNotFoundException exception)
        {
            return new CertificateAnswer(CertificateWorth.Rejected, $"{Path.GetFileName(exception.FileName)} is missing in the certificate.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new CertificateAnswer(CertificateWorth.Rejected, exception.Message);
        }
    }

    private static (Cnf Formula, List<int> Lines) ReadFormula(string file)
    {
        using var reader = Open(file);
        return DimacsText.ReadFormula(reader, file);
    }

    private static string ReadBounded(string file, long most) =>
        new FileInfo(file) is { Exists: true } info && info.Length > most
            ? throw new CertificateException(file, 0, "it is too large")
            : File.ReadAllText(file);

    private static StreamReader Open(string file) =>
        new FileInfo(file) is { Exists: true } info && info.Length > MostBytes
            ? throw new CertificateException(file, 0, "it is larger than 2 GB")
            : new StreamReader(file);
}
