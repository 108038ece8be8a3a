using Assay.Claims;
using Assay.Programs.Certificates;
using Assay.Programs.Deciders;
using Assay.Programs.Deciders.Exhaustion;
using Assay.Programs.Execution;
using Assay.Programs.Frontends.Alive;
using Assay.Programs.Frontends.X86;
using Assay.Programs.Questions;
using Assay.Running;
using Assay.Trials;

namespace Assay.Programs;

/// <summary>Claims about programs and integer arithmetic.</summary>
/// <param name="options">What users may choose.</param>
public sealed class ProgramsDomain(ProgramsOptions options) : IDomain
{
    /// <inheritdoc/>
    public string Name => "programs";

    /// <inheritdoc/>
    public IReadOnlyList<ClaimKey> Keys { get; } =
    [
        new("arithmetic", "Whether overflow wraps or throws: unchecked or checked."),
        new("equal", "Two functions that must do the same, as in: Before, After. Takes the place of 'claim'.", TakesPlaceOfClaim: true),
        new(KernelsKey.Name, "All sorting kernels over some instructions, as in: 3 values, 1 spare, cmov. The claim is about Shortest, Kernels and TieSafe."),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<IDocumentFormat> Formats { get; } = [new OptFormat()];

    /// <inheritdoc/>
    public IReadOnlyList<ITrialKind> Trials { get; } = [new RangeTrials()];

    /// <inheritdoc/>
    public Understanding Understand(ClaimDocument document, IReadOnlyList<Claim> claims, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(claims);
        List<Problem> problems = [];
        var blocks = ReadBlocks(document, problems);
        var lacksBlocks = problems.Count > 0;
        var questions = new Dictionary<Claim, IQuestion>(ReferenceEqualityComparer.Instance);
        var portfolio = new Lazy<Portfolio>(() => Portfolio.ForRewrites(options));
        foreach (var claim in claims.Where(IsRewrite))
        {
            questions[claim] = new RewriteQuestion(claim, portfolio.Value, options.CertificateFolder is not null);
        }

        foreach (var claim in claims.Where(IsAboutKernels))
        {
            questions[claim] = new KernelQuestion(claim, blocks, options);
        }

        foreach (var group in claims.Where(claim => !IsRewrite(claim) && !IsAboutKernels(claim)).GroupBy(claim => claim.Find("arithmetic")?.Text == "checked"))
        {
            var program = DocumentProgram.Compile(blocks, [.. group], group.Key, lacksBlocks, cancellation);
            problems.AddRange(program.BlockProblems.Where(problem => !problems.Contains(problem)));
            foreach (var claim in group)
            {
                questions[claim] = new ProgramQuestion(claim, program.ProblemsOf(claim), program.SubjectsOf(claim), program.CompileValues, options)
                {
                    Markdown = () => ClaimMarkdown.Of(document, claim),
                };
            }
        }

        return new Understanding([.. claims.Select(claim => questions[claim])], problems);
    }

    /// <summary>The question whether two static methods of a compiled assembly do the same.</summary>
    /// <param name="claim">The claim it stands for; its keys <c>assume</c>, <c>budget</c> and <c>expect</c> count.</param>
    /// <param name="assembly">The path of the assembly.</param>
    /// <param name="before">The first method, as <c>Namespace.Type.Method</c>.</param>
    /// <param name="after">The second method.</param>
    public IQuestion EqualMethods(Claim claim, string assembly, string before, string after)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return AssemblyQuestion.Equal(claim, assembly, before, after, options);
    }

    /// <summary>Checks a certificate, as far as it can be: against the claim if there is one, else by itself.</summary>
    /// <param name="folder">The folder of the certificate.</param>
    /// <param name="document">The document in which its claim stands, or null.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Ends the check.</param>
    public CertificateAnswer Verify(string folder, ClaimDocument? document, IProgress<ProgressReport> progress, CancellationToken cancellation) =>
        CertificateVerifier.Folder(folder, text => SubjectsOf(text.Claim, document, cancellation), progress, cancellation);

    /// <summary>Checks a proof of a formula, both in files.</summary>
    /// <param name="formula">A file in the DIMACS format.</param>
    /// <param name="proof">A file in the DRAT text format.</param>
    /// <param name="cancellation">Ends the check.</param>
    public static CertificateAnswer Verify(string formula, string proof, CancellationToken cancellation) =>
        CertificateVerifier.Formula(formula, proof, cancellation);

    private CertifiedClaim SubjectsOf(string name, ClaimDocument? document, CancellationToken cancellation)
    {
        if (document is null)
        {
            return new CertifiedClaim(null, [], null);
        }

        // A block that cannot be read may be the one that was meant.
        if (document.Problems.FirstOrDefault(candidate => candidate.Claim is null || candidate.Claim == name) is { } unreadable)
        {
            return new CertifiedClaim(null, [], unreadable.ToString());
        }

        if (document.Claims.FirstOrDefault(claim => claim.Name == name) is not { } claim)
        {
            return new CertifiedClaim(null, [], $"there is no claim '{name}' in {document.File}");
        }

        var understanding = Understand(document, [claim], cancellation);
        return understanding.Questions is not [ProgramQuestion question] ? new CertifiedClaim(null, [], $"'{name}' is not a claim about programs")
            : question.Problems.Concat(understanding.Problems).FirstOrDefault() is { } problem ? new CertifiedClaim(null, [], problem.ToString())
            : new CertifiedClaim([.. question.Subjects.Select(pair => pair.Subject)], [.. claim.All("assume").Select(text => text.Text)], null);
    }

    private static bool IsRewrite(Claim claim) => claim.Find(OptFormat.Key) is not null;

    private static bool IsAboutKernels(Claim claim) => claim.Find(KernelsKey.Name) is not null;

    private static List<DocumentBlock> ReadBlocks(ClaimDocument document, List<Problem> problems)
    {
        List<DocumentBlock> blocks = [];
        var names = new Dictionary<string, Place>();
        foreach (var block in document.Blocks)
        {
            if (block.Language == "csharp")
            {
                if (StatementText.WhyTooDeep(block.Code) is { } tooDeep)
                {
                    problems.Add(tooDeep);
                    continue;
                }

                var code = DocumentBlock.CSharp(blocks.Count, block.Code);
                if (code.LeavesItsClass)
                {
                    problems.Add(new Problem(block.Code.Start, "This block closes a brace that it did not open.", "A block holds members of one static class; it cannot leave it."));
                    continue;
                }

                blocks.Add(code);
            }
            else if (block.Language == "asm" && AsmFunction.Parse(block, problems) is { } function)
            {
                if (!names.TryAdd(function.Name, block.Info.Start))
                {
                    problems.Add(new Problem(block.Info.Start, $"The name '{function.Name}' is taken by the function in line {names[function.Name].Line}.", "Give each function its own name."));
                    continue;
                }

                blocks.Add(DocumentBlock.Assembly(blocks.Count, function, block.Info.Start));
            }
        }

        return blocks;
    }
}
