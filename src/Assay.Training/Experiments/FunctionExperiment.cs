using System.Diagnostics;
using Assay.Statistics;
using Assay.Training.Functions;
using Assay.Training.Questions;

namespace Assay.Training.Experiments;

/// <summary>Functions with a known least value instead of networks.</summary>
/// <param name="function">The function of each seed.</param>
internal sealed class FunctionExperiment(Func<ulong, TestFunction> function) : IExperiment
{
    // Above the least value by no more than this, the least value is reached.
    private const double Near = 1e-6;
    private const double Flat = 1e-6;

    // Curves are looked at in shares of the budget that grow by a factor, for some methods need thousands of times as long as others.
    private const double FirstLook = 1e-4;
    private const double Farther = 1.2;

    // A trust region that was too wide is narrowed by a step that stays; after so many of them nothing more is to be expected.
    private const int MostStill = 50;

    // Shares are rounded, and whole numbers of steps should come out of them.
    private const double Slack = 1e-6;
    private const ulong Purpose = 0x57A7_0002;

    private static readonly Interval Share = new(0, 1);
    private static readonly Interval Positive = new(0, double.PositiveInfinity);

    public IReadOnlyList<Quantity> Quantities { get; } =
    [
        new("value", "The value at the end, of which the least possible is 0; infinite where the run diverged.", Positive),
        new("success", "1 where the value came below 1e-6, else 0.", Share),
        new("stuck", "1 where the gradient is shorter than 1e-6 and the value is not below 1e-6, else 0.", Share),
        new("gradientNorm", "The length of the gradient at the end.", Positive),
        new("reached", "Gradients until the value came below 1e-6; a product of the Hessian and a vector counts as two; infinite where it never did.", Positive),
        new("reachedSeconds", "Seconds until then.", Positive),
        new("steps", "Changes of the point.", Positive),
        new("gradients", "Gradients until the end.", Positive),
        new("gradientsPerStep", "Gradients for each step.", Positive),
        new("seconds", "Time spent on steps.", Positive),
        new("diverged", "1 where the value became infinite or not a number, else 0.", Share),
    ];

    public string Shown => "value";

    public long MemoryOf(Arm arm, IReadOnlyList<string> wanted) => 1000L * sizeof(double) * function(1).Dimension;

    public Run Train(Arm arm, ulong seed, Axis axis, RunOptions options, CancellationToken cancellation)
    {
        var own = function(seed);
        var at = own.Start(new Philox(seed, Purpose));
        var gradient = new double[at.Length];
        var optimizer = arm.Recipe.Create<double>(at.Length);
        var (steps, seconds, share, value) = (0L, 0.0, 0.0, own.Gradient(at, gradient));
        var (reached, reachedSeconds) = (value <= Near ? 0 : double.PositiveInfinity, value <= Near ? 0 : double.PositiveInfinity);
        var (still, next) = (0, 0.0);
        List<CurvePoint> curve = [];
        while (share < 1 && still < MostStill && double.IsFinite(value) && double.IsPositiveInfinity(reached))
        {
            cancellation.ThrowIfCancellationRequested();
            if (options.Looks > 0 && share >= next)
            {
                curve.Add(new CurvePoint(share, steps, value, double.NaN));
                next = Math.Max(FirstLook, share * Farther);
            }

            var started = Stopwatch.GetTimestamp();
            var report = optimizer.Step(at, own, arm.Recipe.RateAt(steps, TotalSteps(axis, steps, share)));
            seconds += Stopwatch.GetElapsedTime(started).TotalSeconds;
            steps++;
            value = own.Gradient(at, gradient);
            share = axis.Share(steps, steps, optimizer.Spent.GradientEquivalents, seconds, 1);
            if (value <= Near)
            {
                (reached, reachedSeconds) = (optimizer.Spent.GradientEquivalents, seconds);
            }

            still = report.HasMoved ? 0 : still + 1;
        }

        if (options.Looks > 0)
        {
            curve.Add(new CurvePoint(share, steps, value, double.NaN));
        }

        var length = Math.Sqrt(gradient.Sum(slope => slope * slope));
        var hasDiverged = !double.IsFinite(value);
        return new Run(
            new Dictionary<string, double>
            {
                ["value"] = hasDiverged ? double.PositiveInfinity : value,
                ["success"] = value <= Near ? 1 : 0,
                ["stuck"] = length < Flat && value > Near ? 1 : 0,
                ["gradientNorm"] = double.IsNaN(length) ? double.PositiveInfinity : length,
                ["reached"] = reached,
                ["reachedSeconds"] = reachedSeconds,
                ["steps"] = steps,
                ["gradients"] = optimizer.Spent.GradientEquivalents,
                ["gradientsPerStep"] = steps == 0 ? 0 : optimizer.Spent.GradientEquivalents / (double)steps,
                ["seconds"] = seconds,
                ["diverged"] = hasDiverged ? 1 : 0,
            },
            curve);
    }

    private static long TotalSteps(Axis axis, long steps, double share) => axis.Kind is AxisKind.Steps or AxisKind.Epochs ? (long)Math.Ceiling(axis.Amount)
        : share > 0 ? (long)Math.Ceiling((steps / share) - Slack) : long.MaxValue;
}
