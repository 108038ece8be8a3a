namespace Assay.Server.Pool;

/// <summary>How a request to a worker ended.</summary>
internal enum WorkEnd
{
    /// <summary>It was answered.</summary>
    Answered,

    /// <summary>The client gave it up.</summary>
    Cancelled,

    /// <summary>The time ran out.</summary>
    OutOfTime,

    /// <summary>The memory ran out.</summary>
    OutOfMemory,

    /// <summary>The worker said more than may be said.</summary>
    TooMuchSaid,

    /// <summary>The worker broke down.</summary>
    Broken,
}
