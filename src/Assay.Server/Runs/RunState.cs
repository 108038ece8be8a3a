namespace Assay.Server.Runs;

/// <summary>Where a run is.</summary>
internal enum RunState
{
    /// <summary>It waits for its turn.</summary>
    Waiting,

    /// <summary>It is being decided.</summary>
    Running,

    /// <summary>All its claims are settled.</summary>
    Done,

    /// <summary>It was given up.</summary>
    Cancelled,

    /// <summary>It ran into a limit.</summary>
    Limited,

    /// <summary>It ended for a reason that is no fault of the claim.</summary>
    Failed,
}
