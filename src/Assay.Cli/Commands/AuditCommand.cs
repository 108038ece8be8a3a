using System.CommandLine;
using System.Diagnostics;
using Assay.Claims;
using Assay.Cli.Auditing;
using Assay.Cli.Terminal;
using Assay.Programs.Synthesis.Audit;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay audit FOLDER</c>: a folder of kernels against "sorts, ties included".</summary>
internal static class AuditCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var path = new Argument<string>("FOLDER") { Description = "A folder with one kernel in each file, or one such file." };
        var json = new CommonOptions().Json;
        var verbose = new Option<bool>("--verbose") { Description = "List every kernel; else large folders list only those that do not sort." };
        var command = new TaughtCommand("audit", "Check that kernels sort, ties included; list those that do not, and those that are the same.")
        {
            Examples =
            [
                ("assay audit kernels", "every kernel of a folder"),
                ("assay audit kernels --verbose", "lists those that sort as well, however many"),
                ("assay audit sort3.asm", "one kernel"),
            ],
        };
        command.Arguments.Add(path);
        command.Options.Add(json);
        command.Options.Add(verbose);
        UsageErrors.RefuseOptionsAs(path, command);
        command.SetAction(result => Run(result.GetRequiredValue(path), result.GetValue(json), result.GetValue(verbose), surroundings));
        return command;
    }

    private static int Run(string path, bool asJson, bool verbose, Surroundings surroundings)
    {
        var clock = Stopwatch.StartNew();
        AuditReport report;
        using (var live = new LiveLine(surroundings))
        {
            report = BigStack.Run(() => Audit(path, live, surroundings.Cancellation), RunOptions.DefaultGrace, surroundings.Cancellation);
        }

        report = report with { Elapsed = clock.Elapsed };
        if (asJson)
            surroundings.Out.Write(AuditJson.Of(report));
        else
            new AuditTable(surroundings.Sink(), report, verbose).Write();
        return report.ExitCode;
    }

    private static AuditReport Audit(string path, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        if (File.Exists(path))
            return new AuditReport(path, KernelAudit.Of([path], progress, cancellation), 0, []);
        if (!Directory.Exists(path))
            return new AuditReport(path, [], 0, [NearestPath.Missing(path)]);
        var folder = KernelFolder.Of(path, cancellation);
        return folder.Files.Count > 0
            ? new AuditReport(path, KernelAudit.Of(folder.Files, progress, cancellation), folder.Others, [])
            : new AuditReport(path, [], folder.Others, [new Problem(Place.Whole(path), "No kernel found in this folder.", $"Files of kernels are named {KernelFolder.Kinds}; each holds one.")]);
    }
}
