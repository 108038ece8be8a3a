using System.Numerics;

namespace Assay.Training.Optimizers;

/// <summary>
/// An optimiser and its settings: <see cref="FirstOrderSettings"/>, <see cref="SamSettings"/>, <see cref="GradientPenaltySettings"/>,
/// <see cref="LbfgsSettings"/>, <see cref="NewtonCgSettings"/> or <see cref="PlainNewtonSettings"/>. Use pattern matching.
/// </summary>
public abstract record OptimizerSettings
{
    private protected OptimizerSettings()
    {
    }

    /// <summary>Whether the loss has to be the same in every step, which it is on all samples.</summary>
    public virtual bool NeedsAllSamples => false;

    /// <summary>What one step evaluates, or null where that differs between steps.</summary>
    public abstract Cost? CostOfStep { get; }

    /// <summary>How many numbers are kept beyond a few for each parameter.</summary>
    /// <param name="count">How many parameters there are.</param>
    internal virtual long Kept(int count) => 0;

    /// <summary>The optimiser for one network, clipping gradients at this length where one is given.</summary>
    internal abstract IObjectiveOptimizer<T> Create<T>(int count, double? clip)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>
/// An optimiser that needs one gradient a step: <see cref="GradientDescentSettings"/>, <see cref="AdamSettings"/>,
/// <see cref="RmsPropSettings"/> or <see cref="AdagradSettings"/>.
/// </summary>
/// <param name="Decay">The factor of the parameters that is added to the gradient.</param>
public abstract record FirstOrderSettings(double Decay) : OptimizerSettings
{
    /// <inheritdoc/>
    public override Cost? CostOfStep => new Cost(1, 0);

    /// <summary>The rule for one network of so many parameters.</summary>
    public abstract IOptimizer<T> Create<T>(int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    internal IOptimizer<T> CreateRule<T>(int count, double? clip)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => clip is { } most ? new ClippingOptimizer<T>(count, Create<T>(count), most) : Create<T>(count);

    internal override IObjectiveOptimizer<T> Create<T>(int count, double? clip) => new FirstOrder<T>(count, CreateRule<T>(count, clip));
}

/// <summary>Settings of <see cref="GradientDescent{T}"/>.</summary>
/// <param name="Momentum">How much of the velocity is kept.</param>
/// <param name="IsNesterov">Whether the momentum is that of Nesterov.</param>
/// <param name="Decay">The factor of the parameters that is added to the gradient.</param>
public sealed record GradientDescentSettings(double Momentum = 0, bool IsNesterov = false, double Decay = 0) : FirstOrderSettings(Decay)
{
    /// <inheritdoc/>
    public override IOptimizer<T> Create<T>(int count) => new GradientDescent<T>(count, this);
}

/// <summary>Settings of <see cref="Adam{T}"/>.</summary>
/// <param name="Beta1">How much of the mean gradient is kept.</param>
/// <param name="Beta2">How much of the mean square is kept.</param>
/// <param name="Epsilon">What is added to the root of the mean square.</param>
/// <param name="Decay">The factor of the parameters that is added to the gradient, or when decoupled taken from them, times the rate.</param>
/// <param name="IsDecoupled">Whether the decay leaves the gradient alone: AdamW.</param>
public sealed record AdamSettings(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double Decay = 0, bool IsDecoupled = false) : FirstOrderSettings(Decay)
{
    /// <inheritdoc/>
    public override IOptimizer<T> Create<T>(int count) => new Adam<T>(count, this);
}

/// <summary>Settings of <see cref="RmsProp{T}"/>.</summary>
/// <param name="Alpha">How much of the mean square is kept.</param>
/// <param name="Epsilon">What is added to the root of the mean square.</param>
/// <param name="Momentum">How much of the velocity is kept.</param>
/// <param name="Decay">The factor of the parameters that is added to the gradient.</param>
public sealed record RmsPropSettings(double Alpha = 0.99, double Epsilon = 1e-8, double Momentum = 0, double Decay = 0) : FirstOrderSettings(Decay)
{
    /// <inheritdoc/>
    public override IOptimizer<T> Create<T>(int count) => new RmsProp<T>(count, this);
}

/// <summary>Settings of <see cref="Adagrad{T}"/>.</summary>
/// <param name="RateDecay">How the rate falls: it is divided by 1 + this times the steps before.</param>
/// <param name="Start">The sum of squares before the first step.</param>
/// <param name="Epsilon">What is added to the root of the sum.</param>
/// <param name="Decay">The factor of the parameters that is added to the gradient.</param>
public sealed record AdagradSettings(double RateDecay = 0, double Start = 0, double Epsilon = 1e-10, double Decay = 0) : FirstOrderSettings(Decay)
{
    /// <inheritdoc/>
    public override IOptimizer<T> Create<T>(int count) => new Adagrad<T>(count, this);
}

/// <summary>Settings of <see cref="Sam{T}"/>.</summary>
/// <param name="Rule">The rule that steps.</param>
/// <param name="Rho">How far away the gradient is taken.</param>
public sealed record SamSettings(FirstOrderSettings Rule, double Rho = 0.05) : OptimizerSettings
{
    /// <inheritdoc/>
    public override Cost? CostOfStep => new Cost(2, 0);

