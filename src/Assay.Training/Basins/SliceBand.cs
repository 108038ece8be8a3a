namespace Assay.Training.Basins;

/// <summary>Losses at one place of many slices: the median, and the tenth parts below and above.</summary>
/// <param name="Low">What a tenth of the slices is below.</param>
/// <param name="Median">What half of them is below.</param>
/// <param name="High">What nine tenths are below.</param>
internal readonly record struct SliceBand(double Low, double Median, double High)
{
    /// <summary>The band of some losses, between neighbours in proportion.</summary>
    public static SliceBand Of(double[] losses)
    {
        double[] sorted = [.. losses.Order()];
        double At(double share)
        {
            var place = share * (sorted.Length - 1);
            var below = (int)place;
            return below + 1 == sorted.Length ? sorted[below] : sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
        }

        return new(At(0.1), At(0.5), At(0.9));
    }
}
