using Assay.LanguageModels;
using Assay.Matrices;
using Assay.Programs;
using Assay.Running;
using Assay.Training;

namespace Assay.Cli;

/// <summary>The one place that knows which domains there are.</summary>
internal static class Domains
{
    /// <summary>All domains, ready to understand claims.</summary>
    public static IReadOnlyList<IDomain> Create(DomainOptions options) =>
    [
        new ProgramsDomain(new ProgramsOptions
        {
            Smt2Folder = options.Smt2Folder,
            CertificateFolder = options.CertificateFolder,
            Trust = options.Trust,
            CrossCheck = options.CrossCheck,
            Executor = options.Executor,
        }),
        new MatricesDomain(options.Files),
        new TrainingDomain(options.Training with { Files = options.Files, Executor = options.Executor }),
        new LanguageModelsDomain(options.LanguageModels with { Files = options.Files }),
    ];
}
