using System.Numerics;

namespace Assay.Training.Passes;

/// <summary>What runs a function of samples and parameters forward and backward: a network, or its linear model.</summary>
internal interface IEngine<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    /// <summary>Whether it is faster with batches that are in rows; it gives the same bits.</summary>
    bool LikesRows { get; }

    /// <summary>The mean loss and accuracy.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="batch">The samples.</param>
    Measure Look(Span<S> parameters, Batch<T, S> batch);

    /// <summary>The mean loss, the accuracy, and the gradient of the loss.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="gradient">Where their gradient goes.</param>
    /// <param name="batch">The samples.</param>
    Measure Gradient(Span<S> parameters, Span<S> gradient, Batch<T, S> batch);
}
