namespace Assay.Training.Products;

/// <summary>Positions one after another, of sixteen lanes each.</summary>
/// <param name="Count">How many.</param>
/// <param name="Factor">From the factors of one to those of the next, in floats.</param>
/// <param name="Target">From the targets of one to those of the next, in floats.</param>
internal readonly record struct Positions(int Count, nint Factor, nint Target)
{
    /// <summary>From what the sums of one start from to that of the next, in floats.</summary>
    public nint Start { get; init; } = Target;
}
