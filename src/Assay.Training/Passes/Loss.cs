using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>What is trained, with its derivative along each output.</summary>
internal abstract class Loss<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    /// <summary>The loss of a network.</summary>
    public static Loss<T, S> Of(Network network)
    {
        var classes = network.Output.Sizes[^1];
        return network.Loss == LossKind.CrossEntropy ? new CrossEntropy<T, S>(classes) : new SquaredLoss<T, S>(network.Output.Count);
    }

    /// <summary>Adds the loss of some blocks to sums over samples.</summary>
    /// <param name="outputs">What the network made, block after block.</param>
    /// <param name="targets">What it should have made: a label for each softmax, or a number for each output.</param>
    /// <param name="weights">What each sample weighs, block after block.</param>
    /// <param name="gradient">Where the derivative along each output goes; empty where nobody asks.</param>
    /// <param name="loss">The sum of weighted losses, sample by sample.</param>
    /// <param name="hits">Counts samples whose greatest output is at their label.</param>
    public abstract void Add(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, Span<T> gradient, ref T loss, ref Hits<T, S> hits);

    /// <summary>How the derivative along each output changes where outputs change along directions: the loss's own Hessian times their slopes.</summary>
    /// <param name="outputs">What the network made, block after block.</param>
    /// <param name="targets">What it should have made.</param>
    /// <param name="weights">What each sample weighs, block after block.</param>
    /// <param name="gradient">The derivative along each output, as <see cref="Add"/> gives it.</param>
    /// <param name="slopes">Slopes of the outputs: block after block, direction after direction.</param>
    /// <param name="bent">Receives the changes, in the same order.</param>
    /// <param name="directions">How many directions.</param>
    public abstract void Bend(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, ReadOnlySpan<T> gradient, ReadOnlySpan<T> slopes, Span<T> bent, int directions);
}
