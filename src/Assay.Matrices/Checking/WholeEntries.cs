namespace Assay.Matrices.Checking;

/// <summary>A matrix with its scale multiplied in.</summary>
internal static class WholeEntries
{
    /// <summary>The matrix with a scale of 1; null where an entry is no whole number.</summary>
    public static ExactMatrix? Of(SubjectMatrix matrix)
    {
        var (dense, divisor) = (matrix.Dense, matrix.Scale.Denominator);
        return Array.TrueForAll(dense.Entries, entry => (entry % divisor).IsZero)
            ? dense with { Entries = Array.ConvertAll(dense.Entries, entry => entry / divisor * matrix.Scale.Numerator), Scale = 1 } : null;
    }
}
