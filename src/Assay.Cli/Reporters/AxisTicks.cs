using System.Globalization;

namespace Assay.Cli.Reporters;

/// <summary>The round numbers at which an axis is labelled.</summary>
internal static class AxisTicks
{
    private const int Most = 7;
    private const int Least = 2;

    /// <summary>Values and their labels.</summary>
    /// <param name="low">Where the axis begins; its logarithm to base ten where it goes by powers.</param>
    /// <param name="high">Where it ends.</param>
    /// <param name="isLogarithmic">Whether it goes by powers of ten.</param>
    public static IEnumerable<(double Value, string Label)> Of(double low, double high, bool isLogarithmic)
    {
        if (!isLogarithmic)
        {
            return Even(low, high).Select(tick => (tick, Plain(tick)));
        }

        List<double> powers = [.. Even(low, high).Where(double.IsInteger)];
        return powers.Count >= Least ? powers.Select(power => (Math.Pow(10, power), string.Create(CultureInfo.InvariantCulture, $"1e{power:0}")))

            // Within one power of ten numbers that are evenly apart say more.
            : Even(Math.Pow(10, low), Math.Pow(10, high)).Select(tick => (tick, tick.ToString("G3", CultureInfo.InvariantCulture)));
    }

    private static IEnumerable<double> Even(double low, double high)
    {
        var raw = (high - low) / Most;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double[] steps = [1, 2, 5, 10];
        var step = power * steps.First(step => step * power >= raw * 0.999);
        for (var i = Math.Ceiling((low / step) - 1e-9); i * step <= high + (1e-9 * step); i++)
        {
            yield return i == 0 ? 0 : i * step;
        }
    }

    private static string Plain(double tick) => Math.Abs(tick) is 0 or >= 1e-6 and < 1e6 ? tick.ToString("0.######", CultureInfo.InvariantCulture) : tick.ToString("G3", CultureInfo.InvariantCulture);
}
