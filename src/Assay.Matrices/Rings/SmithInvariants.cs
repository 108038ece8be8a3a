using System.Numerics;
using Assay.Matrices.Exact;

namespace Assay.Matrices.Rings;

/// <summary>
/// What proves a Smith form without transforms: a multiple of the invariant factors. They are their common divisors with it, and
/// elimination modulo it tells these.
/// </summary>
/// <remarks>
/// Of a regular matrix the last factor is a multiple of every denominator of a solution (Pan 1988; Eberly, Giesbrecht and Villard 2000),
/// and the product of those before it divides the rest of the determinant. Else every minor of r rows of a product P A Q is a multiple
/// of all factors. So nothing rests on luck but the time.
/// </remarks>
/// <param name="Modulus">The modulus: a multiple of all factors but the last where the matrix is regular, and else of all.</param>
/// <param name="Determinant">The magnitude of the determinant where the matrix is regular; else 0.</param>
/// <param name="Systems">
/// Systems that were solved where the matrix is regular, whose denominators divide the last factor. Where the modulus is not what
/// these leave of the determinant, all columns of the inverse were solved for too.
/// </param>
/// <param name="Minors">Products whose determinants all factors divide, where the matrix is not regular.</param>
internal sealed record SmithInvariants(BigInteger Modulus, BigInteger Determinant, IReadOnlyList<SolvedSystem> Systems, IReadOnlyList<CompressedMinor> Minors)
{
    private const int Solutions = 2;
    private const int MostMinors = 4;
    private const int LargestEntry = 1000;

    /// <summary>The invariant factors and what proves them.</summary>
    public static (IReadOnlyList<BigInteger> Factors, SmithInvariants Proof) Of(WholeMatrix matrix, CancellationToken cancellation)
    {
        var rank = ExactRank.Of(matrix.Sliced(), cancellation);
        if (rank.Rank < Math.Max(matrix.Rows, matrix.Columns))
        {
            List<CompressedMinor> minors = [];
            var modulus = OfMinors(matrix, rank, minors, cancellation);
            return ([.. Modulo(matrix, modulus, cancellation).Take(rank.Rank)], new SmithInvariants(modulus, 0, [], minors));
        }

        var determinant = BigInteger.Abs(ExactDeterminant.Of(matrix.Sliced(), cancellation));
        var systems = determinant.IsOne ? [] : Solve(matrix.Sliced(), cancellation);
        var rest = Rest(matrix.Sliced(), determinant, systems, cancellation);
        BigInteger[] first = [.. Modulo(matrix, rest, cancellation).Take(Math.Max(0, rank.Rank - 1))];
        var last = determinant / first.Aggregate(BigInteger.One, (product, factor) => product * factor);
        return (rank.Rank == 0 ? [] : [.. first, last], new SmithInvariants(rest, determinant, systems, []));
    }

    private static SolvedSystem[] Solve(IntegerMatrix matrix, CancellationToken cancellation)
    {
        var (random, solver) = (new Random(1), WholeSolution.Solver(matrix));
        return [.. Enumerable.Range(0, Solutions).Select(_ =>
        {
            BigInteger[] right = [.. Enumerable.Range(0, matrix.Rows).Select(_ => (BigInteger)random.Next(-LargestEntry, LargestEntry + 1))];
            return new SolvedSystem(right, solver.Solve(right, cancellation));
        })];
    }

    // A multiple of all factors but the last.
    private static BigInteger Rest(IntegerMatrix matrix, BigInteger determinant, IEnumerable<SolvedSystem> systems, CancellationToken cancellation)
    {
        var last = systems.Aggregate(BigInteger.One, (multiple, system) => Multiple(multiple, system.Solution.Denominator));
        var rest = determinant / last;
        if (rest.GetBitLength() <= WordRing.Bits)
        {
            return rest;
        }

        // The factors before the last also divide it, and that is known from the whole inverse.
        last = Last(matrix, cancellation);
        return BigInteger.GreatestCommonDivisor(determinant / last, last);
    }

    // A multiple of all factors, as they divide those of every product P A Q.
    private static BigInteger OfMinors(WholeMatrix matrix, ExactRank rank, List<CompressedMinor> minors, CancellationToken cancellation)
    {
        var (random, modulus) = (new Random(1), BigInteger.Zero);
        for (var i = 0; i < MostMinors && !modulus.IsOne; i++)
        {
            var minor = CompressedMinor.Of(matrix, rank, i == 0 ? null : random);
            var product = minor.Left.Times(matrix, cancellation).Times(minor.Right, cancellation).Sliced();
            var determinant = BigInteger.Abs(ExactDeterminant.Of(product, cancellation));
            if (determinant.IsZero)
            {
                continue;
            }

            minors.Add(minor);
            var common = BigInteger.GreatestCommonDivisor(modulus, determinant);
            modulus = i == MostMinors - 1 && common.GetBitLength() > WordRing.Bits
                ? BigInteger.GreatestCommonDivisor(common, Last(product, cancellation))
                : common;
        }

        return modulus;
    }

    // The last factor of a regular matrix is the least denominator of its inverse.
    private static BigInteger Last(IntegerMatrix matrix, CancellationToken cancellation) =>
        new RationalInverse(matrix, cancellation).Columns().Aggregate(BigInteger.One, (last, column) => Multiple(last, column.Denominator));

    private static BigInteger Multiple(BigInteger a, BigInteger b) => a / BigInteger.GreatestCommonDivisor(a, b) * b;

    private static IReadOnlyList<BigInteger> Modulo(WholeMatrix matrix, BigInteger modulus, CancellationToken cancellation) =>
        modulus.IsOne ? [.. Enumerable.Repeat(BigInteger.One, Math.Min(matrix.Rows, matrix.Columns))]
        : modulus.GetBitLength() <= WordRing.Bits ? SmithModulo<WordRing, ulong>.Of(new WordRing((ulong)modulus), matrix, cancellation)
        : SmithModulo<LargeRing, BigInteger>.Of(new LargeRing(modulus), matrix, cancellation);
}
