using System.Globalization;
using Assay.Claims;
using Assay.LanguageModels;
using Assay.Training;
using Assay.Trials;

namespace Assay.Cli;

/// <summary>What the command line lets users say to domains.</summary>
/// <param name="Smt2Folder">Where to leave the formulas that external solvers can read, or null.</param>
/// <param name="CertificateFolder">Where to leave certificates, or null.</param>
/// <param name="Trust">External solvers whose bare word counts as a proof.</param>
/// <param name="CrossCheck">Whether all deciders must agree.</param>
internal sealed record DomainOptions(string? Smt2Folder, string? CertificateFolder, IReadOnlyList<string> Trust, bool CrossCheck)
{
    /// <summary>What of this verdicts depend on, as one text.</summary>
    public string Manner => string.Create(CultureInfo.InvariantCulture, $"trust {string.Join(',', Trust)}; cross-check {CrossCheck}; full {Training.IsFull}; data {Training.DataFolder}");

    /// <summary>Runs the trials that claims consist of elsewhere; null for this machine alone.</summary>
    public ITrialExecutor? Executor { get; init; }

    /// <summary>Which files claims may name.</summary>
    public NamedFiles Files { get; init; } = NamedFiles.InFolder;

    /// <summary>How claims about training are run.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>How claims about language models are decided.</summary>
    public LanguageModelsOptions LanguageModels { get; init; } = new();
}
