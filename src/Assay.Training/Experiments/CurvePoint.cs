namespace Assay.Training.Experiments;

/// <summary>One look at a member on its way.</summary>
/// <param name="Share">What share of the budget was used up.</param>
/// <param name="Step">After how many steps.</param>
/// <param name="Loss">The training loss; of a function its value.</param>
/// <param name="TestAccuracy">The accuracy on the test set; not a number where there is none.</param>
internal readonly record struct CurvePoint(double Share, long Step, double Loss, double TestAccuracy);
