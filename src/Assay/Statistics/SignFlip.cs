namespace Assay.Statistics;

/// <summary>
/// A test for paired differences: if both arms were alike, each difference could as well have the other sign (Fisher 1935). Exact for
/// up to twenty differences, else from random signs; the number of differences has to be declared before they are measured.
/// </summary>
public static class SignFlip
{
    private const int MostExact = 20;
    private const int Draws = 100_000;

    /// <summary>How likely a mean as great as that of these differences less a shift is, if each sign were a coin.</summary>
    /// <param name="differences">The differences.</param>
    /// <param name="shift">What the mean is held against.</param>
    /// <param name="seed">The seed of the random signs.</param>
    /// <returns>A p-value against "the mean is at most the shift"; a valid one for random signs too, as the observed signs count among them.</returns>
    public static double Greater(IReadOnlyList<double> differences, double shift, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(differences);
        double[] shifted = [.. differences.Select(difference => difference - shift)];
        var (observed, slack) = (shifted.Sum(), 1e-12 * shifted.Sum(Math.Abs));
        if (shifted.Length <= MostExact)
        {
            var count = 0L;
            for (var signs = 0u; signs < 1u << shifted.Length; signs++)
            {
                count += Sum(shifted, signs) >= observed - slack ? 1 : 0;
            }

            return count / (double)(1u << shifted.Length);
        }

        var (random, greater) = (new Philox(seed, 1), 1);
        for (var draw = 0; draw < Draws; draw++)
        {
            var sum = 0.0;
            for (var i = 0; i < shifted.Length; i += 64)
            {
                sum += Sum(shifted.AsSpan(i, Math.Min(64, shifted.Length - i)), random.Next());
            }

            greater += sum >= observed - slack ? 1 : 0;
        }

        return greater / (Draws + 1.0);
    }

    private static double Sum(ReadOnlySpan<double> values, ulong signs)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += (signs >> i & 1) == 0 ? values[i] : -values[i];
        }

        return sum;
    }
}
