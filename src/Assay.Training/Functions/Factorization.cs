using Assay.Statistics;

namespace Assay.Training.Functions;

/// <summary>
/// A quarter of the squared distance of U U' from a matrix of low rank that has this form: not convex, all of whose local minima are global
/// (Bhojanapalli, Neyshabur and Srebro 2016; Ge, Lee and Ma 2016).
/// </summary>
/// <param name="size">Rows of U.</param>
/// <param name="rank">Columns of U, and the rank of the matrix.</param>
/// <param name="matrix">Draws the matrix.</param>
internal sealed class Factorization(int size, int rank, Philox matrix) : TestFunction(size * rank)
{
    private const double NearZero = 0.1;

    private readonly double[] _wanted = Many(size * rank, () => matrix.NextNormal() / Math.Sqrt(size));

    public override double[] Start(Philox random) => Many(Dimension, () => NearZero * random.NextNormal());

    public override double Gradient(ReadOnlySpan<double> at, Span<double> gradient)
    {
        var rest = Rest(at);
        Times(rest, at, gradient);
        return 0.25 * Dot(rest, rest);
    }

    public override void HessianVector(ReadOnlySpan<double> at, ReadOnlySpan<double> direction, Span<double> result)
    {
        // (D U' + U D') U + R D, where R = U U' - M.
        var change = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                change[(i * size) + j] = Dot(Row(direction, i), Row(at, j)) + Dot(Row(at, i), Row(direction, j));
            }
        }

        var other = new double[size * rank];
        Times(change, at, result);
        Times(Rest(at), direction, other);
        for (var i = 0; i < other.Length; i++)
        {
            result[i] += other[i];
        }
    }

    private double[] Rest(ReadOnlySpan<double> at)
    {
        var rest = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                rest[(i * size) + j] = Dot(Row(at, i), Row(at, j)) - Dot(Row(_wanted, i), Row(_wanted, j));
            }
        }

        return rest;
    }

    private ReadOnlySpan<double> Row(ReadOnlySpan<double> matrix, int row) => matrix.Slice(row * rank, rank);

    private void Times(double[] square, ReadOnlySpan<double> tall, Span<double> result)
    {
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < rank; k++)
            {
                var sum = 0.0;
                for (var j = 0; j < size; j++)
                {
                    sum += square[(i * size) + j] * tall[(j * rank) + k];
                }

                result[(i * rank) + k] = sum;
            }
        }
    }
}
