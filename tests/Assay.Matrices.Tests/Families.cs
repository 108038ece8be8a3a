using System.Numerics;
using CsCheck;

namespace Assay.Matrices.Tests;

/// <summary>Small square matrices of doubles that are hard on purpose.</summary>
internal static class Families
{
    /// <summary>One of them, from its size and seed.</summary>
    public static Gen<double[,]> Square(int least, int most) => Gen.Select(Gen.Int[least, most], Gen.Int[0, 10_000_000]).Select((size, seed) => Make(size, new Random(seed)));

    /// <summary>The entries as fractions.</summary>
    public static Rational[,] Fractions(double[,] entries)
    {
        var fractions = new Rational[entries.GetLength(0), entries.GetLength(1)];
        for (var row = 0; row < fractions.GetLength(0); row++)
        {
            for (var column = 0; column < fractions.GetLength(1); column++)
            {
                fractions[row, column] = Rational.Of(entries[row, column]);
            }
        }

        return fractions;
    }

    /// <summary>The entries times a common power of two, as whole numbers.</summary>
    public static BigInteger[] Whole(double[,] entries, out int exponent)
    {
        var all = entries.Cast<double>().ToList();
        var least = all.Where(entry => entry != 0).Select(Math.ILogB).DefaultIfEmpty().Min() - 60;
        exponent = -least;
        return [.. all.Select(entry => (Rational.Of(entry) * (least <= 0 ? Rational.Of(BigInteger.One << -least) : new Rational(1, BigInteger.One << least))).Numerator)];
    }

    private static double[,] Make(int size, Random random)
    {
        var kind = random.Next(9);
        var entries = new double[size, size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                entries[row, column] = kind switch
                {
                    0 => random.Next(-2, 3),
                    1 => random.Next(-99, 100) * 0.1,
                    2 => (2 * random.NextDouble()) - 1,
                    3 => 1.0 / (row + column + 1 + random.Next(2)),
                    4 => column > row ? -1 : column == row ? 1 : random.Next(8) == 0 ? Math.ScaleB(1, 1 - size) : 0,
                    5 => Math.ScaleB(random.Next(-3, 4), random.Next(-40, 40)),
                    6 => ((row + 1) * (column + 2)) + (random.Next(3) == 0 ? Math.ScaleB(random.Next(-1, 2), -50) : 0),
                    7 => row == column ? 1e-10 : 0,
                    _ => (row * size) + column + 1 + (random.Next(6) == 0 ? 1e-15 : 0),
                };
            }
        }

        // A row that is nearly, or exactly, a combination of two others.
        if (size > 2 && random.Next(3) == 0)
        {
            for (var column = 0; column < size; column++)
            {
                entries[size - 1, column] = entries[0, column] + entries[1, column];
            }

            entries[size - 1, random.Next(size)] *= 1 + (random.Next(2) * Math.ScaleB(1, -52));
        }

        return entries;
    }
}