    internal override IObjectiveOptimizer<T> Create<T>(int count, double? clip) => new Sam<T>(count, Rule.CreateRule<T>(count, clip), Rho);
}

/// <summary>Settings of <see cref="GradientPenalty{T}"/>.</summary>
/// <param name="Rule">The rule that steps.</param>
/// <param name="Strength">The factor of the squared length of the gradient.</param>
/// <param name="IsExact">Whether a product with the Hessian is taken, not a difference of gradients.</param>
public sealed record GradientPenaltySettings(FirstOrderSettings Rule, double Strength, bool IsExact = true) : OptimizerSettings
{
    /// <inheritdoc/>
    public override Cost? CostOfStep => IsExact ? new Cost(1, 1) : new Cost(2, 0);

    internal override IObjectiveOptimizer<T> Create<T>(int count, double? clip) => new GradientPenalty<T>(count, Rule.CreateRule<T>(count, clip), Strength, IsExact);
}

/// <summary>Settings of <see cref="Lbfgs{T}"/>.</summary>
/// <param name="Memory">How many pairs of moves and changes are kept.</param>
public sealed record LbfgsSettings(int Memory = 10) : OptimizerSettings
{
    /// <inheritdoc/>
    public override bool NeedsAllSamples => true;

    /// <inheritdoc/>
    public override Cost? CostOfStep => null;

    internal override long Kept(int count) => 2L * Memory * count;

    internal override IObjectiveOptimizer<T> Create<T>(int count, double? clip) => new Lbfgs<T>(count, Memory);
}

/// <summary>Settings of <see cref="NewtonCg{T}"/>.</summary>
/// <param name="Products">The most products with the Hessian in one step.</param>
public sealed record NewtonCgSettings(int Products = 50) : OptimizerSettings
{
    /// <inheritdoc/>
    public override bool NeedsAllSamples => true;

    /// <inheritdoc/>
    public override Cost? CostOfStep => null;

    internal override IObjectiveOptimizer<T> Create<T>(int count, double? clip) => new NewtonCg<T>(count, Products);
}

/// <summary>Settings of <see cref="PlainNewton{T}"/>.</summary>
public sealed record PlainNewtonSettings : OptimizerSettings
{
    /// <inheritdoc/>
    public override bool NeedsAllSamples => true;

    /// <inheritdoc/>
    public override Cost? CostOfStep => null;

    internal override long Kept(int count) => (count + 1L) * count;

    internal override IObjectiveOptimizer<T> Create<T>(int count, double? clip) => new PlainNewton<T>(count);
}
