using System.Numerics;
using Assay.Matrices.Exact;

namespace Assay.Matrices.Rings;

/// <summary>A system A x = b with its solution N / D: A N = D b, and no prime of D divides all of N, so that D divides the last invariant factor of A.</summary>
/// <param name="Right">The right side b.</param>
/// <param name="Solution">The solution.</param>
internal sealed record SolvedSystem(IReadOnlyList<BigInteger> Right, RationalSolution Solution);
