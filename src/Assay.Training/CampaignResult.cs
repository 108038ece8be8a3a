using Assay.Training.Questions;

namespace Assay.Training;

/// <summary>What was run for a claim.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Plan">How it was understood.</param>
/// <param name="Settings">The settings in which it was asked, with their runs.</param>
internal sealed record CampaignResult(Claim Claim, TrainingPlan Plan, IReadOnlyList<Setting> Settings);
