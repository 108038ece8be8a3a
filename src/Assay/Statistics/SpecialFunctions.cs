namespace Assay.Statistics;

/// <summary>Functions of probability theory, to about fourteen digits.</summary>
public static class SpecialFunctions
{
    private const int MostSteps = 500;
    private const double Tiny = 1e-300;
    private const double Precision = 1e-16;

    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
        1.5056327351493116e-7,
    ];

    /// <summary>The logarithm of the gamma function (Lanczos 1964).</summary>
    /// <param name="x">A positive number.</param>
    public static double LogGamma(double x)
    {
        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        }

        var (y, sum) = (x - 1, Lanczos[0]);
        for (var i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (y + i);
        }

        var t = y + Lanczos.Length - 1.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((y + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    /// <summary>The logarithm of the beta function.</summary>
    public static double LogBeta(double a, double b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);

    /// <summary>The regularised incomplete beta function: how likely a variable with this beta distribution is at most x.</summary>
    /// <param name="x">Between 0 and 1.</param>
    /// <param name="a">The first parameter, positive.</param>
    /// <param name="b">The second parameter, positive.</param>
    public static double RegularizedBeta(double x, double a, double b)
    {
        if (x <= 0 || x >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        var factor = Math.Exp((a * Math.Log(x)) + (b * Math.Log(1 - x)) - LogBeta(a, b));
        return x < (a + 1) / (a + b + 2) ? factor * Fraction(x, a, b) / a : 1 - (factor * Fraction(1 - x, b, a) / b);
    }

    /// <summary>The x at which <see cref="RegularizedBeta"/> has a value, by bisection.</summary>
    public static double InverseRegularizedBeta(double probability, double a, double b)
    {
        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < MostSteps && low < high; step++)
        {
            var middle = (low + high) / 2;
            if (middle == low || middle == high)
            {
                break;
            }

            (low, high) = RegularizedBeta(middle, a, b) < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>How likely a standard normal variable is at most z.</summary>
    public static double NormalCdf(double z)
    {
        // By the incomplete gamma function with parameter 1/2: a series near 0, a continued fraction in the tails, which begin early, because
        // what the series leaves of a half has lost digits there.
        var half = z * z / 2;
        if (half > 1)
        {
            var (c, d) = (1 / Tiny, 1 / (half + 0.5));
            var tail = d;
            for (var i = 1; i < MostSteps; i++)
            {
                var (numerator, denominator) = (-i * (i - 0.5), half + (2 * i) + 0.5);
                d = 1 / (denominator + (numerator * d));
                c = denominator + (numerator / c);
                tail *= c * d;
                if (Math.Abs((c * d) - 1) < Precision)
                {
                    break;
                }
            }

            var upper = Math.Exp(-half) * Math.Sqrt(half) * tail / Math.Sqrt(Math.PI) / 2;
            return z < 0 ? upper : 1 - upper;
        }

        var (term, sum) = (Math.Abs(z) / Math.Sqrt(2), Math.Abs(z) / Math.Sqrt(2));
        for (var i = 1; i < MostSteps && term > sum * Precision; i++)
        {
            term *= half / (i + 0.5);
            sum += term;
        }

        var distance = sum * Math.Exp(-half) / Math.Sqrt(Math.PI);
        return z < 0 ? 0.5 - distance : 0.5 + distance;
    }

    // The continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8), by Lentz's method.
    private static double Fraction(double x, double a, double b)
    {
        var (c, d) = (1.0, Inverse(1 - ((a + b) * x / (a + 1))));
        var fraction = d;
        for (var i = 1; i <= MostSteps * 20; i++)
        {
            var even = i * (b - i) * x / ((a + (2 * i) - 1) * (a + (2 * i)));
            d = Inverse(1 + (even * d));
            c = NotZero(1 + (even / c));
            fraction *= d * c;
            var odd = -(a + i) * (a + b + i) * x / ((a + (2 * i)) * (a + (2 * i) + 1));
            d = Inverse(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            fraction *= d * c;
            if (Math.Abs((d * c) - 1) < Precision)
            {
                break;
            }
        }

        return fraction;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    private static double Inverse(double value) => 1 / NotZero(value);
}
