namespace Assay.Programs.Synthesis.Kernels;

/// <summary>What an instruction of a kernel does; the names are those of the x86 instructions.</summary>
internal enum KernelOperation : byte
{
    /// <summary>Copies the source.</summary>
    Mov,

    /// <summary>Compares two registers, signed, and sets the flags.</summary>
    Cmp,

    /// <summary>Copies the source where the last comparison found less.</summary>
    Cmovl,

    /// <summary>Copies the source where the last comparison found greater.</summary>
    Cmovg,

    /// <summary>Copies the source where the last comparison found less or equal.</summary>
    Cmovle,

    /// <summary>Copies the source where the last comparison found greater or equal.</summary>
    Cmovge,

    /// <summary>Copies the source where the last comparison found equal values.</summary>
    Cmove,

    /// <summary>Copies the source where the last comparison found different values.</summary>
    Cmovne,

    /// <summary>Leaves the lesser of the two, as pmin does.</summary>
    Min,

    /// <summary>Leaves the greater of the two, as pmax does.</summary>
    Max,
}

/// <summary>Groups of operations.</summary>
internal static class KernelOperations
{
    /// <summary>Whether the operation copies its source under a condition on the flags.</summary>
    public static bool IsConditional(this KernelOperation operation) => operation is >= KernelOperation.Cmovl and <= KernelOperation.Cmovne;

    /// <summary>The mnemonic.</summary>
    public static string Name(this KernelOperation operation) => operation.ToString().ToLowerInvariant();

    /// <summary>Whether a conditional move copies under these flags, which must be defined.</summary>
    public static bool Holds(this KernelOperation operation, KernelFlags flags) => operation switch
    {
        KernelOperation.Cmovl => flags == KernelFlags.Less,
        KernelOperation.Cmovg => flags == KernelFlags.Greater,
        KernelOperation.Cmovle => flags != KernelFlags.Greater,
        KernelOperation.Cmovge => flags != KernelFlags.Less,
        KernelOperation.Cmove => flags == KernelFlags.Equal,
        KernelOperation.Cmovne => flags != KernelFlags.Equal,
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "This is no conditional move."),
    };

    /// <summary>The operation on values in reverse order: less becomes greater.</summary>
    public static KernelOperation Reversed(this KernelOperation operation) => operation switch
    {
        KernelOperation.Cmovl => KernelOperation.Cmovg,
        KernelOperation.Cmovg => KernelOperation.Cmovl,
        KernelOperation.Cmovle => KernelOperation.Cmovge,
        KernelOperation.Cmovge => KernelOperation.Cmovle,
        KernelOperation.Min => KernelOperation.Max,
        KernelOperation.Max => KernelOperation.Min,
        _ => operation,
    };
}
