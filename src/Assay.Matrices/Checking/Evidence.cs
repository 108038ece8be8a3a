namespace Assay.Matrices.Checking;

/// <summary>What follows, exactly, from the approximations in a report. All is of the matrix times two to minus an exponent, unless told.</summary>
internal sealed class Evidence
{
    private const int MostExponent = 1 << 20;
    private const int MostScaling = 20_000;

    private readonly ReportNode _node;
    private readonly CancellationToken _cancellation;
    private readonly Lazy<Interval[]?> _values;
    private readonly Lazy<Interval> _greatest;
    private readonly Lazy<Interval> _least;
    private readonly Lazy<InverseEvidence?> _inverse;

    /// <param name="node">The approximations.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="cancellation">Ends the work.</param>
    public Evidence(ReportNode node, SubjectMatrix matrix, CancellationToken cancellation)
    {
        (_node, _cancellation) = (node, cancellation);
        Exponent = node["exponent"].Int(-MostExponent, MostExponent);
        Matrix = matrix.Dense.Times(Fraction.PowerOfTwo(-Exponent));
        _inverse = new(() => node.Find("inverse") is { } terms ? InverseEvidence.Read(terms, Matrix, cancellation) : null);
        _values = new(FindValues);
        _greatest = new(() => SingularValueBounds.Greatest(Tall, node.Find("norm"), cancellation));
        _least = new(FindLeast);
    }

    /// <summary>The exponent.</summary>
    public int Exponent { get; }

    /// <summary>The matrix times two to minus the exponent.</summary>
    public ExactMatrix Matrix { get; }

    /// <summary>An approximate inverse; null where there is none.</summary>
    public InverseEvidence? Inverse => _inverse.Value;

    /// <summary>Singular values in descending order; null where the report has no decomposition.</summary>
    public IReadOnlyList<Interval>? Values => _values.Value;

    /// <summary>The greatest singular value.</summary>
    public Interval Greatest => Values is { } values ? values[0].And(_greatest.Value) : _greatest.Value;

    /// <summary>The least singular value, as far as decompositions and the inverse tell.</summary>
    public Interval Least => (Values is { } values ? values[^1] : Interval.Unknown).And(_least.Value).And(new Interval(0, Greatest.High));

    /// <summary>The condition number for the 2-norm once rows and columns are multiplied by powers of two; null where none are named.</summary>
    public Interval? EquilibratedCondition()
    {
        if (_node.Find("equilibrated") is not { } node)
        {
            return null;
        }

        var inverse = Inverse ?? throw node.Wrong("There is no inverse.");
        var (rows, columns) = (Exponents(node["rows"]), Exponents(node["columns"]));
        var norm = SingularValueBounds.Greatest(Matrix.ScaleLines(rows, columns), node.Find("norm"), _cancellation);
        return norm.Times(Norm(inverse.Scaled(rows, columns), node)).AtLeastOne();
    }

    // The transpose has the same singular values.
    private ExactMatrix Tall => Matrix.Rows >= Matrix.Columns ? Matrix : Matrix.Transpose();

    private int[] Exponents(ReportNode node)
    {
        var exponents = node.Ints(-MostScaling, MostScaling);
        return exponents.Length == Matrix.Rows ? exponents : throw node.Wrong("There is to be an exponent for each line.");
    }

    // The 2-norm of the inverse.
    private Interval Norm(InverseEvidence inverse, ReportNode node)
    {
        var exponent = node["inverseExponent"].Int(-MostExponent, MostExponent);
        var norm = SingularValueBounds.Greatest(inverse.Inverse.Times(Fraction.PowerOfTwo(-exponent)), node.Find("inverseNorm"), _cancellation);
        return inverse.OfInverse(norm.Times(Power(exponent)));
    }

    private Interval FindLeast() => Inverse is { } inverse ? Norm(inverse, _node).Reciprocal() : Interval.Unknown;

    private Interval[]? FindValues()
    {
        if (_node.Find("svd") is not { } svd)
        {
            return null;
        }

        var values = SingularValueBounds.Of(Tall, svd, _cancellation);
        if (Inverse is { } inverse && _node.Find("inverseSvd") is { } ofInverse)
        {
            var exponent = _node["inverseExponent"].Int(-MostExponent, MostExponent);
            var others = SingularValueBounds.Of(inverse.Inverse.Times(Fraction.PowerOfTwo(-exponent)), ofInverse, _cancellation);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = values[i].And(inverse.OfInverse(others[^(i + 1)].Times(Power(exponent))).Reciprocal());
            }
        }

        return values;
    }

    private static Interval Power(int exponent) => new(Fraction.PowerOfTwo(exponent), Fraction.PowerOfTwo(exponent));
}
