using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>Each channel less its mean over the batch, over its standard deviation there, scaled and shifted.</summary>
internal sealed class BatchNormOperation<T, S>(Stage stage, int blocks) : Operation<T, S>(stage, blocks)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private const double Momentum = 0.1;

    private readonly int[] _parameters = [.. stage.Blocks.Select(block => block.Start)];
    private readonly int _channels = stage.Blocks[0].Count;
    private readonly int _places = stage.Input.Count / stage.Blocks[0].Count;
    private readonly bool _isImage = stage.Input.IsImage;
    private readonly T[] _normal = new T[blocks * stage.Input.Count];
    private readonly T[] _inverse = new T[stage.Blocks[0].Count];

    public override void Forward(Pass<T, S> pass, ReadOnlySpan<T> input)
    {
        var count = pass.IsTraining ? Count(pass) : T.Of(1);
        for (var channel = 0; channel < _channels; channel++)
        {
            var (mean, variance) = pass.IsTraining ? Look(pass, input, channel, count)
                : (pass.Parameter(_parameters[2] + channel), pass.Parameter(_parameters[3] + channel));
            var inverse = _inverse[channel] = T.Of(1) / T.Sqrt(variance + T.Of(LayerNormOperation<T, S>.Least));
            var (scale, bias) = (pass.Parameter(_parameters[0] + channel), pass.Parameter(_parameters[1] + channel));
            for (var entry = 0; entry < pass.Blocks * _places; entry++)
            {
                var place = Place(channel, entry);
                _normal[place] = (input[place] - mean) * inverse;
                Output[place] = T.MultiplyAdd(_normal[place], scale, bias);
            }
        }
    }

    // What of a change of the input changes the mean or the deviation is taken off; of samples that do not count nothing is left.
    public override void Backward(Pass<T, S> pass, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        var count = Count(pass);
        for (var channel = 0; channel < _channels; channel++)
        {
            var (sum, product) = (T.Of(0), T.Of(0));
            for (var entry = 0; entry < pass.Blocks * _places; entry++)
            {
                var place = Place(channel, entry);
                sum += outputGradient[place];
                product = T.MultiplyAdd(outputGradient[place], _normal[place], product);
            }

            T.AddSum(product, pass.Gradient, _parameters[0] + channel);
            T.AddSum(sum, pass.Gradient, _parameters[1] + channel);
            if (inputGradient.IsEmpty)
            {
                continue;
            }

            var (mean, along) = (T.Sum(sum) / count, T.Sum(product) / count);
            var factor = pass.Parameter(_parameters[0] + channel) * _inverse[channel];
            for (var entry = 0; entry < pass.Blocks * _places; entry++)
            {
                var place = Place(channel, entry);
                var slope = (outputGradient[place] - mean - (_normal[place] * along)) * factor;
                inputGradient[place] = Counted(pass, entry, slope);
            }
        }
    }

    private (T Mean, T Variance) Look(Pass<T, S> pass, ReadOnlySpan<T> input, int channel, T count)
    {
        var (sum, squares) = (T.Of(0), T.Of(0));
        for (var entry = 0; entry < pass.Blocks * _places; entry++)
        {
            sum += Counted(pass, entry, input[Place(channel, entry)]);
        }

        var mean = T.Sum(sum) / count;
        for (var entry = 0; entry < pass.Blocks * _places; entry++)
        {
            var difference = Counted(pass, entry, input[Place(channel, entry)] - mean);
            squares = T.MultiplyAdd(difference, difference, squares);
        }

        var total = T.Sum(squares);

        // A derivative along a direction does not belong to training, and leaves the statistics alone.
        if (T.Width == 1)
        {
            Follow(pass, _parameters[2] + channel, mean);
            Follow(pass, _parameters[3] + channel, total / (count - T.Of(1)));
        }

        return (mean, total / count);
    }

    private static void Follow(Pass<T, S> pass, int place, T seen)
    {
        var share = S.CreateChecked(Momentum);
        pass.Parameters[place] = ((S.One - share) * pass.Parameters[place]) + (share * First(seen));
    }

    private static S First(T value)
    {
        Span<S> samples = stackalloc S[T.Lanes];
        T.Store(value, samples);
        return samples[0];
    }

    private T Count(Pass<T, S> pass)
    {
        var samples = T.Of(0);
        for (var block = 0; block < pass.Blocks; block++)
        {
            samples += Counted(pass, block * _places, T.Of(1));
        }

        var count = T.Sum(samples) * T.Of(_places);
        return First(count) > S.One ? count : throw new InvalidOperationException("A batch has a variance only where there is more than one value of each channel.");
    }

    private T Counted(Pass<T, S> pass, int entry, T value) => T.WhereGreater(pass.Weights[entry / _places], T.Of(0), value, T.Of(0));

    // Entries of a channel are pixels side by side, or features of tokens.
    private int Place(int channel, int entry)
    {
        var (block, place) = Math.DivRem(entry, _places);
        return (block * Inputs) + (_isImage ? (channel * _places) + place : (place * _channels) + channel);
    }
}
