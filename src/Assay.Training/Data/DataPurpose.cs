namespace Assay.Training.Data;

/// <summary>What random numbers about data are for; each purpose has a stream of its own under the same seed.</summary>
internal static class DataPurpose
{
    public const ulong Split = 0xDA7A_0001;
    public const ulong OneDimensionalDigits = 0xDA7A_0002;
    public const ulong TeacherWeights = 0xDA7A_0003;
    public const ulong TeacherInputs = 0xDA7A_0004;
    public const ulong TeacherNoise = 0xDA7A_0005;
    public const ulong LabelNoise = 0xDA7A_0006;
    public const ulong Samples = 0xDA7A_0007;
}
