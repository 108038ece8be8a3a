using Assay.Training.Experiments;
using Assay.Training.Networks;

namespace Assay.Training;

/// <summary>How a population is trained.</summary>
public sealed record PopulationOptions
{
    /// <summary>Where parameters start; drawn evenly within 1 / sqrt(fan-in) unless said otherwise.</summary>
    public Start Start { get; init; } = new();

    /// <summary>Whether doubles are computed with; floats else, sixteen samples at a time.</summary>
    public bool IsDouble { get; init; }

    /// <summary>How many members are trained at a time; results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The seed of the first member; the others follow.</summary>
    public ulong FirstSeed { get; init; } = 1;

    /// <summary>How long each is trained, where that is not a number of steps.</summary>
    public Axis? Axis { get; init; }
}
