namespace Assay.Training.Passes;

/// <summary>The error function of doubles.</summary>
internal static class ErrorFunction
{
    private const double Scale = 1.1283791670955126; // 2 / sqrt(pi)

    /// <summary>erf(x), to about 1e-15: by its series near 0, by the continued fraction of its complement elsewhere (Abramowitz and Stegun 1964, 7.1.6 and 7.1.14).</summary>
    public static double Of(double x)
    {
        var size = Math.Abs(x);
        if (!(size < 6))
        {
            return double.IsNaN(x) ? x : Math.Sign(x);
        }

        return size < 2.5 ? Series(x) : Math.CopySign(1 - Complement(size), x);
    }

    private static double Series(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return Scale * Math.Exp(-x * x) * sum;
    }

    private static double Complement(double x)
    {
        const int Depth = 60;
        var fraction = x;
        for (var n = Depth; n >= 1; n--)
        {
            fraction = x + (n / 2.0 / fraction);
        }

        return Math.Exp(-x * x) / (fraction * Math.Sqrt(Math.PI));
    }
}
