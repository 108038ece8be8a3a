namespace Assay.Programs.Frontends.Cil;

/// <summary>The types of the .NET library whose methods are read from the runtime's own CIL.</summary>
internal static class Library
{
    public static IReadOnlySet<string> Types { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "System.Math", "System.MathF", "System.Numerics.BitOperations", "System.BitConverter",
        "System.Buffers.Binary.BinaryPrimitives",
        "System.Boolean", "System.Char", "System.SByte", "System.Byte", "System.Int16", "System.UInt16", "System.Int32", "System.UInt32",
        "System.Int64", "System.UInt64", "System.IntPtr", "System.UIntPtr", "System.Int128", "System.UInt128",
        "System.Single", "System.Double", "System.Index", "System.Range", "System.Nullable`1",
        "System.Span`1/Enumerator", "System.ReadOnlySpan`1/Enumerator",
        "System.ThrowHelper", "System.ArgumentOutOfRangeException", "System.ArgumentException", "System.OverflowException",
        "System.Text.UnicodeUtility", "System.HexConverter",
    };
}
