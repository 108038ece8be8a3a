using System.Numerics;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Certified;

/// <summary>A matrix as a sum of matrices of doubles times a power of two, with entries of magnitudes below 1.</summary>
/// <param name="Terms">The terms, each far smaller than the one before.</param>
/// <param name="Exponent">The exponent of the power of two.</param>
/// <param name="RelativeError">The relative error of the sum, in each entry; 0 where it is exact.</param>
internal sealed record FloatMatrix(IReadOnlyList<Dense> Terms, int Exponent, double RelativeError)
{
    private const int MostTerms = 6;
    private const int BitsOfTerm = 52;

    // Beyond so many powers of two between entries, scaling would reach below the least normal double.
    private const int MostRange = 600;

    /// <summary>The relative error of the first term alone, in each entry.</summary>
    public double FirstError => Terms.Count > 1 ? 2 * Rounding.Unit : RelativeError;

    /// <summary>Takes a matrix apart; null where its entries are too many powers of two apart.</summary>
    public static FloatMatrix? Of(Matrix matrix)
    {
        if (matrix.AsDoubles() is { } doubles)
        {
            var (least, most) = (DenseVector.LeastButZero(doubles), DenseVector.Greatest(doubles));
            var exponent = most == 0 ? 0 : Math.ILogB(most) + 1;
            return most > 0 && exponent - Math.ILogB(least) > MostRange ? null
                : new FloatMatrix([new Dense(doubles, matrix.Rows, matrix.Columns).Scale(-exponent)], exponent, 0);
        }

        return OfRationals(matrix);
    }

    private static FloatMatrix? OfRationals(Matrix matrix)
    {
        Rational[] entries = [.. Enumerable.Range(0, matrix.Rows * matrix.Columns).Select(i => matrix[i / matrix.Columns, i % matrix.Columns])];
        var magnitudes = entries.Where(entry => !entry.Numerator.IsZero).Select(Magnitude).DefaultIfEmpty().ToList();
        var exponent = (int)magnitudes.Max() + 1;
        if (exponent - magnitudes.Min() > MostRange)
        {
            return null;
        }

        List<Dense> terms = [];
        var rest = Array.ConvertAll(entries, entry => entry * Power(-exponent));
        while (terms.Count < MostTerms && Array.Exists(rest, entry => !entry.Numerator.IsZero))
        {
            var term = Array.ConvertAll(rest, entry => entry.Approximation);
            terms.Add(new Dense(term, matrix.Rows, matrix.Columns));
            rest = [.. rest.Zip(term, (entry, part) => entry - Rational.Of(part))];
        }

        return new FloatMatrix(
            terms.Count == 0 ? [new Dense(matrix.Rows, matrix.Columns)] : terms, exponent,
            Array.Exists(rest, entry => !entry.Numerator.IsZero) ? Math.ScaleB(1, -BitsOfTerm * terms.Count) : 0);
    }

    private static long Magnitude(Rational entry) => BigInteger.Abs(entry.Numerator).GetBitLength() - entry.Denominator.GetBitLength() + 1;

    private static Rational Power(int exponent) => exponent >= 0 ? Rational.Of(BigInteger.One << exponent) : new Rational(1, BigInteger.One << -exponent);
}
