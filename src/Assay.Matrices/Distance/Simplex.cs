using System.Numerics;

namespace Assay.Matrices.Distance;

/// <summary>Linear programs in exact fractions: the greatest c x with M x at most b and x not negative, where b is not negative.</summary>
/// <remarks>The simplex method on a tableau (Dantzig 1947), with Bland's rule (1977), so that it ends.</remarks>
/// <param name="most">The most work, for all programs together.</param>
internal sealed class Simplex(double most)
{
    private const double BitsOfWord = 64;
    private const int WorkOfEntry = 64;

    private double _work;

    /// <summary>Solves one that has a greatest value.</summary>
    /// <param name="rows">M.</param>
    /// <param name="bounds">b.</param>
    /// <param name="goal">c.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>x, and the solution of the dual program, one entry for each row; null where it takes too much work.</returns>
    public (Rational[] Primal, Rational[] Dual)? Solve(Rational[][] rows, Rational[] bounds, Rational[] goal, CancellationToken cancellation)
    {
        var (count, width) = (rows.Length, goal.Length);
        var tableau = new Rational[count + 1][];
        for (var row = 0; row <= count; row++)
        {
            tableau[row] = new Rational[width + count + 1];
            for (var column = 0; column < width; column++)
            {
                tableau[row][column] = row < count ? rows[row][column] : default(Rational) - goal[column];
            }

            if (row < count)
            {
                tableau[row][width + row] = Rational.Of(BigInteger.One);
                tableau[row][^1] = bounds[row];
            }
        }

        int[] basis = [.. Enumerable.Range(width, count)];
        while (Array.FindIndex(tableau[count], 0, width + count, entry => entry.Numerator.Sign < 0) is var entering and >= 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var leaving = Leaving(tableau, basis, entering);
            if (leaving < 0)
            {
                throw new InvalidOperationException("The program has no greatest value.");
            }

            Pivot(tableau, leaving, entering);
            if (_work > most)
            {
                return null;
            }

            basis[leaving] = entering;
        }

        var primal = new Rational[width];
        foreach (var (row, variable) in basis.Index())
        {
            if (variable < width)
            {
                primal[variable] = tableau[row][^1];
            }
        }

        return (primal, tableau[count][width..(width + count)]);
    }

    // The row with the least ratio; of these the one whose variable is first.
    private static int Leaving(Rational[][] tableau, int[] basis, int entering)
    {
        var (best, least) = (-1, default(Rational));
        for (var row = 0; row < basis.Length; row++)
        {
            if (tableau[row][entering].Numerator.Sign > 0)
            {
                var ratio = tableau[row][^1] / tableau[row][entering];
                if (best < 0 || ratio < least || (ratio == least && basis[row] < basis[best]))
                {
                    (best, least) = (row, ratio);
                }
            }
        }

        return best;
    }

    private void Pivot(Rational[][] tableau, int leaving, int entering)
    {
        var pivot = tableau[leaving][entering];
        tableau[leaving] = Array.ConvertAll(tableau[leaving], entry => entry / pivot);
        for (var row = 0; row < tableau.Length; row++)
        {
            var factor = tableau[row][entering];
            if (row == leaving || factor.Numerator.IsZero)
            {
                continue;
            }

            for (var column = 0; column < tableau[row].Length; column++)
            {
                var words = (Bits(factor) + Bits(tableau[leaving][column]) + Bits(tableau[row][column])) / BitsOfWord;
                _work += WorkOfEntry + (words * words);
                tableau[row][column] -= factor * tableau[leaving][column];
            }
        }
    }

    private static long Bits(Rational number) => number.Numerator.GetBitLength() + number.Denominator.GetBitLength();
}
