namespace Assay.Programs.Frontends.X86;

/// <summary>An instruction: its name, the operands it takes, and what it does.</summary>
/// <param name="Mnemonic">The name in lower case.</param>
/// <param name="Forms">The operands it takes.</param>
/// <param name="Execute">What it does.</param>
internal sealed record Instruction(string Mnemonic, IReadOnlyList<Form> Forms, Action<Cpu> Execute)
{
    /// <summary>An instruction whose forms are written as in <see cref="Form.Parse"/>, separated by bars.</summary>
    public Instruction(string mnemonic, string forms, Action<Cpu> execute)
        : this(mnemonic, [.. forms.Split('|').Select(Form.Parse)], execute)
    {
    }
}
