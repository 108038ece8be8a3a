using System.Numerics;
using Assay.Matrices.Certified;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Distance;

/// <summary>Whether some matrix within the uncertainty of the entries is singular. Which of the three it is, the type tells.</summary>
public abstract record ComponentwiseDistance
{
    private protected ComponentwiseDistance(Uncertainty uncertainty) => Uncertainty = uncertainty;

    /// <summary>The uncertainty.</summary>
    public Uncertainty Uncertainty { get; }

    /// <summary>Decides it, or finds how far it can be decided.</summary>
    /// <param name="matrix">The matrix, square and regular.</param>
    /// <param name="uncertainty">The uncertainty.</param>
    /// <param name="floats">The matrix as doubles.</param>
    /// <param name="inverse">Its inverse; null where doubles give none.</param>
    /// <param name="cancellation">Ends it.</param>
    internal static ComponentwiseDistance Of(
        Matrix matrix, Uncertainty uncertainty, FloatMatrix? floats, CertifiedInverse? inverse, CancellationToken cancellation)
    {
        var unknown = new Unknown(uncertainty) { RegularBelow = 0, SingularAt = null };
        if (floats is not null && inverse is not null && Weights(matrix, uncertainty, -floats.Exponent) is var (least, weights))
        {
            var (regular, vector) = PerronBound.Below(inverse, weights);
            if (regular > 0 && (double.IsPositiveInfinity(regular) || Rational.Of(regular) >= uncertainty.Factor))
            {
                return new AllRegular(uncertainty) { Factor = regular, Vector = vector };
            }

            unknown = unknown with
            {
                RegularBelow = regular,
                Vector = regular > 0 ? vector : null,
                SingularBelow = PerronBound.SingularBelow(inverse, least, vector),
            };
            if (SingularWitness.Find(matrix, uncertainty, inverse, floats.Exponent, weights) is { } witness)
            {
                unknown = unknown with { SingularAt = witness.Factor, SingularVector = witness.Vector };
                if (witness.Factor <= uncertainty.Factor)
                {
                    return new SomeSingular(uncertainty) { Factor = witness.Factor, Vector = witness.Vector };
                }
            }
        }

        return matrix.Rows > Orthants.MostRows ? unknown : ByOrthants(matrix, unknown, cancellation);
    }

    private static ComponentwiseDistance ByOrthants(Matrix matrix, Unknown unknown, CancellationToken cancellation)
    {
        var uncertainty = unknown.Uncertainty;
        var (proofs, found) = new Orthants(matrix, uncertainty, isGreatest: true).Decide(cancellation);
        if (proofs is not null)
        {
            return new AllRegular(uncertainty) { Factor = Rounding.Down(uncertainty.Factor.Approximation), Orthants = proofs };
        }

        // What the greater of two weights allow, the lesser ones need not.
        var factor = found is null ? null : OettliPrager.Factor(matrix, uncertainty, found);
        if (found is not null && !(factor <= uncertainty.Factor))
        {
            found = new Orthants(matrix, uncertainty, isGreatest: false).Decide(cancellation).Vector;
            factor = found is null ? null : OettliPrager.Factor(matrix, uncertainty, found);
        }

        return factor is { } enough ? new SomeSingular(uncertainty) { Factor = enough, Vector = found! } : unknown;
    }

    // Lower and upper bounds of the weights, times a power of two; null where doubles do not reach so far.
    private static (Dense Least, Dense Greatest)? Weights(Matrix matrix, Uncertainty uncertainty, int exponent)
    {
        var (least, greatest) = (new Dense(matrix.Rows, matrix.Columns), new Dense(matrix.Rows, matrix.Columns));
        for (var row = 0; row < matrix.Rows; row++)
        {
            for (var column = 0; column < matrix.Columns; column++)
            {
                var (low, high) = uncertainty.WeightNear(matrix, row, column, exponent);
                if (double.IsPositiveInfinity(high))
                {
                    return null;
                }

                (least[row, column], greatest[row, column]) = (low, high);
            }
        }

        return (least, greatest);
    }
}

/// <summary>Every matrix within the uncertainty is regular.</summary>
public sealed record AllRegular : ComponentwiseDistance
{
    internal AllRegular(Uncertainty uncertainty)
        : base(uncertainty)
    {
    }

    /// <summary>How large the factor of the uncertainty may be for the same proof.</summary>
    public required double Factor { get; init; }

    /// <summary>A positive x with (|I - R A| + d |R| W) x below x; null where orthants prove it.</summary>
    public IReadOnlyList<double>? Vector { get; init; }

    /// <summary>A w for each orthant (up to 14 rows); null where one vector proves it.</summary>
    public IReadOnlyList<IReadOnlyList<BigInteger>>? Orthants { get; init; }
}

/// <summary>Some matrix within the uncertainty is singular, exactly.</summary>
public sealed record SomeSingular : ComponentwiseDistance
{
    internal SomeSingular(Uncertainty uncertainty)
        : base(uncertainty)
    {
    }

    /// <summary>The factor that is enough: the greatest |A x|_i / (W |x|)_i.</summary>
    public required Rational Factor { get; init; }

    /// <summary>x, as whole numbers: the singular matrix A - t W z^T takes it to zero, where t_i = (A x)_i / (W |x|)_i and z_j = sign x_j.</summary>
    public required IReadOnlyList<BigInteger> Vector { get; init; }

    /// <summary>An entry of that singular matrix.</summary>
    public Rational Entry(Matrix matrix, int row, int column)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return OettliPrager.Entry(matrix, Uncertainty, Vector, row, column);
    }
}

/// <summary>Neither was found: the honest gap.</summary>
public sealed record Unknown : ComponentwiseDistance
{
    internal Unknown(Uncertainty uncertainty)
        : base(uncertainty)
    {
    }

    /// <summary>Up to this factor every matrix is regular.</summary>
    public required double RegularBelow { get; init; }

    /// <summary>At this factor some matrix is singular; null where none was found.</summary>
    public required Rational? SingularAt { get; init; }

    /// <summary>Up to this factor some matrix is singular, by a bound that shows none (Rump 1999); infinite where it tells nothing.</summary>
    public double SingularBelow { get; init; } = double.PositiveInfinity;

    /// <summary>A positive x with (|I - R A| + d |R| W) x below x, for that factor d; null where it is 0.</summary>
    public IReadOnlyList<double>? Vector { get; init; }

    /// <summary>The vector that a matrix at <see cref="SingularAt"/> takes to zero; null where none was found.</summary>
    public IReadOnlyList<BigInteger>? SingularVector { get; init; }
}
