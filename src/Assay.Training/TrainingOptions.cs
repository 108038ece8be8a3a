using Assay.Claims;
using Assay.Training.Experiments;
using Assay.Trials;

namespace Assay.Training;

/// <summary>How claims about training are run.</summary>
public sealed record TrainingOptions
{
    /// <summary>The folder that holds data which does not come with Assay, or null.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Which files claims may name.</summary>
    public NamedFiles Files { get; init; } = NamedFiles.InFolder;

    /// <summary>Whether claims are run in their full setting, where they have one.</summary>
    public bool IsFull { get; init; }

    /// <summary>How many members are trained at a time. The results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Trains members elsewhere; null for this machine alone. The results do not depend on it.</summary>
    public ITrialExecutor? Executor { get; init; }

    /// <summary>How many points of each run's curve are kept.</summary>
    internal int Looks { get; init; }

    /// <summary>Keeps what runs came to.</summary>
    internal RunStore Store { get; init; } = new();

    /// <summary>Keeps networks that were trained, for claims that measure something else of them.</summary>
    internal MemberStore Members { get; init; } = new();

    /// <summary>Hears of every claim that was run.</summary>
    internal Action<CampaignResult>? Finished { get; init; }
}
