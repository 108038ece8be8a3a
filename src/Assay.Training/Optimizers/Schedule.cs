using Assay.Statistics;

namespace Assay.Training.Optimizers;

/// <summary>How the rate changes over a training: a factor for each step.</summary>
/// <remarks>
/// A warm-up of w steps multiplies step s, counted from 0, by (s + 1) / w. What follows runs over the other steps; t is the
/// share of them that is over, 0 at the first and below 1 at the last.
/// </remarks>
public sealed record Schedule
{
    private Schedule(ScheduleShape shape, double end, int every, int warmUp) => (Shape, End, Every, WarmUp) = (shape, end, every, warmUp);

    /// <summary>The rate stays as it is.</summary>
    public static Schedule Constant { get; } = new(ScheduleShape.Constant, 1, 0, 0);

    /// <summary>What the factor does after the warm-up.</summary>
    public ScheduleShape Shape { get; }

    /// <summary>The factor at the end; for steps that of each one.</summary>
    public double End { get; }

    /// <summary>For steps: after how many steps of training the rate falls again.</summary>
    public int Every { get; }

    /// <summary>How many steps the rate rises at the start.</summary>
    public int WarmUp { get; private init; }

    /// <summary>The factor is multiplied by <paramref name="factor"/> after every so many steps of training.</summary>
    public static Schedule Steps(int every, double factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        return new(ScheduleShape.Steps, factor, every, 0);
    }

    /// <summary>The factor falls along half a cosine (Loshchilov and Hutter, SGDR, 2017): end + (1 - end) (1 + cos(pi t)) / 2.</summary>
    public static Schedule Cosine(double end = 0) => new(ScheduleShape.Cosine, end, 0, 0);

    /// <summary>The factor falls evenly: 1 + (end - 1) t.</summary>
    public static Schedule Linear(double end = 0) => new(ScheduleShape.Linear, end, 0, 0);

    /// <summary>The same after a warm-up of so many steps.</summary>
    public Schedule After(int warmUp)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(warmUp);
        return this with { WarmUp = warmUp };
    }

    /// <summary>The factor of a step.</summary>
    /// <param name="step">The step, counted from 0.</param>
    /// <param name="total">How many steps the training has.</param>
    public double Factor(long step, long total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (step < WarmUp)
        {
            return (step + 1.0) / WarmUp;
        }

        var over = Math.Clamp((step - WarmUp) / (double)Math.Max(1, total - WarmUp), 0, 1);
        return Shape switch
        {
            ScheduleShape.Steps => Power(End, (step - WarmUp) / Every),
            ScheduleShape.Cosine => End + ((1 - End) * (1 + PortableMath.CosinePi(over)) / 2),
            ScheduleShape.Linear => 1 + ((End - 1) * over),
            _ => 1,
        };
    }

    // By multiplication, since powers of the platform differ between systems.
    private static double Power(double factor, long times)
    {
        var power = 1.0;
        for (; times > 0; times >>= 1)
        {
            power *= (times & 1) == 1 ? factor : 1;
            factor *= factor;
        }

        return power;
    }
}
