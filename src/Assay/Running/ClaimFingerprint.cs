using System.Security.Cryptography;
using Assay.Claims;

namespace Assay.Running;

/// <summary>Tells whether a claim still says what it said: a hash of its block and of the code beside it.</summary>
public static class ClaimFingerprint
{
    private static readonly HashSet<string> WithoutMeaning = ["says", "expect", "budget"];

    /// <summary>The fingerprint, as lower-case hexadecimal digits.</summary>
    public static string Of(ClaimDocument document, Claim claim)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(claim);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in claim.Entries.Where(entry => !WithoutMeaning.Contains(entry.Key)))
            hash.AddTexts(entry.Key, entry.Value.Text);
        hash.AddTexts("code");
        foreach (var block in document.Blocks)
            hash.AddTexts(block.Language, block.Info.Text, block.Code.Text);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
