using Assay.Claims;

namespace Assay.Programs.Synthesis.Audit;

/// <summary>What an audit says about one file: <see cref="UsableKernel"/> or <see cref="UnusableKernel"/>. Use pattern matching.</summary>
/// <param name="File">The file.</param>
public abstract record AuditedKernel(string File);

/// <summary>A kernel that could be read, and what it does.</summary>
/// <param name="File">The file.</param>
/// <param name="Length">The number of instructions that are neither loads nor stores.</param>
/// <param name="Inputs">Where the values are at the start.</param>
/// <param name="Results">Where the results are at the end, the least first.</param>
/// <param name="Verdict">What the kernel does.</param>
public sealed record UsableKernel(
    string File, int Length, IReadOnlyList<string> Inputs, IReadOnlyList<string> Results, KernelVerdict Verdict) : AuditedKernel(File)
{
    /// <summary>Whether the text says where the results have to stand; else the order of registers was found that fits the most inputs.</summary>
    public bool StatesResults { get; init; }

    /// <summary>Registers that it reads although nothing set them, and <c>flags</c>.</summary>
    public IReadOnlyList<string> Unset { get; init; } = [];

    /// <summary>The first file with the same kernel under other names, or null.</summary>
    public string? SameAs { get; init; }
}

/// <summary>A file that is no kernel.</summary>
/// <param name="File">The file.</param>
/// <param name="Problems">Why; at least one.</param>
public sealed record UnusableKernel(string File, IReadOnlyList<Problem> Problems) : AuditedKernel(File);
