using Assay.Training.Experiments;
using Assay.Training.Networks;
using Assay.Training.Parameters;

namespace Assay.Cli.Commands;

/// <summary>Networks that are compared, and their samples.</summary>
/// <param name="Files">Where each is from.</param>
/// <param name="Network">What all of them are.</param>
/// <param name="Parameters">The parameters of each.</param>
/// <param name="Data">The samples.</param>
internal sealed record ConnectNetworks(IReadOnlyList<string> Files, Network Network, IReadOnlyList<double[]> Parameters, MemberData<float> Data)
{
    /// <summary>The description of the samples.</summary>
    public required string DataText { get; init; }

    /// <summary>Whether ReLU was supposed between dense layers, as nobody said otherwise.</summary>
    public required bool IsGuessed { get; init; }

    /// <summary>The first file, in whose manner others are written; null for an array.</summary>
    public required ForeignParameters? First { get; init; }

    /// <summary>Whether samples have labels.</summary>
    public bool HasLabels => Network.Loss == LossKind.CrossEntropy;
}
