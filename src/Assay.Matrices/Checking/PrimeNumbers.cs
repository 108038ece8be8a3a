namespace Assay.Matrices.Checking;

/// <summary>Primes, by trial division.</summary>
internal static class PrimeNumbers
{
    /// <summary>Whether a number is prime.</summary>
    public static bool IsPrime(uint number)
    {
        if (number < 2 || (number & 1) == 0)
        {
            return number == 2;
        }

        for (ulong divisor = 3; divisor * divisor <= number; divisor += 2)
        {
            if (number % divisor == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The inverse of a number modulo a prime that does not divide it (Fermat).</summary>
    public static uint Inverse(uint value, uint prime)
    {
        ulong result = 1, power = value;
        for (var exponent = prime - 2; exponent > 0; exponent >>= 1)
        {
            result = (exponent & 1) == 1 ? result * power % prime : result;
            power = power * power % prime;
        }

        return (uint)result;
    }
}
