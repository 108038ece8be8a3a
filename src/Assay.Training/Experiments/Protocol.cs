namespace Assay.Training.Experiments;

/// <summary>What is done to a network beside training it.</summary>
internal sealed record Protocol
{
    /// <summary>Nothing.</summary>
    public static Protocol None { get; } = new();

    /// <summary>Places of layers whose parameters stay what they are at the start.</summary>
    public IReadOnlyList<string> Frozen { get; init; } = [];

    /// <summary>Places of layers whose parameters are 0 and stay so.</summary>
    public IReadOnlyList<string> Dead { get; init; } = [];

    /// <summary>Units that are removed on the way, or null.</summary>
    public Ablation? Ablation { get; init; }

    /// <summary>Whether the linear model of the network around its start is trained in its place.</summary>
    public bool IsLinearised { get; init; }

    /// <summary>
    /// Whether steps are those of the parametrisation whose kernel has a limit of infinite width (Jacot, Gabriel and Hongler 2018): a weight there is a number of
    /// its own divided by the root of its fan-in, so that its gradient counts 1 / fan-in times.
    /// </summary>
    public bool IsTangentScaled { get; init; }

    /// <summary>Weights that are left out from the start, or null.</summary>
    public Pruning? Pruning { get; init; }
}

/// <summary>Removes units of a layer for good: what they receive and give becomes 0.</summary>
/// <param name="Layer">The place of the dense layer.</param>
/// <param name="Share">The share of its units.</param>
/// <param name="At">After which share of the budget.</param>
internal sealed record Ablation(string Layer, double Share, double At);

/// <summary>Trains with a part of the weights of each layer; the others are 0.</summary>
/// <param name="Keep">The share of weights that are kept.</param>
/// <param name="Rounds">In how many rounds of training and pruning the greatest are found; 0 where they are chosen at random.</param>
/// <param name="IsFresh">Whether the last training starts somewhere else than the rounds did.</param>
internal sealed record Pruning(double Keep, int Rounds, bool IsFresh);
