namespace Assay.Training.Probes;

/// <summary>Where a training was at one moment.</summary>
/// <param name="Share">What share of the budget was used up.</param>
/// <param name="Step">After how many steps.</param>
/// <param name="Parameters">All parameters, statistics of batches last.</param>
internal sealed record Moment(double Share, long Step, double[] Parameters);
