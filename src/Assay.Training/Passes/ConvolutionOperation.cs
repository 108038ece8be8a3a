using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>Weighted sums of the pixels around each pixel.</summary>
internal sealed class ConvolutionOperation<T, S> : Operation<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly Filter _forward;
    private readonly Filter _backward;
    private readonly int _bias;
    private readonly int _pixels;

    // What came in, with a rim of zeros, and the slopes of one image with one.
    private readonly T[] _padded;
    private readonly T[] _paddedSlopes;

    public ConvolutionOperation(Stage stage, int blocks)
        : base(stage, blocks)
    {
        var (weight, bias) = (stage.Blocks[0], stage.Blocks[1]);
        var (made, given, kernel) = (weight.Sizes[0], weight.Sizes[1], weight.Sizes[2]);
        var (height, width) = (stage.Output.Sizes[1], stage.Output.Sizes[2]);
        _forward = new(Taps.Forward(made, given, kernel, height, width), weight.Start, 1);
        _backward = new(Taps.Backward(made, given, kernel, height, width), weight.Start, 1);
        (_bias, _pixels) = (bias.Start, height * width);
        _padded = new T[checked(blocks * _forward.Taps.Factors)];
        _paddedSlopes = new T[_backward.Taps.Factors];
    }

    public override void Forward(Pass<T, S> pass, ReadOnlySpan<T> input)
    {
        var taps = _forward.Taps;
        for (var block = 0; block < pass.Blocks; block++)
        {
            var padded = _padded.AsSpan(block * taps.Factors, taps.Factors);
            Pad(taps, input.Slice(block * Inputs, Inputs), padded);
            var output = Output.AsSpan(block * Outputs, Outputs);
            for (var channel = 0; channel < taps.Rows; channel++)
            {
                output.Slice(channel * _pixels, _pixels).Fill(pass.Parameter(_bias + channel));
            }

            T.Convolve(pass.Parameters, _forward, padded, output);
        }
    }

    public override void Backward(Pass<T, S> pass, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        T.CorrelateImages(pass.Gradient, _forward, outputGradient, _padded, pass.Blocks);
        for (var channel = 0; channel < _forward.Taps.Rows; channel++)
        {
            var sum = T.Of(0);
            for (var block = 0; block < pass.Blocks; block++)
            {
                foreach (var slope in outputGradient.Slice((block * Outputs) + (channel * _pixels), _pixels))
                {
                    sum += slope;
                }
            }

            T.AddSum(sum, pass.Gradient, _bias + channel);
        }

        if (inputGradient.IsEmpty)
        {
            return;
        }

        inputGradient.Clear();
        for (var block = 0; block < pass.Blocks; block++)
        {
            Pad(_backward.Taps, outputGradient.Slice(block * Outputs, Outputs), _paddedSlopes);
            T.Convolve(pass.Parameters, _backward, _paddedSlopes, inputGradient.Slice(block * Inputs, Inputs));
        }
    }

    private static void Pad(Taps taps, ReadOnlySpan<T> image, Span<T> padded)
    {
        var rim = taps.Length / 2;
        for (var line = 0; line * taps.Width < image.Length; line++)
        {
            var (channel, row) = (line / taps.Height, line % taps.Height);
            var place = (channel * taps.Plane) + ((row + rim) * taps.Pitch) + rim;
            image.Slice(line * taps.Width, taps.Width).CopyTo(padded[place..]);
        }
    }
}
