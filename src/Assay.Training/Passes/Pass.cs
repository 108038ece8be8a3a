using System.Numerics;

namespace Assay.Training.Passes;

/// <summary>What all operations of one pass over some blocks share.</summary>
/// <param name="parameters">All parameters; batch normalisation keeps its statistics there.</param>
/// <param name="gradient">Where their gradient is summed; empty on a pass that only looks.</param>
/// <param name="weights">For each block, what each sample weighs: 0 where the block has no sample.</param>
/// <param name="isTraining">Whether batch normalisation looks at the batch.</param>
internal readonly ref struct Pass<T, S>(Span<S> parameters, Span<S> gradient, ReadOnlySpan<T> weights, bool isTraining)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    public Span<S> Parameters { get; } = parameters;

    public Span<S> Gradient { get; } = gradient;

    public ReadOnlySpan<T> Weights { get; } = weights;

    public bool IsTraining { get; } = isTraining;

    public int Blocks => Weights.Length;

    public T Parameter(int index) => T.Parameter(Parameters, index);
}
