using Assay.Training.Passes;

namespace Assay.Training.Networks;

/// <summary>One pixel of each square of pixels, channel by channel.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Size">Rows and columns of a square.</param>
public sealed record Pool(PoolKind Kind, int Size) : Layer
{
    /// <inheritdoc/>
    public override string ToString() => $"{(Kind == PoolKind.Greatest ? "maxpool" : "averagepool")}({Size})";

    internal override Stage Build(Shape input, ParameterLayout parameters)
    {
        if (!input.IsImage)
        {
            throw parameters.Wrong(this, $"It takes an image, channels x height x width, and is given {input}.");
        }

        var (height, width) = (input.Sizes[1], input.Sizes[2]);
        if (Size < 1 || height % Size != 0 || width % Size != 0)
        {
            throw parameters.Wrong(this, $"Squares of {Size}x{Size} pixels do not fill an image of {height}x{width}; the size has to divide both.");
        }

        return new Stage(this, input, Shape.Image(input.Sizes[0], height / Size, width / Size));
    }

    internal override Operation<T, S> Compile<T, S>(Stage stage, int blocks) =>
        Kind == PoolKind.Greatest ? new MaxPoolOperation<T, S>(stage, Size, blocks) : new AveragePoolOperation<T, S>(stage, Size, blocks);
}
