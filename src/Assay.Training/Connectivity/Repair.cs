using System.Numerics;
using Assay.Training.Networks;
using Assay.Training.Passes;

namespace Assay.Training.Connectivity;

/// <summary>
/// REPAIR (Jordan and others 2023): units of an average of networks get the mean and the deviation, over samples, that those of the networks have on average, by new
/// weights and biases of the layer that makes them.
/// </summary>
/// <remarks>
/// It goes from layer to layer, each seen behind those that are corrected. What batch normalisation follows is left to that, whose statistics are taken anew. The last layer stays as it is, and so do
/// embeddings and attention. A unit that does not vary gets its mean only.
/// </remarks>
internal sealed class Repair<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    // Of a unit that varies by less than this share of its size, floats show only rounding.
    private const double LeastSpread = 1e-5;

    private readonly PermutationStructure _structure;
    private readonly Batch<T, S> _batch;
    private readonly LayerWalk<T, S> _walk;

    /// <param name="structure">The network.</param>
    /// <param name="batch">The samples, all of which go through it at once.</param>
    public Repair(PermutationStructure structure, Batch<T, S> batch) =>
        (_structure, _batch, _walk) = (structure, batch, new LayerWalk<T, S>(structure.Network.Stages, batch.Blocks));

    /// <summary>How the units of each layer that is corrected lie, layer after layer.</summary>
    public IReadOnlyList<UnitMoments[]> MomentsOf(S[] parameters)
    {
        List<UnitMoments[]> moments = [];
        _walk.Run(parameters, _batch, (stage, next, output) =>
        {
            if (IsCorrected(stage, next))
            {
                moments.Add(MomentsOf(stage.Output, _structure.SignalOf(stage), output));
            }
        });
        return moments;
    }

    /// <summary>Means and deviations in between.</summary>
    /// <param name="networks">Those of each network.</param>
    /// <param name="weights">What each network weighs; the sum is 1.</param>
    public static IReadOnlyList<UnitMoments[]> Between(IReadOnlyList<IReadOnlyList<UnitMoments[]>> networks, IReadOnlyList<double> weights) =>
        [.. networks[0].Select((layer, at) => layer.Select((_, unit) => new UnitMoments(
            networks.Select((network, i) => weights[i] * network[at][unit].Mean).Sum(),
            networks.Select((network, i) => weights[i] * network[at][unit].Deviation).Sum())).ToArray())];

    /// <summary>Changes parameters so that units lie as wanted, and takes the statistics of batch normalisation anew.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="wanted">How the units of each layer should lie, or null to take statistics anew and nothing else.</param>
    public void Correct(S[] parameters, IReadOnlyList<UnitMoments[]>? wanted)
    {
        var layer = 0;
        _walk.Run(
            parameters,
            _batch,
            (stage, next, output) =>
            {
                if (wanted is not null && IsCorrected(stage, next))
                {
                    Correct(stage, parameters, output, wanted[layer++]);
                }
            },
            (stage, input) =>
            {
                if (stage.Layer is BatchNorm)
                {
                    TakeStatistics(stage, parameters, input);
                }
            });
    }

    private bool IsCorrected(Stage stage, Stage? next) => stage.Layer is Dense or Convolution && next?.Layer is not BatchNorm && !ReferenceEquals(stage, _structure.Network.Stages[^1]);

    private void Correct(Stage stage, S[] parameters, Span<T> output, UnitMoments[] wanted)
    {
        var signal = _structure.SignalOf(stage);
        var found = MomentsOf(stage.Output, signal, output);
        var (weight, bias) = (stage.Blocks[0], stage.Blocks[1]);
        var perUnit = weight.Count / signal.Units;
        var (factors, shifts) = (new double[signal.Units], new double[signal.Units]);
        for (var unit = 0; unit < signal.Units; unit++)
        {
            var varies = found[unit].Deviation > LeastSpread * Math.Abs(found[unit].Mean);
            var factor = factors[unit] = varies ? wanted[unit].Deviation / found[unit].Deviation : 1;
            var shift = shifts[unit] = wanted[unit].Mean - (factor * found[unit].Mean);
            Optimizers.Flat.Scale(parameters.AsSpan(weight.Start + (unit * perUnit), perUnit), S.CreateChecked(factor));
            ref var own = ref parameters[bias.Start + unit];
            own = S.CreateChecked((factor * double.CreateChecked(own)) + shift);
        }

        var places = stage.Output.IsImage ? stage.Output.Count / signal.Units : 1;
        for (var entry = 0; entry < output.Length; entry++)
        {
            var unit = entry / places % signal.Units;
            output[entry] = T.MultiplyAdd(output[entry], T.Of(factors[unit]), T.Of(shifts[unit]));
        }
    }

    private void TakeStatistics(Stage stage, S[] parameters, ReadOnlySpan<T> input)
    {
        var channels = stage.Blocks[0].Count;
        var moments = MomentsOf(stage.Input, new UnitSignal(-1, channels), input);
        double values = _batch.Count * (stage.Input.Count / channels);
        for (var channel = 0; channel < channels; channel++)
        {
            var (mean, deviation) = (moments[channel].Mean, moments[channel].Deviation);
            parameters[stage.Blocks[2].Start + channel] = S.CreateChecked(mean);
            parameters[stage.Blocks[3].Start + channel] = S.CreateChecked(deviation * deviation * values / Math.Max(1, values - 1));
        }
    }

    private UnitMoments[] MomentsOf(Shape shape, UnitSignal signal, ReadOnlySpan<T> output)
    {
        var values = UnitValues.Of(shape, signal, _batch, output);
        var length = values.Length / signal.Units;
        return [.. Enumerable.Range(0, signal.Units).Select(unit => UnitMoments.Of(values.AsSpan(unit * length, length)))];
    }
}
