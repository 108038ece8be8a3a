using System.Numerics;

namespace Assay.Training.Optimizers;

/// <summary>
/// Newton's method in a trust region, whose model is minimised by conjugate gradients (Steihaug, 1983; Nocedal and Wright,
/// Numerical Optimization, 2006, algorithms 4.1 and 7.2): negative curvature is followed to the rim. The first region has the
/// rate of the first step as its radius. The loss has to be the same in every step: all samples.
/// </summary>
/// <remarks>A step whose trial does not fall enough leaves the parameters and shrinks the region. Where the gradient is zero it stays, at saddle points too.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class NewtonCg<T> : IObjectiveOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double LeastRatio = 1e-4;

    private readonly TruncatedGradients<T> _solver;
    private readonly T[] _point;
    private readonly T[] _gradient;
    private readonly T[] _trial;
    private readonly T[] _trialGradient;
    private T _loss;
    private bool _isKnown;

    /// <summary>Makes the rule for so many parameters, with at most so many products with the Hessian a step.</summary>
    public NewtonCg(int count, int products = 50)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(products, 1);
        _solver = new TruncatedGradients<T>(count, products);
        (_point, _gradient, _trial, _trialGradient) = (new T[count], new T[count], new T[count], new T[count]);
    }

    /// <inheritdoc/>
    public Cost Spent { get; private set; }

    /// <summary>How far the next step may go; 0 before the first.</summary>
    public T Radius { get; private set; }

    /// <inheritdoc/>
    public StepReport<T> Step(Span<T> parameters, IObjective<T> objective, T rate)
    {
        ArgumentNullException.ThrowIfNull(objective);
        Flat.CheckSameLength(_point.Length, parameters.Length);
        var before = Spent;
        Radius = _isKnown ? Radius : rate;
        Know(parameters, objective);
        var loss = _loss;
        _solver.Solve(_point, _gradient, Radius, objective);
        Spent += new Cost(0, _solver.Products);
        var hasMoved = _solver.Promised > T.Zero && Try(parameters, objective);
        return new StepReport<T>(loss, new Cost(Spent.Gradients - before.Gradients, _solver.Products), hasMoved);
    }

    private void Know(ReadOnlySpan<T> parameters, IObjective<T> objective)
    {
        if (_isKnown && parameters.SequenceEqual(_point))
        {
            return;
        }

        parameters.CopyTo(_point);
        _loss = objective.Gradient(_point, _gradient);
        _isKnown = true;
        Spent += new Cost(1, 0);
    }

    // Algorithm 4.1, one round.
    private bool Try(Span<T> parameters, IObjective<T> objective)
    {
        Flat.Along(_point, T.One, _solver.Move, _trial);
        var loss = objective.Gradient(_trial, _trialGradient);
        Spent += new Cost(1, 0);
        var ratio = double.CreateChecked((_loss - loss) / _solver.Promised);
        if (!(ratio >= 0.25))
        {
            Radius = Flat.Norm(_solver.Move) / T.CreateChecked(4);
        }
        else if (ratio > 0.75 && _solver.IsOnRim)
        {
            Radius += Radius;
        }

        if (!(ratio > LeastRatio))
        {
            return false;
        }

        _trial.CopyTo(parameters);
        _trial.CopyTo(_point, 0);
        _trialGradient.CopyTo(_gradient, 0);
        _loss = loss;
        return true;
    }
}
