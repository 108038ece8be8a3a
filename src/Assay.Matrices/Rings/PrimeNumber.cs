namespace Assay.Matrices.Rings;

/// <summary>Prime numbers of one word.</summary>
internal static class PrimeNumber
{
    /// <summary>Whether a number is prime, by division: for numbers below 2^24 or so.</summary>
    public static bool Is(int number)
    {
        var divisor = 2;
        while ((long)divisor * divisor <= number && number % divisor != 0)
        {
            divisor++;
        }

        return number > 1 && (long)divisor * divisor > number;
    }
}
