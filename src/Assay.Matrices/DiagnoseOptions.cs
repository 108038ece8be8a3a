using System.Numerics;
using Assay.Matrices.Distance;

namespace Assay.Matrices;

/// <summary>What <see cref="Matrix.Diagnose"/> is to find out.</summary>
public sealed record DiagnoseOptions
{
    /// <summary>Whether the determinant of a regular matrix is computed; null for only that of up to 200 rows.</summary>
    public bool? Determinant { get; init; }

    /// <summary>Whether only exact facts are wanted, without singular values, condition and distances.</summary>
    public bool ExactOnly { get; init; }

    /// <summary>Whether enclosures of more than 300 rows, too, are to have seven digits where doubles reach them, and not three.</summary>
    public bool IsTight { get; init; }

    /// <summary>How far the entries may be from what is stored.</summary>
    public Uncertainty Uncertainty { get; init; } = Uncertainty.HalfUlp;

    /// <summary>Rings over which the inverse is sought: a modulus, or 0 for the whole numbers.</summary>
    public IReadOnlyList<BigInteger> Rings { get; init; } = [];

    /// <summary>Whether the Smith normal form is wanted.</summary>
    public bool SmithForm { get; init; }

    /// <summary>Told what is being done; null for nobody.</summary>
    public IProgress<string>? Progress { get; init; }
}
