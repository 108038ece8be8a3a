using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Assay.Training.Kernels;
using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Passes;
using Assay.Training.Rows;

namespace Assay.Training.Experiments;

/// <summary>The loss of a network on a batch, as optimisers see it; parameters that are held have no gradient.</summary>
/// <param name="network">The network.</param>
/// <param name="parameters">All its parameters: where the optimiser moves.</param>
/// <param name="engine">What computes.</param>
internal sealed class Objective<T, S>(Network network, AlignedRoom<S> parameters, IEngine<T, S> engine) : IObjective<S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly S[] _elsewhere = new S[parameters.Span.Length];
    private Curvature<T, S>? _curvature;

    /// <summary>The samples.</summary>
    public required Batch<T, S> Batch { get; set; }

    /// <summary>Which parameters are held, or null where none is.</summary>
    public Mask? Mask { get; set; }

    /// <summary>Whether the gradient of a layer's weights counts 1 / fan-in times.</summary>
    public bool IsTangentScaled { get; init; }

    /// <summary>The last loss.</summary>
    public Measure Last { get; private set; }

    public S Gradient(ReadOnlySpan<S> at, Span<S> gradient)
    {
        var whole = Whole(at);
        Last = engine.Gradient(whole, gradient, Batch);

        // Statistics that were seen elsewhere are those of this network all the same.
        whole[at.Length..].CopyTo(parameters.Span[at.Length..]);
        Scale(gradient);
        Mask?.Keep([], gradient);
        return S.CreateSaturating(Last.Loss);
    }

    public void HessianVector(ReadOnlySpan<S> at, ReadOnlySpan<S> direction, Span<S> result)
    {
        _curvature ??= new Curvature<T, S>(network);
        _curvature.Product(Whole(at), direction, result, Batch);
        Mask?.Keep([], result);
    }

    // The engine wants all parameters where it may write statistics.
    private Span<S> Whole(ReadOnlySpan<S> at)
    {
        var all = parameters.Span;
        if (Unsafe.AreSame(ref MemoryMarshal.GetReference(at), ref all[0]))
        {
            return all;
        }

        at.CopyTo(_elsewhere);
        all[at.Length..].CopyTo(_elsewhere.AsSpan(at.Length));
        return _elsewhere;
    }

    private void Scale(Span<S> gradient)
    {
        if (!IsTangentScaled)
        {
            return;
        }

        foreach (var block in network.Parameters.Where(block => block.Start + block.Count <= network.TrainedCount))
        {
            Flat.Scale(gradient.Slice(block.Start, block.Count), S.CreateChecked(TangentKernel.FactorOf(block)));
        }
    }
}
