using System.Numerics;
using Assay.Training.Kernels;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Probes;

namespace Assay.Training.Experiments;

/// <summary>Trains single members of one arm, one after another; each thread wants one of its own.</summary>
internal sealed class Trainer<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private const ulong FreshStart = 0x5EED_0000_0000_0000;

    private readonly Arm _arm;
    private readonly Network _network;
    private readonly IEngine<T, S> _engine;
    private readonly Samples<T, S> _samples;
    private Journey<T, S>? _last;
    private double[] _start = [];

    /// <param name="arm">The arm.</param>
    /// <param name="samples">How many samples each member is trained on.</param>
    public Trainer(Arm arm, int samples)
    {
        (_arm, _network) = (arm, arm.Network!);
        _engine = arm.Protocol.IsLinearised ? new TangentEngine<T, S>(_network) : Engine<T, S>.Of(_network, Math.Min(arm.Recipe.Batch ?? samples, samples));
        _samples = new Samples<T, S>(_network, _engine);
    }

    /// <summary>Where the parameters of the last member came to.</summary>
    public double[] Parameters() => _last!.Parameters();

    /// <summary>Where they started.</summary>
    public double[] Start() => _start;

    /// <summary>Where they were at the moments that were asked for.</summary>
    public IReadOnlyList<Moment> Moments() => _last!.Moments;

    /// <summary>Trains a member.</summary>
    /// <param name="data">Its samples.</param>
    /// <param name="start">Where its parameters start.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="axis">How long.</param>
    /// <param name="looks">How many points of its curve are wanted.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="moments">Shares of the budget at which parameters are kept, ascending.</param>
    public Run Train(MemberData<S> data, Start start, ulong seed, Axis axis, int looks, CancellationToken cancellation, IReadOnlyList<double>? moments = null)
    {
        var parameters = start.Draw(_network, seed);
        var mask = new Mask(_network);
        var protocol = _arm.Protocol;
        foreach (var layer in protocol.Frozen)
        {
            mask.HoldLayer(layer, parameters, atZero: false);
        }

        foreach (var layer in protocol.Dead)
        {
            mask.HoldLayer(layer, parameters, atZero: true);
        }

        if (protocol.Pruning is { } pruning)
        {
            Prune(pruning, mask, parameters, data, seed, axis, cancellation);
            if (pruning.IsFresh)
            {
                var fresh = start.Draw(_network, seed ^ FreshStart);
                for (var i = 0; i < parameters.Length; i++)
                {
                    parameters[i] = mask.Holds(i) ? parameters[i] : fresh[i];
                }
            }
        }

        _samples.Use(data);
        _start = [.. parameters];
        (_engine as TangentEngine<T, S>)?.Start(parameters);
        _last = new Journey<T, S>(_arm, _network, _engine, _samples, mask);
        return _last.Go(parameters, seed, axis, looks, cancellation, moments);
    }

    private void Prune(Pruning pruning, Mask mask, double[] parameters, MemberData<S> data, ulong seed, Axis axis, CancellationToken cancellation)
    {
        if (pruning.Rounds == 0)
        {
            mask.KeepRandom(pruning.Keep, seed, parameters);
            return;
        }

        // After each round the weights that are left go back to where they started (Frankle and Carbin 2019).
        _samples.Use(data);
        for (var round = 1; round <= pruning.Rounds; round++)
        {
            var journey = new Journey<T, S>(_arm with { Protocol = Protocol.None }, _network, _engine, _samples, mask);
            journey.Go(parameters, seed, axis, looks: 0, cancellation);
            mask.KeepGreatest(Math.Pow(pruning.Keep, round / (double)pruning.Rounds), journey.Parameters(), parameters);
        }
    }
}
