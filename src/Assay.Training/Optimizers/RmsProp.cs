using System.Numerics;

namespace Assay.Training.Optimizers;

/// <summary>RMSprop (Tieleman and Hinton, 2012), as PyTorch defines it: epsilon is added to the root, and momentum is on the step. A velocity below every normal number is zero, and a mean square too where epsilon hides it.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class RmsProp<T> : IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RmsPropSettings _settings;
    private readonly int _count;
    private readonly T[] _square;
    private readonly T[] _velocity;

    /// <summary>Makes the rule for so many parameters.</summary>
    public RmsProp(int count, RmsPropSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (_count, _settings) = (count, settings);
        (_square, _velocity) = (Elementwise.State<T>(count), Elementwise.State<T>(count));
    }

    /// <inheritdoc/>
    public Cost Spent { get; private set; }

    /// <inheritdoc/>
    public void Step(Span<T> parameters, ReadOnlySpan<T> gradient, T rate)
    {
        var rule = new Rule(
            _square,
            _velocity,
            Step: new Vector<T>(-rate),
            Alpha: Vectors(_settings.Alpha),
            New: Vectors(1 - _settings.Alpha),
            Momentum: Vectors(_settings.Momentum),
            Decay: Vectors(_settings.Decay),
            Epsilon: Vectors(_settings.Epsilon),
            FlushesSquares: Elementwise.HidesTinySquares(_settings.Epsilon, _settings.Alpha));
        Elementwise.Run(rule, _count, parameters, gradient);
        Spent += new Cost(1, 0);
    }

    private static Vector<T> Vectors(double value) => new(T.CreateChecked(value));

    private readonly record struct Rule(
        T[] Square,
        T[] Velocity,
        Vector<T> Step,
        Vector<T> Alpha,
        Vector<T> New,
        Vector<T> Momentum,
        Vector<T> Decay,
        Vector<T> Epsilon,
        bool FlushesSquares) : IElementwiseRule<T>
    {
        public Vector<T> Update(int first, Vector<T> parameters, Vector<T> gradient)
        {
            var slope = Flat.Fused(Decay, parameters, gradient);
            var square = Flat.Fused(Alpha, Elementwise.At(Square, first), New * slope * slope);
            square = FlushesSquares ? Flat.Normal(square) : square;
            Elementwise.Put(Square, first, square);
            var velocity = Flat.Normal(Flat.Fused(Momentum, Elementwise.At(Velocity, first), slope / (Vector.SquareRoot(square) + Epsilon)));
            Elementwise.Put(Velocity, first, velocity);
            return Flat.Fused(Step, velocity, parameters);
        }
    }
}
