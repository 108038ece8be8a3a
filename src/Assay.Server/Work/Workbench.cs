using Assay.Reporting.Html;
using Assay.Running;

namespace Assay.Server.Work;

/// <summary>What a worker decides one document with.</summary>
/// <param name="Domains">The domains, fresh for each document.</param>
/// <param name="Figures">Drawings that show how a claim came out.</param>
internal sealed record Workbench(IReadOnlyList<IDomain> Domains, Func<ClaimResult, IReadOnlyList<Figure>> Figures);
