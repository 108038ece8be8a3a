using Assay.Programs.Deciders.External;
using Assay.Trials;

namespace Assay.Programs;

/// <summary>What users may choose about claims on programs.</summary>
public sealed record ProgramsOptions
{
    /// <summary>The external solvers that can be asked, and trusted.</summary>
    public static IReadOnlyList<string> Solvers => SolverProgram.Known;

    /// <summary>Where to leave every query as SMT-LIB 2, or null.</summary>
    public string? Smt2Folder { get; init; }

    /// <summary>Where to leave certificates of what was proved, or null.</summary>
    public string? CertificateFolder { get; init; }

    /// <summary>External solvers whose bare word counts as a proof, such as <c>z3</c>.</summary>
    public IReadOnlyList<string> Trust { get; init; } = [];

    /// <summary>Whether every decider and every installed solver must agree before there is a verdict.</summary>
    public bool CrossCheck { get; init; }

    /// <summary>Runs the trials of claims with very many inputs elsewhere; null for this machine alone.</summary>
    public ITrialExecutor? Executor { get; init; }
}
