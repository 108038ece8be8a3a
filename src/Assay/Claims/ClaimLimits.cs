namespace Assay.Claims;

/// <summary>How large claim documents may be, so that no file can exhaust the machine.</summary>
public static class ClaimLimits
{
    /// <summary>The largest document, in bytes: 16 MB.</summary>
    public const int Bytes = 16 << 20;

    /// <summary>The most lines that one claim block may have.</summary>
    public const int ClaimLines = 10_000;

    /// <summary>The most problems that are listed for one block.</summary>
    public const int ProblemsPerBlock = 20;
}
