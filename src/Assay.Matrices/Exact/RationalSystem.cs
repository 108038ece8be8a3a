using System.Numerics;

namespace Assay.Matrices.Exact;

/// <summary>A system A x = b of fractions with its solution N / D: A N = D b.</summary>
/// <param name="Right">The right side b.</param>
/// <param name="Numerators">The whole numbers N.</param>
/// <param name="Denominator">D, positive.</param>
internal sealed record RationalSystem(IReadOnlyList<Rational> Right, IReadOnlyList<BigInteger> Numerators, BigInteger Denominator);
