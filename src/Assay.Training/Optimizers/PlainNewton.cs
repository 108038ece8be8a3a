using System.Numerics;

namespace Assay.Training.Optimizers;

/// <summary>Newton's method as it stands in textbooks: the step to where the gradient of the quadratic model is zero, be that a minimum, a saddle or a maximum.</summary>
/// <remarks>The whole Hessian is made of products with unit vectors, and the step solved for by elimination; for at most <see cref="MostParameters"/> parameters.</remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="count">How many parameters there are.</param>
public sealed class PlainNewton<T>(int count) : IObjectiveOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The most parameters that a network may have: a step takes as many products and the cube of them in operations.</summary>
    public const int MostParameters = 1000;

    private readonly T[] _gradient = new T[count];
    private readonly T[] _unit = new T[count];
    private readonly T[] _column = new T[count];

    /// <inheritdoc/>
    public Cost Spent { get; private set; }

    /// <inheritdoc/>
    public StepReport<T> Step(Span<T> parameters, IObjective<T> objective, T rate)
    {
        ArgumentNullException.ThrowIfNull(objective);
        Flat.CheckSameLength(count, parameters.Length);
        var loss = objective.Gradient(parameters, _gradient);
        var system = new T[count, count + 1];
        for (var column = 0; column < count; column++)
        {
            _unit[column] = T.One;
            objective.HessianVector(parameters, _unit, _column);
            _unit[column] = T.Zero;
            for (var row = 0; row < count; row++)
            {
                system[row, column] = _column[row];
            }

            system[column, count] = _gradient[column];
        }

        var cost = new Cost(1, count);
        Spent += cost;
        var hasMoved = Eliminate(system);
        for (var i = 0; hasMoved && i < count; i++)
        {
            parameters[i] -= rate * system[i, count];
        }

        return new StepReport<T>(loss, cost, hasMoved);
    }

    // With the greatest entry of each column as pivot; a Hessian that is singular gives no step.
    private bool Eliminate(T[,] system)
    {
        for (var pivot = 0; pivot < count; pivot++)
        {
            var best = pivot;
            for (var row = pivot + 1; row < count; row++)
            {
                best = T.Abs(system[row, pivot]) > T.Abs(system[best, pivot]) ? row : best;
            }

            if (!(T.Abs(system[best, pivot]) > T.Zero))
            {
                return false;
            }

            for (var column = 0; column <= count; column++)
            {
                (system[pivot, column], system[best, column]) = (system[best, column], system[pivot, column]);
            }

            for (var row = 0; row < count; row++)
            {
                var factor = row == pivot ? T.Zero : system[row, pivot] / system[pivot, pivot];
                for (var column = pivot; factor != T.Zero && column <= count; column++)
                {
                    system[row, column] -= factor * system[pivot, column];
                }
            }
        }

        for (var row = 0; row < count; row++)
        {
            system[row, count] /= system[row, row];
        }

        return true;
    }
}
