using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>A layer at work on blocks of samples: forward, then backward with what it remembers of the way forward.</summary>
/// <remarks>
/// A block holds as many samples as a value of <typeparamref name="T"/> does. Its entries lie one after another, block after block.
/// </remarks>
/// <param name="stage">The layer at its place.</param>
/// <param name="blocks">The most blocks at once.</param>
internal abstract class Operation<T, S>(Stage stage, int blocks)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    /// <summary>Entries of a sample that comes in.</summary>
    protected int Inputs { get; } = stage.Input.Count;

    /// <summary>Entries of a sample that goes out.</summary>
    protected int Outputs { get; } = stage.Output.Count;

    /// <summary>What the layer made, block after block.</summary>
    public T[] Output { get; } = new T[checked(blocks * stage.Output.Count)];

    /// <summary>Computes <see cref="Output"/>.</summary>
    /// <param name="pass">The parameters, and which samples count.</param>
    /// <param name="input">What comes in, block after block.</param>
    public abstract void Forward(Pass<T, S> pass, ReadOnlySpan<T> input);

    /// <summary>Adds to the gradient of the parameters, and computes that of the input.</summary>
    /// <param name="pass">The parameters, and their gradient.</param>
    /// <param name="input">What came in.</param>
    /// <param name="outputGradient">The derivative of the loss along each entry that went out.</param>
    /// <param name="inputGradient">Where those of the entries that came in go; empty where nobody asks.</param>
    public abstract void Backward(Pass<T, S> pass, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient);
}
