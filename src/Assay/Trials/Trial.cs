using System.Security.Cryptography;
using Assay.Running;

namespace Assay.Trials;

/// <summary>A piece of work that depends on nothing but its input, so that any thread or machine may do it.</summary>
/// <param name="Kind">The name of the <see cref="ITrialKind"/> that does it.</param>
/// <param name="Input">All that the result depends on.</param>
public sealed record Trial(string Kind, ReadOnlyMemory<byte> Input)
{
    /// <summary>The time that a trial may take when nothing else is said.</summary>
    public static TimeSpan UsualTime { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The wall-clock time after which it is ended. The result does not depend on it.</summary>
    public TimeSpan Time { get; init; } = UsualTime;

    /// <summary>What the result is known by: SHA-256 over the build, the kind and the input, as lower-case hexadecimal digits.</summary>
    /// <param name="build">Which build does the work; see <see cref="TrialBuild"/>.</param>
    public string KeyFor(string build)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AddTexts(build, Kind);
        hash.AppendData(Input.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
