using System.Diagnostics;
using System.Numerics;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Probes;
using Assay.Training.Rows;

namespace Assay.Training.Experiments;

/// <summary>One training, from its first step to the end of its budget.</summary>
internal sealed class Journey<T, S>(Arm arm, Network network, IEngine<T, S> engine, Samples<T, S> samples, Mask mask)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    // A trust region that was too wide is narrowed by a step that stays; after so many of them nothing more is to be expected.
    private const int MostStill = 50;

    // 0.9 to this power is less than a float can tell from 0 beside 1.
    private const int SettlingPasses = 160;

    // Shares are rounded, and whole numbers of steps should come out of them.
    private const double Slack = 1e-6;

    private readonly AlignedRoom<S> _parameters = new(network.ParameterCount);
    private readonly S[] _held = new S[network.ParameterCount];
    private readonly List<CurvePoint> _curve = [];
    private readonly List<Moment> _moments = [];
    private long _steps;
    private long _seen;
    private long _gradients;
    private double _seconds;
    private bool _hasDiverged;
    private (double Before, double After)? _ablation;

    /// <summary>Where the parameters are.</summary>
    public double[] Parameters() => Array.ConvertAll(_parameters.Span.ToArray(), double.CreateChecked);

    /// <summary>Where they were at the moments that were asked for.</summary>
    public IReadOnlyList<Moment> Moments => _moments;

    /// <summary>Trains.</summary>
    public Run Go(double[] start, ulong seed, Axis axis, int looks, CancellationToken cancellation, IReadOnlyList<double>? moments = null)
    {
        var begin = Array.ConvertAll(start, S.CreateChecked);
        begin.CopyTo(_parameters.Span);
        begin.CopyTo(_held, 0);
        var size = samples.Data.Training.Length;
        var perStep = Math.Min(arm.Recipe.Batch ?? size, size);
        var sampler = perStep < size ? new Sampler(samples.Data.Training, perStep, seed) : null;
        var optimizer = arm.Recipe.Create<S>(network.TrainedCount);
        var objective = new Objective<T, S>(network, _parameters, engine) { Batch = sampler is null ? samples.Training : samples.Room(perStep), Mask = mask, IsTangentScaled = arm.Protocol.IsTangentScaled };
        var share = 0.0;
        var still = 0;
        for (var look = 0; share < 1 && still < MostStill && !_hasDiverged;)
        {
            cancellation.ThrowIfCancellationRequested();
            if (looks > 0 && share * looks >= look)
            {
                Look(share);
                look = (int)(share * looks) + 1;
            }

            while (_moments.Count < (moments?.Count ?? 0) && share >= moments![_moments.Count])
            {
                _moments.Add(new Moment(share, _steps, Parameters()));
            }

            if (_ablation is null && arm.Protocol.Ablation is { } ablation && share >= ablation.At)
            {
                Ablate(ablation, seed);
            }

            var started = Stopwatch.GetTimestamp();
            var before = optimizer.Spent;
            var rows = sampler is null ? default : sampler.Next();
            if (sampler is not null)
            {
                objective.Batch.Fill(samples.Data.Inputs.Span, samples.Data.Targets, rows);
            }

            var report = optimizer.Step(_parameters.Span[..network.TrainedCount], objective, S.CreateChecked(arm.Recipe.RateAt(_steps, TotalSteps(axis, share, perStep, size))));

            // Decay of weights, and the momentum of what was not held before, would move what is held now.
            mask.Keep<S>(_held, _parameters.Span);
            var cost = optimizer.Spent.GradientEquivalents - before.GradientEquivalents;
            _steps++;

            // Methods that try several points look at all samples at each of them.
            _seen += objective.Batch.Count * (arm.Recipe.Settings.NeedsAllSamples ? cost : 1);
            _gradients += cost * objective.Batch.Count;
            _seconds += Stopwatch.GetElapsedTime(started).TotalSeconds;
            _hasDiverged = !S.IsFinite(report.Loss);
            share = axis.Share(_steps, _seen, _gradients, _seconds, size);
            still = report.HasMoved ? 0 : still + 1;
        }

        if (network.NormalisesBatches && arm.Recipe.Settings.NeedsAllSamples)
        {
            SettleStatistics(objective);
        }

        if (_ablation is null && !_hasDiverged && arm.Protocol.Ablation is { } last)
        {
            Ablate(last, seed);
        }

        // Moments that never came, as a method that can go no farther ends before them, are the end.
        while (_moments.Count < (moments?.Count ?? 0))
        {
            _moments.Add(new Moment(Math.Min(1, share), _steps, Parameters()));
        }

        if (looks > 0)
        {
            // A run that has diverged ends where it did.
            Look(_hasDiverged ? Math.Min(1, share) : 1);
        }

        return new Run(Quantities(begin), _curve);
    }

    // What schedules run over. Steps that cost several gradients each, or time, are as many as those so far foretell.
    private long TotalSteps(Axis axis, double share, int perStep, int size) => axis.Kind switch
    {
        AxisKind.Steps => (long)Math.Ceiling(axis.Amount),
        AxisKind.Epochs => (long)Math.Ceiling(axis.Amount * Math.Ceiling(size / (double)perStep)),
        _ => share > 0 ? (long)Math.Ceiling((_steps / share) - Slack) : long.MaxValue,
    };

    // Methods that try points far apart leave averages of all of them; here they become those of the last point.
    private void SettleStatistics(Objective<T, S> objective)
    {
        var unused = new S[network.TrainedCount];
        for (var pass = 0; pass < SettlingPasses; pass++)
        {
            objective.Gradient(_parameters.Span[..network.TrainedCount], unused);
        }
    }

    private void Ablate(Ablation ablation, ulong seed)
    {
        var before = samples.OnTest(_parameters.Span).Accuracy;
        var parameters = Parameters();
        mask.HoldUnits(ablation.Layer, ablation.Share, seed, parameters);
        for (var i = 0; i < parameters.Length; i++)
        {
            if (mask.Holds(i))
            {
                _parameters.Span[i] = _held[i] = S.CreateChecked(parameters[i]);
            }
        }

        _ablation = (before, samples.OnTest(_parameters.Span).Accuracy);
    }

    // What diverged is shown as it counts.
    private void Look(double share)
    {
        var (loss, accuracy) = (samples.OnTraining(_parameters.Span).Loss, samples.OnTest(_parameters.Span).Accuracy);
        _curve.Add(_hasDiverged || !double.IsFinite(loss) ? new CurvePoint(share, _steps, double.PositiveInfinity, double.IsNaN(accuracy) ? accuracy : 0) : new CurvePoint(share, _steps, loss, accuracy));
    }

    private Dictionary<string, double> Quantities(S[] begin)
    {
        var (training, test) = (samples.OnTraining(_parameters.Span), samples.OnTest(_parameters.Span));
        var hasDiverged = _hasDiverged || !double.IsFinite(training.Loss);
        double Loss(Measure measure) => hasDiverged ? double.PositiveInfinity : measure.Loss;
        double Accuracy(double accuracy) => hasDiverged && !double.IsNaN(accuracy) ? 0 : accuracy;
        var units = new UnitCount<T, S>(network);
        return new Dictionary<string, double>
        {
            ["trainLoss"] = Loss(training),
            ["testLoss"] = Loss(test),
            ["trainAccuracy"] = Accuracy(training.Accuracy),
            ["testAccuracy"] = Accuracy(test.Accuracy),
            ["trainError"] = 1 - Accuracy(training.Accuracy),
            ["testError"] = 1 - Accuracy(test.Accuracy),
            ["diverged"] = hasDiverged ? 1 : 0,
            ["steps"] = _steps,
            ["epochs"] = _seen / (double)samples.Data.Training.Length,
            ["gradients"] = _gradients,
            ["seconds"] = _seconds,
            ["parameters"] = network.TrainedCount,
            ["weightsLeft"] = Enumerable.Range(0, network.TrainedCount).Count(i => !mask.Holds(i)),
            ["deadUnits"] = hasDiverged ? double.NaN : units.Dead(_parameters.Span, samples.Some),
            ["deadAtStart"] = units.Dead(begin, samples.Some),
            ["stillUnits"] = hasDiverged ? double.NaN : units.Still(_parameters.Span, begin),
            ["accuracyBefore"] = _ablation?.Before ?? Accuracy(test.Accuracy),
            ["accuracyAfter"] = _ablation?.After ?? Accuracy(test.Accuracy),
        };
    }
}
