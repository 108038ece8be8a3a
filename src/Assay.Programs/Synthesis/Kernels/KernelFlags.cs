namespace Assay.Programs.Synthesis.Kernels;

/// <summary>What the last comparison of a kernel found.</summary>
internal enum KernelFlags : byte
{
    /// <summary>There was no comparison yet, or one of a register that holds no defined value.</summary>
    Undefined,

    /// <summary>The first operand was less.</summary>
    Less,

    /// <summary>The operands were equal.</summary>
    Equal,

    /// <summary>The first operand was greater.</summary>
    Greater,
}
