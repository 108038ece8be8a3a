using Assay.Claims;
using Assay.Training.Landscapes;
using Assay.Training.Networks;
using Assay.Training.Optimizers;

namespace Assay.Training.Experiments;

/// <summary>One way of training.</summary>
/// <param name="Name">Its name in statements.</param>
/// <param name="Text">Its description.</param>
/// <param name="Optimizer">The optimiser; null where nothing is trained.</param>
internal sealed record Arm(string Name, string Text, OptimizerRecipe? Optimizer)
{
    /// <summary>The optimiser.</summary>
    /// <exception cref="InvalidOperationException">Nothing is trained.</exception>
    public OptimizerRecipe Recipe => Optimizer ?? throw new InvalidOperationException($"Arm '{Name}' trains nothing.");

    /// <summary>Everything that a run depends on but its seed, its length and the contents of files: the same for arms that say the same in other words, such as a network of its own or the claim's; null where nobody wrote it down.</summary>
    public string? Origin { get; init; }

    /// <summary>Where it is described; null where nobody wrote it down.</summary>
    public Place? Place { get; init; }

    /// <summary>Where its network is described; null where nobody wrote it down.</summary>
    public Place? NetworkPlace { get; init; }

    /// <summary>The landscape of each seed, where one is looked at.</summary>
    public LandscapeRecipe? Landscape { get; init; }

    /// <summary>What is trained; null where a function is minimised.</summary>
    public Network? Network { get; init; }

    /// <summary>Where parameters start; null where the experiment says it.</summary>
    public Start? Start { get; init; }

    /// <summary>What it is trained on.</summary>
    public DataPlan? Data { get; init; }

    /// <summary>What is done to the network beside training it.</summary>
    public Protocol Protocol { get; init; } = Protocol.None;
}
