using System.Numerics;

namespace Assay.Training.Optimizers;

/// <summary>
/// Conjugate gradients that stop at the rim of a ball, at negative curvature, or when the residual is small (Steihaug, 1983;
/// Nocedal and Wright, Numerical Optimization, 2006, algorithm 7.2).
/// </summary>
internal sealed class TruncatedGradients<T>(int count, int mostProducts)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _move = new T[count];
    private readonly T[] _residual = new T[count];
    private readonly T[] _direction = new T[count];
    private readonly T[] _product = new T[count];

    /// <summary>The move that was found.</summary>
    public ReadOnlySpan<T> Move => _move;

    /// <summary>How many products with the Hessian the last search took.</summary>
    public int Products { get; private set; }

    /// <summary>How much the quadratic model falls over the move.</summary>
    public T Promised { get; private set; }

    /// <summary>Whether the move ends on the rim.</summary>
    public bool IsOnRim { get; private set; }

    /// <summary>Minimises gradient . p + p . Hessian p / 2 over moves p no longer than <paramref name="radius"/>.</summary>
    public void Solve(ReadOnlySpan<T> point, ReadOnlySpan<T> gradient, T radius, IObjective<T> objective)
    {
        Array.Clear(_move);
        gradient.CopyTo(_residual);
        gradient.CopyTo(_direction);
        Flat.Scale<T>(_direction, -T.One);
        (Products, Promised, IsOnRim) = (0, T.Zero, false);
        var square = Flat.Dot<T>(_residual, _residual);
        var norm = T.Sqrt(square);
        var enough = T.Min(T.CreateChecked(0.5), T.Sqrt(norm)) * norm;
        while (T.Sqrt(square) > enough && Products < mostProducts)
        {
            objective.HessianVector(point, _direction, _product);
            Products++;
            var curvature = Flat.Dot<T>(_direction, _product);
            if (!(curvature > T.Zero))
            {
                Go(ToRim(radius), square, curvature);
                IsOnRim = true;
                return;
            }

            var length = square / curvature;
            var rim = ToRim(radius);
            IsOnRim = !(length < rim);
            Go(IsOnRim ? rim : length, square, curvature);
            if (IsOnRim)
            {
                return;
            }

            Flat.Along(_residual, length, _product, _residual);
            var next = Flat.Dot<T>(_residual, _residual);
            Turn(next / square);
            square = next;
        }
    }

    // Along a conjugate direction the model is a parabola of its own, whose slope at the start is minus the squared residual.
    private void Go(T length, T square, T curvature)
    {
        Flat.Along(_move, length, _direction, _move);
        Promised += length * (square - (length * curvature / T.CreateChecked(2)));
    }

    private void Turn(T factor)
    {
        Flat.Scale<T>(_direction, factor);
        Flat.Along(_direction, -T.One, _residual, _direction);
    }

    // The positive root of ||move + t direction|| = radius.
    private T ToRim(T radius)
    {
        var (a, b) = (Flat.Dot<T>(_direction, _direction), Flat.Dot<T>(_move, _direction));
        var inside = T.Max(T.Zero, (radius * radius) - Flat.Dot<T>(_move, _move));
        var root = T.Sqrt((b * b) + (a * inside));
        return b > T.Zero ? inside / (b + root) : (root - b) / a;
    }
}
