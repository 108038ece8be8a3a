using System.Numerics;

namespace Assay.Training.Optimizers;

/// <summary>
/// Limited-memory BFGS (Liu and Nocedal, 1989; Nocedal and Wright, Numerical Optimization, 2006, algorithms 7.4 and 7.5) with a
/// line search for the strong Wolfe conditions. The rate is the length of the first trial, from the second step on of the whole
/// quasi-Newton step. The loss has to be the same in every step: all samples.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Lbfgs<T> : IObjectiveOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _memory;
    private readonly List<Pair> _pairs = [];
    private readonly WolfeSearch<T> _search;
    private readonly T[] _point;
    private readonly T[] _gradient;
    private readonly T[] _direction;
    private T _loss;
    private bool _isKnown;

    /// <summary>Makes the rule for so many parameters, with a memory of so many pairs.</summary>
    public Lbfgs(int count, int memory = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(memory, 1);
        _memory = memory;
        _search = new WolfeSearch<T>(count);
        (_point, _gradient, _direction) = (new T[count], new T[count], new T[count]);
    }

    private sealed record Pair(T[] Move, T[] Change, T Inverse);

    /// <inheritdoc/>
    public Cost Spent { get; private set; }

    /// <inheritdoc/>
    public StepReport<T> Step(Span<T> parameters, IObjective<T> objective, T rate)
    {
        ArgumentNullException.ThrowIfNull(objective);
        Flat.CheckSameLength(_point.Length, parameters.Length);
        var before = Spent;
        Know(parameters, objective);
        var loss = _loss;
        Aim();
        var slope = Flat.Dot<T>(_direction, _gradient);
        if (!(slope < T.Zero) || !T.IsFinite(slope))
        {
            _pairs.Clear();
            Aim();
            slope = Flat.Dot<T>(_direction, _gradient);
        }

        var length = slope < T.Zero ? _search.Search(_point, _direction, _loss, slope, First(rate), objective) : T.Zero;
        Spent += new Cost(slope < T.Zero ? _search.Evaluations : 0, 0);
        if (length > T.Zero)
        {
            Move(parameters, length);
        }
        else
        {
            _pairs.Clear();
        }

        return new StepReport<T>(loss, new Cost(Spent.Gradients - before.Gradients, 0), length > T.Zero);
    }

    // The gradient at the end of a search serves the next step, unless somebody moved the parameters.
    private void Know(ReadOnlySpan<T> parameters, IObjective<T> objective)
    {
        if (_isKnown && parameters.SequenceEqual(_point))
        {
            return;
        }

        _pairs.Clear();
        parameters.CopyTo(_point);
        _loss = objective.Gradient(_point, _gradient);
        _isKnown = true;
        Spent += new Cost(1, 0);
    }

    // Before curvature is known, the gradient says nothing about lengths: the trial is as long as the rate, in the 1-norm.
    private T First(T rate)
    {
        if (_pairs.Count > 0)
        {
            return rate;
        }

        var sum = T.Zero;
        foreach (var slope in _gradient)
        {
            sum += T.Abs(slope);
        }

        return rate * T.Min(T.One, T.One / sum);
    }

    // Algorithm 7.4: minus the approximate inverse Hessian times the gradient.
    private void Aim()
    {
        _gradient.CopyTo(_direction, 0);
        Flat.Scale<T>(_direction, -T.One);
        if (_pairs.Count == 0)
        {
            return;
        }

        var factors = new T[_pairs.Count];
        for (var i = _pairs.Count - 1; i >= 0; i--)
        {
            factors[i] = _pairs[i].Inverse * Flat.Dot<T>(_pairs[i].Move, _direction);
            Flat.Along(_direction, -factors[i], _pairs[i].Change, _direction);
        }

        var last = _pairs[^1];
        Flat.Scale(_direction, T.One / (last.Inverse * Flat.Dot<T>(last.Change, last.Change)));
        for (var i = 0; i < _pairs.Count; i++)
        {
            var factor = _pairs[i].Inverse * Flat.Dot<T>(_pairs[i].Change, _direction);
            Flat.Along(_direction, factors[i] - factor, _pairs[i].Move, _direction);
        }
    }

    private void Move(Span<T> parameters, T length)
    {
        Flat.Along(_point, length, _direction, parameters);
        var (move, change) = (new T[_point.Length], new T[_point.Length]);
        Flat.Along(parameters, -T.One, _point, move);
        Flat.Along(_search.Gradient, -T.One, _gradient, change);
        var product = Flat.Dot<T>(move, change);

        // The Wolfe conditions make it positive; rounding may not.
        if (product > T.Epsilon && T.IsFinite(T.One / product))
        {
            if (_pairs.Count == _memory)
            {
                _pairs.RemoveAt(0);
            }

            _pairs.Add(new Pair(move, change, T.One / product));
        }

        parameters.CopyTo(_point);
        _search.Gradient.CopyTo(_gradient);
        _loss = _search.Loss;
    }
}
