using Assay.Claims;
using Assay.Claims.Code;

namespace Assay.Programs.Synthesis.Shortening;

/// <summary>What is to be shortened, and with what.</summary>
/// <param name="Function">The function.</param>
public sealed record ShortenRequest(FunctionFile Function)
{
    /// <summary>What is assumed of the inputs.</summary>
    public IReadOnlyList<ClaimText> Assumptions { get; init; } = [];

    /// <summary>Names of instructions or of sets of them, separated by commas; null for the usual ones.</summary>
    public string? Instructions { get; init; }

    /// <summary>Constants, separated by commas; null for 0, 1, the width less 1, -1, and those of the function.</summary>
    public string? Constants { get; init; }

    /// <summary>Registers that an assembly function may use besides those of its signature.</summary>
    public int Spare { get; init; }

    /// <summary>The greatest length to try, or null.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The time that the answer may take.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes that states of a search may take.</summary>
    public long Memory { get; init; } = 400L << 20;
}
