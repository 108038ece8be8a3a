using System.Numerics;

namespace Assay.Matrices.Exact;

/// <summary>
/// A system A x = b with its solution N / D: A N = D b, and no prime of D divides all of N, so that D divides the last invariant factor
/// of A, and with that the determinant.
/// </summary>
/// <param name="Right">The right side b.</param>
/// <param name="Solution">The solution.</param>
internal sealed record SolvedSystem(IReadOnlyList<BigInteger> Right, RationalSolution Solution);
