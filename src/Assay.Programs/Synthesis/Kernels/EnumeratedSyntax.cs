using System.Globalization;
using Assay.Claims;

namespace Assay.Programs.Synthesis.Kernels;

/// <summary>
/// The text of published enumerations: <c>cmovl r1 s1</c>. Registers r hold values, counted from 0 or 1; registers s are spare.
/// </summary>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class EnumeratedSyntax(ICollection<Problem> problems) : IKernelSyntax
{
    private readonly SortedSet<int> _values = [];

    /// <summary>The registers that hold values: all from the first to the greatest that occurs.</summary>
    public IEnumerable<string> Values => _values.Count == 0 ? []
        : Enumerable.Range(Math.Min(1, _values.Min), _values.Max - Math.Min(1, _values.Min) + 1).Select(Name);

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"r{number}");

    /// <summary>Whether the lines are of this kind: they name a register that no processor has, or have no commas.</summary>
    public static bool Fits(IEnumerable<KernelLine> lines) => lines.Any(line =>
        line.Operands.Any(operand => IsRegister(operand.Text) && (!line.HasCommas || operand.Text[0] is 's' or 'S' || Number(operand.Text) < 8)));

    /// <summary>Whether a word is a register of this kind.</summary>
    public static bool IsRegister(string word) =>
        word is ['r' or 'R' or 's' or 'S', >= '0' and <= '9', ..] && word.Length <= 3 && word.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    public void Add(KernelLine line, KernelOperation operation, KernelRegisters registers, ICollection<KernelStep> steps)
    {
        if (line.Operands.Count != 2)
        {
            problems.Add(new Problem(line.Mnemonic.Place, $"'{line.Mnemonic.Text}' has {line.Operands.Count} operands, not two.", "Write for example: cmp r1 r2"));
        }
        else if (Register(line.Operands[0]) is { } target && Register(line.Operands[1]) is { } source)
        {
            steps.Add(new KernelStep(operation, target, source, IsCounted: true));
        }
    }

    private string? Register(KernelWord word)
    {
        if (!IsRegister(word.Text))
        {
            problems.Add(new Problem(word.Place, $"There is no register '{word.Text}' here.", "Registers are r1, r2, ... for values and s1, s2, ... for spare ones."));
            return null;
        }

        var number = Number(word.Text);
        if (word.Text[0] is 's' or 'S')
        {
            return string.Create(CultureInfo.InvariantCulture, $"s{number}");
        }

        _values.Add(number);
        return Name(number);
    }

    private static int Number(string register) => int.Parse(register.AsSpan(1), CultureInfo.InvariantCulture);
}
