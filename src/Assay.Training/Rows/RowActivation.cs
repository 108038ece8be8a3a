using Assay.Training.Networks;
using Assay.Training.Passes;

namespace Assay.Training.Rows;

/// <summary>A function of each entry, on samples in rows: that of lanes, which does not ask where entries lie.</summary>
/// <param name="activation">The function.</param>
/// <param name="width">Entries of each sample.</param>
/// <param name="blocks">The most samples at once, in blocks of lanes.</param>
internal sealed unsafe class RowActivation(Activation activation, int width, int blocks)
{
    private readonly Operation<Lanes, float> _function = activation.Compile<Lanes, float>(new(activation, Shape.Features(width), Shape.Features(width)), blocks);
    private readonly AlignedRoom<float> _output = new(blocks * width * Lanes.Count);

    /// <summary>What it made.</summary>
    public float* Output => _output.Start;

    /// <summary>Computes <see cref="Output"/>.</summary>
    public void Forward(in Pass<Lanes, float> pass, float* input)
    {
        var count = pass.Blocks * width;
        _function.Forward(pass, new(input, count));
        _function.Output.AsSpan(0, count).CopyTo(new(Output, count));
    }

    /// <summary>Multiplies derivatives along what went out by those of the function.</summary>
    public void Backward(in Pass<Lanes, float> pass, float* input, float* slopes)
    {
        var places = new Span<Lanes>(slopes, pass.Blocks * width);
        _function.Backward(pass, new(input, places.Length), places, places);
    }
}
