namespace Assay.Statistics;

/// <summary>
/// Functions that give the same bits on every processor and operating system, which those of the platform do not: they add,
/// multiply, divide and take roots in a fixed order. They are right to a few units in the last place of a double.
/// </summary>
public static class PortableMath
{
    // The high part has 30 bits, so that its product with an exponent is exact.
    private const double LogTwoHigh = 0.6931471796706319;
    private const double LogTwoLow = 8.893134238886677e-10;

    /// <summary>The natural logarithm of a positive normal number.</summary>
    public static double Log(double value)
    {
        var exponent = Math.ILogB(value);
        var significand = Math.ScaleB(value, -exponent);
        if (significand > 1.4142135623730951)
        {
            (significand, exponent) = (significand / 2, exponent + 1);
        }

        // log m = 2 artanh s, a series in s^2 <= 0.0295.
        var s = (significand - 1) / (significand + 1);
        var square = s * s;
        var sum = 0.0;
        for (var power = 23; power >= 3; power -= 2)
        {
            sum = (sum + (1.0 / power)) * square;
        }

        return (exponent * LogTwoHigh) + ((2 * s) + ((2 * s * sum) + (exponent * LogTwoLow)));
    }

    /// <summary>e to the power of <paramref name="value"/>, which is from -700 to 700.</summary>
    public static double Exp(double value)
    {
        var exponent = (int)Math.Round(value / (LogTwoHigh + LogTwoLow));
        var rest = value - (exponent * LogTwoHigh) - (exponent * LogTwoLow);
        var sum = 1.0;
        for (var term = 16; term >= 1; term--)
        {
            sum = 1 + (sum * rest / term);
        }

        return Math.ScaleB(sum, exponent);
    }

    /// <summary>The hyperbolic tangent, right to about 1e-16 absolutely.</summary>
    public static double Tanh(double value)
    {
        if (Math.Abs(value) > 20)
        {
            return Math.Sign(value);
        }

        var power = Exp(2 * value);
        return (power - 1) / (power + 1);
    }

    /// <summary>The cosine of pi times <paramref name="turns"/>, which is from 0 to 1.</summary>
    public static double CosinePi(double turns)
    {
        var angle = Math.PI * (0.5 - turns);
        var square = angle * angle;
        var sum = 1.0;
        for (var term = 23; term >= 3; term -= 2)
        {
            sum = 1 - (sum * square / (term * (term - 1)));
        }

        return angle * sum;
    }
}
