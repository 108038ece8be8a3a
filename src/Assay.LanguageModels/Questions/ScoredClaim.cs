using Assay.Claims;
using Assay.LanguageModels.Scoring;

namespace Assay.LanguageModels.Questions;

/// <summary>A claim, and all that its model answered.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Model">The name of the model.</param>
/// <param name="Tallies">What came of each task.</param>
internal sealed record ScoredClaim(Claim Claim, string Model, IReadOnlyList<(string Task, Tally Tally)> Tallies);
