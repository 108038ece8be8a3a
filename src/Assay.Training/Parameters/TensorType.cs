namespace Assay.Training.Parameters;

/// <summary>How the numbers of a stored tensor are kept.</summary>
public enum TensorType
{
    /// <summary>64 bits, IEEE 754 binary64.</summary>
    F64,

    /// <summary>32 bits, IEEE 754 binary32.</summary>
    F32,

    /// <summary>16 bits, IEEE 754 binary16.</summary>
    F16,

    /// <summary>16 bits: the upper half of a binary32.</summary>
    BF16,
}
