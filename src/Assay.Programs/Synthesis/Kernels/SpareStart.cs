namespace Assay.Programs.Synthesis.Kernels;

/// <summary>What spare registers hold before a kernel starts.</summary>
internal enum SpareStart
{
    /// <summary>Nothing that a kernel could rely on; nor are the flags defined.</summary>
    Undefined,

    /// <summary>
    /// A value less than all others, such as 0 where these are positive, with flags that say equal. Published enumerations
    /// assume it; a real register holds something else.
    /// </summary>
    Least,
}
