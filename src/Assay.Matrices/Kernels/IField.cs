namespace Assay.Matrices.Kernels;

/// <summary>Numbers that an elimination computes with; entries lose the sums that belong to them.</summary>
internal interface IField : IFinish
{
    /// <summary>The place of the entry to divide by; -1 where all are zero.</summary>
    int FindPivot(ReadOnlySpan<double> column);

    /// <summary>The number whose product with this one is 1.</summary>
    double Invert(double number);

    /// <summary>row * factor, entry by entry.</summary>
    void Multiply(Span<double> row, double factor);

    /// <summary>row - factor * other, entry by entry.</summary>
    void SubtractMultiple(Span<double> row, double factor, ReadOnlySpan<double> other);
}
