using Assay.Matrices.Certified;

namespace Assay.Matrices.Questions;

/// <summary>What a part of a statement amounts to. Which it is, the type tells.</summary>
internal abstract record Value;

/// <summary>True, false, or not known.</summary>
internal sealed record Truth(bool? Is) : Value;

/// <summary>A number that is known exactly.</summary>
internal sealed record ExactNumber(Rational Number) : Value;

/// <summary>A double, with which is computed as C# does; it may be infinite, or not a number.</summary>
internal sealed record FloatNumber(double Number) : Value;

/// <summary>A number that is enclosed.</summary>
internal sealed record BoundedNumber(Enclosure Bounds) : Value;

/// <summary>A polynomial in the entries of matrices: a number of any commutative ring.</summary>
/// <param name="Polynomial">The polynomial.</param>
/// <param name="MostAsFloat">Where entries are doubles: no less than its magnitude, and that of all on the way to it. Null where it is no double.</param>
internal sealed record PolynomialNumber(Polynomial Polynomial, double? MostAsFloat = null) : Value;

/// <summary>A matrix that is known exactly.</summary>
internal sealed record ExactMatrix(Matrix Matrix) : Value;

/// <summary>A matrix of polynomials.</summary>
/// <param name="Entries">The entries, row after row.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of columns.</param>
/// <param name="MostAsFloat">Where entries are doubles: no less than the magnitude of each.</param>
internal sealed record PolynomialMatrix(IReadOnlyList<Polynomial> Entries, int Rows, int Columns, double? MostAsFloat = null) : Value;

/// <summary>Whether a polynomial is zero: what that depends on is not known, but the same polynomial is zero everywhere at once.</summary>
/// <param name="Holds">The truth for each choice of which polynomials are zero.</param>
/// <param name="Polynomials">The polynomials.</param>
internal sealed record Condition(Func<Func<Polynomial, bool>, bool> Holds, IReadOnlyList<Polynomial> Polynomials) : Value;

/// <summary>A ring: the rationals or the whole numbers.</summary>
internal sealed record RingName(bool IsIntegers) : Value;
