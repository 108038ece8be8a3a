using System.Text.RegularExpressions;
using Assay.Claims;
using Assay.Claims.Code;
using Assay.Programs;

namespace Assay.LanguageModels.Rewrites;

/// <summary>An assembly function to shorten; its length is the number of instructions that are written.</summary>
internal sealed partial class KernelProblem : RewriteProblem
{
    private readonly ClaimText _signature;

    private KernelProblem(string name, AssemblyFile file, IReadOnlyList<string> assumptions)
        : base(name, assumptions)
    {
        _signature = file.Signature;
        Original = new RewriteCode($"; {file.Signature.Text}\n{file.Code.Text}", file.ToBlock(), file.Name, Instructions(file.Code.Text));
    }

    /// <inheritdoc/>
    public override RewriteCode Original { get; }

    /// <inheritdoc/>
    public override string Unit => "instruction";

    /// <inheritdoc/>
    protected override string Language => "asm";

    /// <inheritdoc/>
    protected override string Task => "Rewrite this x86-64 function (Intel syntax) with fewer instructions.";

    /// <inheritdoc/>
    protected override string Form =>
        "The first line names the inputs and the results; other registers may be overwritten. Use no stack and no calls.";

    /// <summary>The problem of a file: its first line is a comment with the signature.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="file">The name of the file, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <param name="assumptions">What is assumed of the registers.</param>
    public static (RewriteProblem? Problem, Problem? Wrong) Of(string name, string file, string text, IReadOnlyList<string> assumptions)
    {
        var (parsed, wrong) = AssemblyFile.Parse(file, text);
        return (parsed is null ? null : new KernelProblem(name, parsed, assumptions), wrong);
    }

    /// <inheritdoc/>
    public override RewriteReading Read(string text)
    {
        var lines = text.Split('\n');
        var first = lines.FirstOrDefault(line => line.Trim().Length > 0) ?? "";
        if (SignatureLine().Match(first) is { Success: true } match && Squeezed(match.Groups[1].Value) != Squeezed(_signature.Text))
        {
            return new Unread(UnreadReason.OtherSignature, $"It is for {match.Groups[1].Value.Trim()}.");
        }

        var code = new ClaimText(text, [.. lines.Select((_, i) => new Place("reply", i + 1, 1))]);
        var rewritten = new AssemblyFile(_signature, code);
        rewritten = rewritten.Renamed($"{rewritten.Name}_rewritten");
        var document = new ClaimDocument("reply", [rewritten.ToBlock()], [], []);
        var problems = new ProgramsDomain(new ProgramsOptions()).Understand(document, [], CancellationToken.None).Problems;
        return problems.Count > 0
            ? new Unread(UnreadReason.Refused, $"Line {problems[0].Place.Line}: {problems[0].Message}")
            : new RewriteCode(text, rewritten.ToBlock(), rewritten.Name, Instructions(text));
    }

    // 'ret' only says that the text ends.
    private static int Instructions(string code) =>
        code.Split('\n').Select(line => Written().Match(line).Groups[1].Value.Trim()).Count(text => text is not ("" or "ret"));

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    // An instruction stands behind labels and before a comment.
    [GeneratedRegex(@"^\s*(?:[\w.$@]+:\s*)*((?:(?!//)[^;])*)")]
    private static partial Regex Written();

    [GeneratedRegex(@"^\s*(?:;|//|#)[;/#\s]*(\w+\s*\(.*\)\s*->\s*\(.*\))\s*$")]
    private static partial Regex SignatureLine();
}
