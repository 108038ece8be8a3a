using System.Numerics;

namespace Assay.Training.Optimizers;

/// <summary>
/// A line search for the strong Wolfe conditions (Nocedal and Wright, Numerical Optimization, 2006, algorithms 3.5 and 3.6): the
/// loss falls by at least 1e-4 of what the slope promises, and the slope shrinks to 0.9 of what it was, or less.
/// </summary>
internal sealed class WolfeSearch<T>(int count)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostEvaluations = 25;

    /// <summary>How much of the promised fall is demanded.</summary>
    public const double Decrease = 1e-4;

    /// <summary>How much of the slope may be left.</summary>
    public const double Curvature = 0.9;

    private readonly T[] _trial = new T[count];

    // Gradients at the last trial and at the best of the points that fell enough.
    private readonly T[] _gradient = new T[count];
    private readonly T[] _lowGradient = new T[count];

    private readonly record struct Point(double Length, double Loss, double Slope);

    /// <summary>How often the last search evaluated the gradient.</summary>
    public int Evaluations { get; private set; }

    /// <summary>The gradient at the end of the last search, where that found anything.</summary>
    public ReadOnlySpan<T> Gradient => _lowGradient;

    /// <summary>The loss at the end of the last search.</summary>
    public T Loss { get; private set; }

    /// <summary>How far to go along a direction of descent; 0 where no trial fell enough.</summary>
    public T Search(ReadOnlySpan<T> start, ReadOnlySpan<T> direction, T loss, T slope, T first, IObjective<T> objective)
    {
        Evaluations = 0;
        Loss = loss;
        var origin = new Point(0, double.CreateChecked(loss), double.CreateChecked(slope));
        var before = origin;
        var length = double.CreateChecked(first);
        while (Evaluations < MostEvaluations)
        {
            var point = Evaluate(start, direction, length, objective);
            if (!Falls(origin, point) || (Evaluations > 1 && point.Loss >= before.Loss))
            {
                return Zoom(start, direction, objective, origin, before, point);
            }

            Keep(point);
            if (IsFlat(origin, point))
            {
                return T.CreateChecked(point.Length);
            }

            if (point.Slope >= 0)
            {
                return Zoom(start, direction, objective, origin, point, before);
            }

            (before, length) = (point, 2 * length);
        }

        return T.CreateChecked(before.Length);
    }

    private T Zoom(ReadOnlySpan<T> start, ReadOnlySpan<T> direction, IObjective<T> objective, Point origin, Point low, Point high)
    {
        while (Evaluations < MostEvaluations && low.Length != high.Length)
        {
            var point = Evaluate(start, direction, Between(low, high), objective);
            if (!Falls(origin, point) || point.Loss >= low.Loss)
            {
                high = point;
                continue;
            }

            Keep(point);
            if (IsFlat(origin, point))
            {
                return T.CreateChecked(point.Length);
            }

            if (point.Slope * (high.Length - low.Length) >= 0)
            {
                high = low;
            }

            low = point;
        }

        return T.CreateChecked(low.Length);
    }

    private Point Evaluate(ReadOnlySpan<T> start, ReadOnlySpan<T> direction, double length, IObjective<T> objective)
    {
        Evaluations++;
        Flat.Along(start, T.CreateChecked(length), direction, _trial);
        var loss = double.CreateChecked(objective.Gradient(_trial, _gradient));
        var slope = double.CreateChecked(Flat.Dot<T>(_gradient, direction));
        return new Point(length, double.IsNaN(loss) ? double.PositiveInfinity : loss, slope);
    }

    private void Keep(Point point)
    {
        _gradient.CopyTo(_lowGradient, 0);
        Loss = T.CreateSaturating(point.Loss);
    }

    private static bool Falls(Point origin, Point point) => point.Loss <= origin.Loss + (Decrease * point.Length * origin.Slope);

    private static bool IsFlat(Point origin, Point point) => Math.Abs(point.Slope) <= -Curvature * origin.Slope;

    // The minimum of the cubic through both points and slopes (equation 3.59), kept a tenth away from both ends.
    private static double Between(Point low, Point high)
    {
        var (middle, width) = ((low.Length + high.Length) / 2, high.Length - low.Length);
        var first = low.Slope + high.Slope - (3 * (low.Loss - high.Loss) / (low.Length - high.Length));
        var square = (first * first) - (low.Slope * high.Slope);
        var root = Math.Sign(width) * Math.Sqrt(square);
        var best = high.Length - (width * ((high.Slope + root - first) / (high.Slope - low.Slope + (2 * root))));
        return Math.Abs(best - middle) <= 0.4 * Math.Abs(width) ? best : middle;
    }
}
