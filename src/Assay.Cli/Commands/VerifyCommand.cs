using System.CommandLine;
using Assay.Claims;
using Assay.Cli.Terminal;
using Assay.Programs;
using Assay.Programs.Certificates;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay verify CERTIFICATE</c>: the independent checkers.</summary>
internal static class VerifyCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var paths = new Argument<string[]>("CERTIFICATE")
        {
            Description = "Folders made by --certificate, reports made by matrix --json, or a formula and its proof: FORMULA.cnf PROOF.drat.",
            Arity = ArgumentArity.OneOrMore,
        };
        var claim = new Option<string?>("--claim") { Description = "The document that has the claim; else the copy in the certificate counts.", HelpName = "FILE" };
        var command = new TaughtCommand("verify", "Check certificates with code that shares nothing with the deciders.")
        {
            Examples =
            [
                ("assay check sort.md --certificate proofs", "makes certificates"),
                ("assay verify proofs", "derives each formula again from its claim, and checks its proof"),
                ("assay verify proofs/sort-it-sorts --claim sort.md", "against your own copy of the claim"),
                ("assay verify a.json", "every statement of a report that assay matrix A --json made"),
                ("assay verify formula.cnf proof.drat", "any DRAT proof of any DIMACS formula"),
            ],
        };
        command.Arguments.Add(paths);
        command.Options.Add(claim);
        UsageErrors.RefuseOptionsAs(paths, command);
        command.SetAction(result => Run(result.GetRequiredValue(paths), result.GetValue(claim), surroundings));
        return command;
    }

    private static int Run(string[] paths, string? claim, Surroundings surroundings)
    {
        if (paths is [var formula, var proof] && !formula.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && File.Exists(formula) && File.Exists(proof))
        {
            var answer = BigStack.Run(() => ProgramsDomain.Verify(formula, proof, surroundings.Cancellation), RunOptions.DefaultGrace, surroundings.Cancellation);
            Tell(formula, answer, surroundings);
            return answer.Worth == CertificateWorth.Rejected ? ExitCodes.Differs : ExitCodes.AsExpected;
        }

        if (claim is not null && !File.Exists(claim))
        {
            return Refuse(NearestPath.Missing(claim), surroundings);
        }

        var reports = paths.Where(VerifyReport.IsReport).ToList();
        var folders = paths.Except(reports).SelectMany(Certificates).ToList();
        if (folders.Count == 0 && reports.Count == 0)
        {
            return Refuse(
                new Problem(Place.Whole(paths[0]), "There is no certificate here.", paths[0].EndsWith(".cnf", StringComparison.OrdinalIgnoreCase) && File.Exists(paths[0])
                    ? "Name its proof as well: assay verify FORMULA.cnf PROOF.drat"
                    : "Make one with: assay check FILE --certificate FOLDER, or: assay matrix A.npy --json > a.json"),
                surroundings);
        }

        var ofReports = VerifyReports(reports, surroundings);
        var ofFolders = folders.Count == 0 ? ExitCodes.AsExpected : VerifyFolders(folders, claim, surroundings);
        return new[] { ofReports, ofFolders }.Contains(ExitCodes.Differs) ? ExitCodes.Differs : Math.Max(ofReports, ofFolders);
    }

    private static int VerifyReports(List<string> reports, Surroundings surroundings)
    {
        if (reports.Count == 0)
        {
            return ExitCodes.AsExpected;
        }

        var answers = reports.ConvertAll(report => VerifyReport.Check(report, surroundings));
        surroundings.Sink().Write(new StyledLine().Add(VerifyReport.Summary(answers)));
        return VerifyReport.ExitCodeOf(answers);
    }

    private static int VerifyFolders(List<string> folders, string? claim, Surroundings surroundings)
    {
        List<CertificateWorth> worths = [];
        foreach (var folder in folders)
        {
            CertificateAnswer answer;
            using (var live = new LiveLine(surroundings))
            {
                answer = BigStack.Run(() => Verify(folder, claim, live, surroundings), RunOptions.DefaultGrace, surroundings.Cancellation);
            }

            Tell(folder, answer, surroundings);
            worths.Add(answer.Worth);
        }

        surroundings.Sink().Write(new StyledLine().Add(Summary(worths)));
        return worths.Contains(CertificateWorth.Rejected) ? ExitCodes.Differs
            : worths.Contains(CertificateWorth.FormulaOnly) ? ExitCodes.Undecided
            : ExitCodes.AsExpected;
    }

    private static string Summary(List<CertificateWorth> worths)
    {
        (CertificateWorth Worth, string One, string Many)[] kinds =
        [
            (CertificateWorth.Claim, "proves its claim", "prove their claims"),
            (CertificateWorth.FormulaOnly, "proves its formula only", "prove their formulas only"),
            (CertificateWorth.Rejected, "is rejected", "are rejected"),
        ];
        var counts = kinds.Select(kind => (Count: worths.Count(worth => worth == kind.Worth), kind.One, kind.Many)).Where(kind => kind.Count > 0);
        return $"{worths.Count} {(worths.Count == 1 ? "certificate" : "certificates")}: {string.Join(", ", counts.Select(kind => $"{kind.Count} {(kind.Count == 1 ? kind.One : kind.Many)}"))}";
    }

    private static int Refuse(Problem problem, Surroundings surroundings)
    {
        ProblemLines.Write(new PlainSink(surroundings.Error, surroundings.Width), problem);
        return ExitCodes.Unusable;
    }

    private static IEnumerable<string> Certificates(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "certificate.json", SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!).Order(StringComparer.Ordinal)
        : Path.GetFileName(path) == "certificate.json" && File.Exists(path) ? [Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : "."]
        : [];

    private static CertificateAnswer Verify(string folder, string? claim, LiveLine live, Surroundings surroundings)
    {
        var domain = new ProgramsDomain(new ProgramsOptions());
        var file = claim ?? Path.Combine(folder, "claim.md");
        if (!File.Exists(file))
        {
            return domain.Verify(folder, null, live, surroundings.Cancellation);
        }

        var (documents, problems) = new DocumentFinder(new ClaimDocumentReader([domain])).Find([file]);
        return documents is [var document] && problems.Count == 0 ? domain.Verify(folder, document, live, surroundings.Cancellation)
            : new CertificateAnswer(CertificateWorth.Rejected, problems.Count > 0 ? problems[0].ToString() : $"{file}: there is no claim in it.");
    }

    private static void Tell(string path, CertificateAnswer answer, Surroundings surroundings)
    {
        var sink = surroundings.Sink();
        var (word, tone) = answer.Worth switch
        {
            CertificateWorth.Claim => ("✓ proves the claim", Tone.Good),
            CertificateWorth.FormulaOnly => ("~ proves this formula only", Tone.Doubt),
            _ => ("✗ rejected", Tone.Bad),
        };
        sink.Write(new StyledLine().Add(word, tone).Add("  ").Add(path, Tone.Strong));
        if (answer.Worth == CertificateWorth.Claim)
        {
            foreach (var assumption in answer.Assumes)
            {
                Write("    assume  ", string.Join(' ', assumption.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            }

            Write("    claim   ", answer.Statement);
            Write("    covers  ", answer.Covers);
        }

        Write("    ", answer.Text);
        if (answer.Worth == CertificateWorth.FormulaOnly && answer.Doubt.Length > 0)
        {
            Write("    ", answer.Doubt);
        }

        void Write(string label, string text)
        {
            foreach (var (line, i) in TerminalText.Wrap(text, surroundings.Width - label.Length).Select((line, i) => (line, i)))
            {
                sink.Write(new StyledLine().Add(i == 0 ? label : new string(' ', label.Length)).Add(line));
            }
        }
    }
}
