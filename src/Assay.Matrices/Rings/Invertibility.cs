using System.Numerics;

namespace Assay.Matrices.Rings;

/// <summary>
/// Whether a square matrix of whole numbers has an inverse over a ring, with what proves it: <see cref="Invertible"/> or
/// <see cref="NotInvertible"/>.
/// </summary>
/// <param name="Modulus">The modulus m of the ring; 0 for the whole numbers themselves.</param>
/// <param name="Determinant">The determinant in the ring: between 0 and m - 1 where there is a modulus.</param>
public abstract record Invertibility(BigInteger Modulus, BigInteger Determinant);

/// <summary>The determinant is a unit, and there is an inverse.</summary>
/// <param name="Modulus">The modulus m of the ring; 0 for the whole numbers themselves.</param>
/// <param name="Determinant">The determinant in the ring.</param>
/// <param name="DeterminantInverse">The inverse of the determinant in the ring.</param>
/// <param name="Inverse">The inverse B, row after row: A B = I in the ring.</param>
public sealed record Invertible(BigInteger Modulus, BigInteger Determinant, BigInteger DeterminantInverse, IReadOnlyList<BigInteger> Inverse)
    : Invertibility(Modulus, Determinant);

/// <summary>The determinant is no unit, and the matrix takes a vector to zero that is not zero.</summary>
/// <param name="Modulus">The modulus m of the ring; 0 for the whole numbers themselves.</param>
/// <param name="Determinant">The determinant in the ring.</param>
/// <param name="Divisor">
/// The modulus d of the vector. Modulo m it is m; over the whole numbers it is a divisor from 2 on of the determinant, or 0 where
/// that is zero.
/// </param>
/// <param name="Vector">A vector v with A v = 0 modulo d that is not zero modulo d: no inverse modulo d can take A v back to v.</param>
public sealed record NotInvertible(BigInteger Modulus, BigInteger Determinant, BigInteger Divisor, IReadOnlyList<BigInteger> Vector)
    : Invertibility(Modulus, Determinant);
