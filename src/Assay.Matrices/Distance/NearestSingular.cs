using System.Numerics;
using Assay.Matrices.Certified;
using Assay.Matrices.Exact;

namespace Assay.Matrices.Distance;

/// <summary>
/// How far the nearest singular matrix is in a norm, and one that is about so far: A - (A x) y^T / (y^T x), which takes x to zero (Kahan,
/// Numerical Linear Algebra, 1966).
/// </summary>
/// <param name="Norm">The norm: <c>1</c>, <c>2</c> or <c>inf</c>.</param>
/// <param name="Distance">The distance, enclosed: above by that of the matrix that is shown.</param>
/// <param name="Vector">x, as whole numbers.</param>
/// <param name="Dual">y, as whole numbers.</param>
public sealed record NearestSingular(string Norm, Enclosure Distance, IReadOnlyList<BigInteger> Vector, IReadOnlyList<BigInteger> Dual)
{
    private const int Digits = 60;

    /// <summary>In the 1-norm, the 2-norm and the norm for infinity.</summary>
    internal static IReadOnlyList<NearestSingular> Of(Matrix matrix, FloatMatrix floats, CertifiedInverse inverse, Conditioning conditioning)
    {
        // The norm of the inverse is reached by the signs of one row, by one column, or by a singular vector.
        var rows = Enumerable.Range(0, matrix.Rows).MaxBy(row => Sum(inverse, row, isRow: true));
        var column = Enumerable.Range(0, matrix.Rows).MaxBy(one => Sum(inverse, one, isRow: false));
        double[] signs = [.. inverse.Approximation.Row(rows).ToArray().Select(entry => entry < 0 ? -1.0 : 1)];
        double[] unit = [.. Enumerable.Range(0, matrix.Rows).Select(i => i == column ? 1.0 : 0)];
        return
        [
            Make("1", unit, inverse.ColumnNorm.Reciprocal().Scale(floats.Exponent)),
            Make("2", inverse.Direction, conditioning.SigmaMin),
            Make("inf", signs, inverse.RowNorm.Reciprocal().Scale(floats.Exponent)),
        ];

        NearestSingular Make(string norm, double[] right, Enclosure distance)
        {
            var vector = NearSolution.Of(matrix, inverse, floats.Exponent, right).Entries;
            return new NearestSingular(norm, new Enclosure(distance.Low, Reached(matrix, norm, vector)), vector, DualOf(norm, vector));
        }
    }

    /// <summary>The norm of (A x) y^T / (y^T x), rounded up.</summary>
    private static double Reached(Matrix matrix, string norm, BigInteger[] vector)
    {
        var image = new WholeRows(matrix).Times(vector);
        return Rounding.Up(norm switch
        {
            "1" => (image.Aggregate(default(Rational), (sum, entry) => sum + Magnitude(entry)) / Rational.Of(vector.Aggregate(BigInteger.Zero, (sum, entry) => sum + BigInteger.Abs(entry)))).Approximation,
            "inf" => (image.Max(Magnitude) / Rational.Of(vector.Max(BigInteger.Abs))).Approximation,
            _ => RootUp(image.Aggregate(default(Rational), (sum, entry) => sum + (entry * entry)) / Rational.Of(vector.Aggregate(BigInteger.Zero, (sum, entry) => sum + (entry * entry)))),
        });
    }

    // The square is scaled so that its root has sixty bits.
    private static double RootUp(Rational square)
    {
        var shift = (int)((2 * Digits) - square.Numerator.GetBitLength() + square.Denominator.GetBitLength()) / 2;
        var scaled = shift >= 0 ? (square.Numerator << (2 * shift)) / square.Denominator : square.Numerator / (square.Denominator << (-2 * shift));
        var root = (BigInteger)Math.Sqrt((double)scaled);
        while (root * root <= scaled)
        {
            root += (root >> 50) + 1;
        }

        return Rounding.Up(Math.ScaleB((double)root, -shift));
    }

    private static IReadOnlyList<BigInteger> DualOf(string norm, BigInteger[] vector)
    {
        var greatest = Array.FindIndex(vector, entry => BigInteger.Abs(entry) == vector.Max(BigInteger.Abs));
        return norm switch
        {
            "1" => [.. vector.Select(entry => (BigInteger)(entry.Sign < 0 ? -1 : 1))],
            "inf" => [.. vector.Select((_, i) => i == greatest ? BigInteger.One : BigInteger.Zero)],
            _ => vector,
        };
    }

    private static Rational Magnitude(Rational value) => value.Numerator.Sign < 0 ? new Rational(-value.Numerator, value.Denominator) : value;

    private static double Sum(CertifiedInverse inverse, int line, bool isRow)
    {
        var sum = 0.0;
        for (var i = 0; i < inverse.Approximation.Rows; i++)
        {
            sum += Math.Abs(isRow ? inverse.Approximation[line, i] : inverse.Approximation[i, line]);
        }

        return sum;
    }
}
