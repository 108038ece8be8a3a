using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>A report with what its statements share; what takes long is found once, where some statement needs it.</summary>
internal sealed class ReportUnderCheck
{
    private readonly Lazy<PrimitiveLines> _lines;
    private readonly Lazy<ExactDeterminantOfSubject> _determinant;
    private readonly Lazy<Evidence> _evidence;

    /// <param name="root">The report.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="MalformedReportException">Its matrix cannot be read, or its sizes contradict each other.</exception>
    public ReportUnderCheck(ReportNode root, CancellationToken cancellation)
    {
        (Root, Cancellation, Matrix) = (root, cancellation, SubjectMatrix.Read(root["matrix"]));
        _ = root["rows"].Int(Matrix.Rows, Matrix.Rows) + root["columns"].Int(Matrix.Columns, Matrix.Columns);
        Rank = root["rank"].Int(0, LeastSide);
        _lines = new(() => new PrimitiveLines(Matrix));
        _determinant = new(() => new ExactDeterminantOfSubject(Matrix, Lines, DivisorOfDeterminant(), cancellation));
        _evidence = new(() => new Evidence(root["evidence"], Matrix, cancellation));
    }

    /// <summary>The report.</summary>
    public ReportNode Root { get; }

    /// <summary>Ends the work.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The matrix inside.</summary>
    public SubjectMatrix Matrix { get; }

    /// <summary>The rank that is stated.</summary>
    public int Rank { get; }

    /// <summary>What the checker said of the rank from below.</summary>
    public StatementVerdict RankFromBelow { get; set; } = new NotCovered("It has not been looked at.");

    /// <summary>What the checker said of the rank from above.</summary>
    public StatementVerdict RankFromAbove { get; set; } = new NotCovered("It has not been looked at.");

    /// <summary>The rows or columns, whichever are fewer.</summary>
    public int LeastSide => Math.Min(Matrix.Rows, Matrix.Columns);

    /// <summary>Whether the matrix is square.</summary>
    public bool IsSquare => Matrix.Rows == Matrix.Columns;

    /// <summary>The matrix with lines divided by their common factors.</summary>
    public PrimitiveLines Lines => _lines.Value;

    /// <summary>The determinant.</summary>
    public ExactDeterminantOfSubject Determinant => _determinant.Value;

    /// <summary>The approximations on which enclosures rest.</summary>
    public Evidence Evidence => _evidence.Value;

    /// <summary>Null where it is verified that the rank is below the number of rows and columns; else the verdict for what rests on that.</summary>
    public StatementVerdict? DoubtOfDeficiency => Rank < LeastSide && RankFromAbove is Verified ? null
        : Rank < LeastSide && RankFromAbove is NotCovered ? new NotCovered("It rests on the rank from above, which is not covered.")
        : new Rejected("No rank below the number of rows and columns is verified.");

    /// <summary>Null where it is verified that the rank is full; else the verdict for what rests on that.</summary>
    public StatementVerdict? DoubtOfFullRank => Rank == LeastSide && RankFromBelow is Verified ? null
        : Rank == LeastSide && RankFromBelow is NotCovered ? new NotCovered("It rests on the rank from below, which is not covered.")
        : new Rejected("No full rank is verified.");

    private BigInteger DivisorOfDeterminant()
    {
        if (Root.Find("determinantSystem") is not { } node)
        {
            return BigInteger.One;
        }

        var system = StatedSystem.Read(node, Matrix);
        return system.WrongRow(Matrix, Cancellation) is not { } row ? system.DivisorOfDeterminant(Lines, Matrix.Scale)
            : throw node.Wrong(FormattableString.Invariant($"The solution does not satisfy row {row}."));
    }
}
