using System.Text.RegularExpressions;
using Assay.Claims;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli;

/// <summary>Tells how claims are understood.</summary>
internal sealed partial class Explanation(Runner runner, IReportSink sink, bool verbose, CancellationToken cancellation)
{
    private const int Indent = 2;

    private int _code = ExitCodes.AsExpected;

    /// <summary>Tells about every claim of these documents.</summary>
    /// <returns>The exit code.</returns>
    public int Tell(IReadOnlyList<ClaimDocument> documents, IReadOnlyList<Problem> problems)
    {
        Tell(problems);
        foreach (var document in documents)
        {
            Tell(document.Problems);
            var (claims, more) = runner.Understand(document, cancellation);
            Tell(more);
            foreach (var (claim, question, obstacle) in claims)
                Tell(claim, question, obstacle);
        }

        return _code;
    }

    private void Tell(Claim claim, IQuestion? question, Settlement? obstacle)
    {
        string? text = null;
        if (question is not null)
            (text, obstacle) = runner.Try(question.Explain, cancellation);

        sink.Write(new StyledLine().Add(claim.Name, Tone.Strong).Add($"  {claim.Place}", Tone.Quiet));
        if (claim.Says is { } says)
            Paragraph(says);
        if (text is not null)
            Paragraph(text);
        Tell(obstacle);
        sink.Write(StyledLine.Empty);
    }

    private void Tell(Settlement? obstacle)
    {
        switch (obstacle)
        {
            case Unusable unusable:
                Tell(unusable.Problems);
                break;
            case Faulted faulted:
                sink.Write(new StyledLine().Add("  ! ", Tone.Alarm).Add($"This is a fault of Assay: {faulted.Message}"));
                if (verbose && faulted.Stack is { } stack)
                    Paragraph(stack);
                _code = ExitCodes.Fault;
                break;
            case Interrupted:
                throw new OperationCanceledException(cancellation);
        }
    }

    private void Tell(IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
            ProblemLines.Write(sink, problem);
        if (problems.Count > 0 && _code == ExitCodes.AsExpected)
            _code = ExitCodes.Unusable;
    }

    // What does not fit on a line goes on under its text, which stands behind the label.
    private void Paragraph(string text)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var label = Label().Match(line).Value;
            var isFirst = true;
            foreach (var part in TerminalText.Wrap(line[label.Length..], sink.Width - Indent - label.Length))
            {
                sink.Write(new StyledLine().Add(new string(' ', Indent)).Add(isFirst ? label : new string(' ', label.Length)).Add(part));
                isFirst = false;
            }
        }
    }

    [GeneratedRegex(@"^ *\S+( \S+)? {2,}")]
    private static partial Regex Label();
}
