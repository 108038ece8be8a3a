namespace Assay.Programs;

/// <summary>What users may choose about claims on programs.</summary>
public sealed record ProgramsOptions
{
    /// <summary>Where to leave every query as SMT-LIB 2, or null.</summary>
    public string? Smt2Folder { get; init; }

    /// <summary>Where to leave certificates of what was proved, or null.</summary>
    public string? CertificateFolder { get; init; }

    /// <summary>External solvers whose bare word counts as a proof, such as <c>z3</c>.</summary>
    public IReadOnlyList<string> Trust { get; init; } = [];
}
