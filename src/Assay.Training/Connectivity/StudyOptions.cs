namespace Assay.Training.Connectivity;

/// <summary>How networks are looked at.</summary>
internal sealed record StudyOptions
{
    /// <summary>At how many points of each path.</summary>
    public int Points { get; init; } = 25;

    /// <summary>Whether units are matched by what they make of samples, not by their weights.</summary>
    public bool IsByActivations { get; init; }

    /// <summary>How many steps the middle of a Bezier curve is trained, or null for no curve.</summary>
    public int? BezierSteps { get; init; }

    /// <summary>How many pairs at a time; results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether lines whose units are not repaired are looked at only.</summary>
    public bool IsWithoutRepair { get; init; }
}
