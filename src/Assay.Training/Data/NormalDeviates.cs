using Assay.Statistics;

namespace Assay.Training.Data;

/// <summary>Numbers from the standard normal distribution by the polar method (Marsaglia and Bray, 1964), the same on every processor.</summary>
/// <param name="random">The stream that they are made of.</param>
public sealed class NormalDeviates(Philox random)
{
    private const double Unit = 1.0 / (1UL << 53);

    private double? _second;

    /// <summary>The next one.</summary>
    public double Next()
    {
        if (_second is { } second)
        {
            _second = null;
            return second;
        }

        while (true)
        {
            var (x, y) = ((2 * Uniform(random)) - 1, (2 * Uniform(random)) - 1);
            var square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                var factor = Math.Sqrt(-2 * PortableMath.Log(square) / square);
                _second = y * factor;
                return x * factor;
            }
        }
    }

    /// <summary>A number from 0 to below 1, in steps of 2^-53.</summary>
    public static double Uniform(Philox random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return (random.Next() >> 11) * Unit;
    }
}
