using Assay.Cli.Terminal;
using Assay.Matrices.Checking;
using Assay.Programs;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Commands;

/// <summary><c>assay verify REPORT.json</c>: the checker of reports about matrices.</summary>
internal static class VerifyReport
{
    private const string Indent = "    ";
    private const int Head = 256;

    /// <summary>Whether a path is a file of JSON that is no certificate's.</summary>
    public static bool IsReport(string path)
    {
        if (!File.Exists(path) || Path.GetFileName(path) == "certificate.json")
        {
            return false;
        }

        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        try
        {
            using var stream = File.OpenRead(path);
            var head = new byte[Head];
            var count = stream.ReadAtLeast(head, Head, throwOnEndOfStream: false);
            return head.AsSpan(0, count).TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Checks a report and tells what came of it.</summary>
    public static CheckedReport Check(string path, Surroundings surroundings)
    {
        CheckedReport answer;
        using (var live = new LiveLine(surroundings))
        {
            answer = BigStack.Run(() => ReportChecker.Check(path, live, surroundings.Cancellation), RunOptions.DefaultGrace, surroundings.Cancellation);
        }

        var sink = surroundings.Sink();
        var (word, tone) = answer.IsRejected ? ("✗ rejected", Tone.Bad) : answer.IsVerified ? ("✓ proves all that it states", Tone.Good) : ("~ proves a part of what it states", Tone.Doubt);
        sink.Write(new StyledLine().Add(word, tone).Add("  ").Add(path, Tone.Strong));
        Write(sink, surroundings.Width, Indent, Tone.Plain, answer.Subject);
        foreach (var statement in answer.Statements)
        {
            var (mark, ofMark, reason) = statement.Verdict switch
            {
                Rejected rejected => ("✗", Tone.Bad, rejected.Reason),
                NotCovered notCovered => ("~", Tone.Doubt, notCovered.Reason),
                _ => ("✓", Tone.Good, ""),
            };
            Write(sink, surroundings.Width, $"  {mark} ", ofMark, statement.Text);
            if (reason.Length > 0)
            {
                Write(sink, surroundings.Width, Indent, Tone.Quiet, reason);
            }
        }

        return answer;
    }

    /// <summary>The exit code for reports.</summary>
    public static int ExitCodeOf(IReadOnlyCollection<CheckedReport> answers) =>
        answers.Any(answer => answer.IsRejected) ? ExitCodes.Differs : answers.All(answer => answer.IsVerified) ? ExitCodes.AsExpected : ExitCodes.Undecided;

    /// <summary>How many statements are verified, of all.</summary>
    public static string Summary(IReadOnlyCollection<CheckedReport> answers)
    {
        var statements = answers.SelectMany(answer => answer.Statements).ToList();
        (int Count, string Word)[] kinds =
        [
            (statements.Count(statement => statement.Verdict is Verified), "verified"),
            (statements.Count(statement => statement.Verdict is NotCovered), "not covered"),
            (statements.Count(statement => statement.Verdict is Rejected), "rejected"),
        ];
        return $"{statements.Count} {(statements.Count == 1 ? "statement" : "statements")}: {string.Join(", ", kinds.Where(kind => kind.Count > 0).Select(kind => $"{kind.Count} {kind.Word}"))}";
    }

    private static void Write(IReportSink sink, int width, string label, Tone tone, string text)
    {
        foreach (var (line, i) in TerminalText.Wrap(text, width - label.Length).Select((line, i) => (line, i)))
        {
            sink.Write(new StyledLine().Add(i == 0 ? label : Indent, tone).Add(line));
        }
    }
}
