using Assay.Training.Passes;
using Assay.Training.Products;

namespace Assay.Training.Rows;

/// <summary>Weights of a dense layer as sums over samples in rows want them.</summary>
internal static unsafe class RowWeights
{
    private const int Lane = Lanes.Count;

    /// <summary>Pads the inputs of each output to whole vectors.</summary>
    public static void Pad(ReadOnlySpan<float> weights, int inputs, Span<float> padded, int width)
    {
        for (var row = 0; row < weights.Length / inputs; row++)
        {
            weights.Slice(row * inputs, inputs).CopyTo(padded[(row * width)..]);
        }
    }

    /// <summary>Lays the outputs of one input beside each other.</summary>
    /// <param name="weights">The inputs of one output after those of another.</param>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="outputs">How many outputs.</param>
    /// <param name="turned">Receives them.</param>
    /// <param name="width">From the outputs of one input to those of the next: whole vectors.</param>
    public static void Turn(ReadOnlySpan<float> weights, int inputs, int outputs, float* turned, int width)
    {
        if (inputs < Lane)
        {
            for (var i = 0; i < weights.Length; i++)
            {
                turned[(i % inputs * width) + (i / inputs)] = weights[i];
            }

            return;
        }

        // The last square of each row lies at its end, and repeats some of what the one before it did; outputs beyond the last are copies of it.
        var rows = stackalloc nint[Lane];
        fixed (float* from = weights)
        {
            for (var output = 0; output < outputs; output += Lane)
            {
                for (var row = 0; row < Lane; row++)
                {
                    rows[row] = Math.Min(output + row, outputs - 1) * (nint)inputs;
                }

                for (var input = 0; input < inputs; input += Lane)
                {
                    var place = Math.Min(input, inputs - Lane);
                    Squares.Transpose(from + place, rows, turned + (place * (nint)width) + output, width);
                }
            }
        }
    }
}
