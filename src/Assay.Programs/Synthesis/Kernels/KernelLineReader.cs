using Assay.Claims;

namespace Assay.Programs.Synthesis.Kernels;

/// <summary>Cuts a kernel's text into instructions. Blank lines, comments, labels, directives and what follows nothing are skipped.</summary>
/// <param name="file">The file, for places.</param>
/// <param name="problems">Receives what cannot be a line of a kernel.</param>
internal sealed class KernelLineReader(string file, ICollection<Problem> problems)
{
    private static readonly HashSet<string> Ends = new(StringComparer.OrdinalIgnoreCase) { "ret", "retq" };
    private static readonly HashSet<string> Idle = new(StringComparer.OrdinalIgnoreCase) { "nop", "endbr64" };

    // Directives that change nothing about what the instructions are; others may even hold instructions, as .byte does.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        ".globl", ".global", ".text", ".section", ".intel_syntax", ".align", ".p2align", ".balign", ".type", ".size", ".file", ".loc", ".ident",
    };

    private readonly List<KernelLine> _lines = [];
    private bool _hasEnded;

    /// <summary>The comment in the first line that is not blank, with its place; null when there is none.</summary>
    public KernelWord? FirstComment { get; private set; }

    /// <summary>Reads the whole text.</summary>
    public IReadOnlyList<KernelLine> Read(string text)
    {
        var (number, isFirst) = (0, true);
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            if (raw.IsWhiteSpace())
            {
                continue;
            }

            var end = CommentStart(raw);
            if (isFirst && end < raw.Length)
            {
                FirstComment = Comment(raw, end, number);
            }

            isFirst = false;
            Read(raw[..end], number, 0);
        }

        return _lines;
    }

    private static int CommentStart(ReadOnlySpan<char> line)
    {
        var mark = line.IndexOfAny(';', '#');
        var slashes = line.IndexOf("//");
        return Math.Min(mark < 0 ? line.Length : mark, slashes < 0 ? line.Length : slashes);
    }

    private KernelWord Comment(ReadOnlySpan<char> line, int start, int number)
    {
        var text = line[start..].TrimStart(";#/ \t");
        return new KernelWord(text.TrimEnd().ToString(), new Place(file, number, line.Length - text.Length + 1));
    }

    private void Read(ReadOnlySpan<char> line, int number, int at)
    {
        at += line[at..].Length - line[at..].TrimStart().Length;
        if (at == line.Length)
        {
            return;
        }

        var end = at;
        while (end < line.Length && !char.IsWhiteSpace(line[end]) && line[end] is not (',' or ':'))
        {
            end++;
        }

        if (end < line.Length && line[end] == ':')
        {
            Read(line, number, end + 1);
            return;
        }

        var mnemonic = new KernelWord(line[at..end].ToString(), new Place(file, number, at + 1));
        if (Idle.Contains(mnemonic.Text) || Harmless.Contains(mnemonic.Text) || mnemonic.Text.StartsWith(".cfi_", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (_hasEnded)
        {
            problems.Add(new Problem(mnemonic.Place, $"'{mnemonic.Text}' stands behind the end of the kernel.", "Put one kernel in a file."));
            return;
        }

        _hasEnded = Ends.Contains(mnemonic.Text);
        if (!_hasEnded)
        {
            Add(mnemonic, line, number, end);
        }
    }

    private void Add(KernelWord mnemonic, ReadOnlySpan<char> line, int number, int at)
    {
        List<KernelWord> operands = [];
        var hasCommas = line.Contains(',');
        while (at < line.Length)
        {
            var length = hasCommas ? line[at..].IndexOf(',') : line[at..].TrimStart().IndexOfAny(' ', '\t') is >= 0 and var blank ? blank + line[at..].Length - line[at..].TrimStart().Length : -1;
            var operand = length < 0 ? line[at..] : line.Slice(at, length);
            if (!operand.IsWhiteSpace() || hasCommas)
            {
                var indent = operand.Length - operand.TrimStart().Length;
                operands.Add(new KernelWord(operand.Trim().ToString(), new Place(file, number, at + indent + 1)));
            }

            at = length < 0 ? line.Length : at + length + 1;
        }

        _lines.Add(new KernelLine(mnemonic, operands, hasCommas));
    }
}
