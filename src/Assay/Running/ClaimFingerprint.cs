using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
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
            Add(hash, entry.Key, entry.Value.Text);
        Add(hash, "code");
        foreach (var block in document.Blocks)
            Add(hash, block.Language, block.Info.Text, block.Code.Text);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Lengths go in too, so that no two lists of texts look alike.
    private static void Add(IncrementalHash hash, params ReadOnlySpan<string> texts)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var text in texts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
            hash.AppendData(length);
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }
    }
}
