using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Assay.Running;

/// <summary>Hashes lists of texts.</summary>
internal static class HashedTexts
{
    /// <summary>Takes texts in. Lengths go in too, so that no two lists of texts look alike.</summary>
    public static void AddTexts(this IncrementalHash hash, params ReadOnlySpan<string> texts)
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
