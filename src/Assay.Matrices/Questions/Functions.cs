using System.Numerics;
using Assay.Claims;
using Assay.Matrices.Certified;
using Assay.Matrices.Distance;
using Assay.Matrices.Rings;
using Assay.Matrices.UnderTest;

namespace Assay.Matrices.Questions;

/// <summary>The functions of statements about matrices: exact and certified ones with a small first letter, those in doubles with a capital one.</summary>
/// <param name="isFused">Whether the functions in doubles add products by fused multiply-add.</param>
/// <param name="cancellation">Ends the work.</param>
internal sealed class Functions(bool isFused, CancellationToken cancellation)
{
    private const int MostIdentity = 1000;
    private const int MostPower = 64;

    private readonly ScalarAlgorithms _scalars = new(isFused);
    private readonly Dictionary<Matrix, Diagnosis> _exact = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Matrix, Analysis> _analyses = new(ReferenceEqualityComparer.Instance);

    /// <summary>The names of all functions.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "rank", "det", "singular", "singularWithin", "invertible", "unit", "cond", "cond1", "condInf", "scaledCond", "sigmaMin", "sigmaMax", "norm1", "normInf", "transpose",
        "adjugate", "inverse", "identity", "trace", "rows", "columns", "abs", "pow", "Det", "Rcond", "Cond", "Rank", "Math.Abs", "Math.Sqrt", "Math.Max", "Math.Min", "Math.Pow",
    ];

    /// <summary>Applies a function.</summary>
    /// <exception cref="StatementException">There is none of that name, or it does not take these arguments.</exception>
    public Value Apply(CallExpression call, Value[] arguments, Value? modulus) => (call.Function, arguments) switch
    {
        ("det", [PolynomialMatrix { Rows: var n } a]) when n == a.Columns => new PolynomialNumber(Polynomial.Determinant(a.Entries, n)),
        ("singular", [PolynomialMatrix { Rows: var n } a]) when n == a.Columns => IsZero(Polynomial.Determinant(a.Entries, n)),
        ("adjugate", [PolynomialMatrix { Rows: var n } a]) when n == a.Columns => Adjugate(a),
        ("transpose", [PolynomialMatrix a]) => a with { Rows = a.Columns, Columns = a.Rows, Entries = [.. Enumerable.Range(0, a.Entries.Count).Select(i => a.Entries[(i % a.Rows * a.Columns) + (i / a.Rows)])] },
        ("trace", [PolynomialMatrix a]) when a.Rows == a.Columns => new PolynomialNumber(Enumerable.Range(0, a.Rows).Select(i => a.Entries[(i * a.Columns) + i]).Aggregate(Polynomial.Zero, (x, y) => x + y)),
        ("rows" or "columns", [PolynomialMatrix a]) => Whole(call.Function == "rows" ? a.Rows : a.Columns),
        ("identity", [ExactNumber size]) => Identity(size.Number, call.Offset),
        ("pow", [var number, ExactNumber power]) => Power(number, power.Number, call.Offset),
        ("abs", [ExactNumber number]) => new ExactNumber(number.Number.Numerator.Sign < 0 ? new Rational(-number.Number.Numerator, number.Number.Denominator) : number.Number),
        ("unit", [ExactNumber { Number: { IsWhole: true, Numerator: var number } }]) => new Truth(modulus is null
            ? BigInteger.Abs(number).IsOne : BigInteger.GreatestCommonDivisor(number, Modulus(modulus, call.Offset)).IsOne),
        ("Math.Abs", [var x]) when Double(x) is { } value => new FloatNumber(Math.Abs(value)),
        ("Math.Sqrt", [var x]) when Double(x) is { } value => new FloatNumber(Math.Sqrt(value)),
        ("Math.Max", [var x, var y]) when Double(x) is { } a && Double(y) is { } b => new FloatNumber(Math.Max(a, b)),
        ("Math.Min", [var x, var y]) when Double(x) is { } a && Double(y) is { } b => new FloatNumber(Math.Min(a, b)),
        ("Math.Pow", [var x, var y]) when Double(x) is { } a && Double(y) is { } b => new FloatNumber(Math.Pow(a, b)),
        (_, [ExactMatrix { Matrix: var matrix }, .. var rest]) => OfMatrix(call, matrix, rest, modulus),
        _ => throw Unknown(call),
    };

    private Value OfMatrix(CallExpression call, Matrix matrix, Value[] rest, Value? modulus) => (call.Function, rest) switch
    {
        ("rank", []) => Whole(SmallDeterminant.IsRegular(matrix) ? matrix.Rows : Exact(matrix).Rank),
        ("rows", []) => Whole(matrix.Rows),
        ("columns", []) => Whole(matrix.Columns),
        ("det", []) => new ExactNumber(Determinant(Square(matrix, call))),
        ("singular", []) => new Truth(Determinant(Square(matrix, call)).Numerator.IsZero),
        ("singularWithin", [var most]) => SingularWithin(Square(matrix, call), most, call),
        ("invertible", [RingName ring]) => new Truth(ring.IsIntegers ? IsWhole(matrix) && BigInteger.Abs(Determinant(Square(matrix, call)).Numerator).IsOne : !Determinant(Square(matrix, call)).Numerator.IsZero),
        ("invertible", []) when modulus is not null => new Truth(RingInverse.Modulo(Square(matrix, call), Modulus(modulus, call.Offset), cancellation) is Invertible),
        ("cond", []) => new BoundedNumber(Of(matrix, call).Condition2),
        ("cond1", []) => new BoundedNumber(Of(Square(matrix, call), call).Condition1!.Value),
        ("condInf", []) => new BoundedNumber(Of(Square(matrix, call), call).ConditionInfinity!.Value),
        ("scaledCond", []) => Analysed(Square(matrix, call)).EquilibratedCondition is { } condition ? new BoundedNumber(condition) : new BoundedNumber(new Enclosure(1, double.PositiveInfinity)),
        ("sigmaMin", []) => new BoundedNumber(Of(matrix, call).SigmaMin),
        ("sigmaMax", []) => new BoundedNumber(Of(matrix, call).SigmaMax),
        ("norm1", []) => new ExactNumber(Norm(matrix, isRow: false)),
        ("normInf", []) => new ExactNumber(Norm(matrix, isRow: true)),
        ("transpose", []) => MatrixArithmetic.Make(matrix.Columns, matrix.Rows, (row, column) => matrix[column, row]),
        ("trace", []) => new ExactNumber(Enumerable.Range(0, Square(matrix, call).Rows).Aggregate(Rational.Of(BigInteger.Zero), (sum, i) => sum + matrix[i, i])),
        ("inverse", []) => Inverse(Square(matrix, call), call),
        ("adjugate", []) => SmallDeterminant.Adjugate(Square(matrix, call), cancellation),
        ("Det", []) => new FloatNumber(_scalars.Det(Doubles(Square(matrix, call), call))),
        ("Rcond", []) => new FloatNumber(_scalars.Rcond(Doubles(Square(matrix, call), call))),
        ("Cond", []) => new FloatNumber(_scalars.Cond(Doubles(Square(matrix, call), call))),
        ("Rank", []) => Whole(_scalars.Rank(Doubles(matrix, call))),
        _ => throw Unknown(call),
    };

    private static StatementException Unknown(CallExpression call) => Names.Contains(call.Function)
        ? new StatementException(call.Offset, $"'{call.Function}' does not take these arguments.", "docs/matrix-claims.md tells what each function takes.")
        : new StatementException(call.Offset, $"There is no function '{call.Function}'.", NearestSpelling.Advice(call.Function, Names));

    private static Condition IsZero(Polynomial polynomial)
    {
        var signed = polynomial.WithSign();
        return new Condition(isZero => isZero(signed), [signed]);
    }

    private static ExactNumber Whole(int number) => new(Rational.Of((BigInteger)number));

    private static PolynomialMatrix Adjugate(PolynomialMatrix matrix)
    {
        var size = matrix.Rows;
        return new PolynomialMatrix(
            [.. Enumerable.Range(0, size * size).Select(i =>
            {
                var minor = Polynomial.Determinant(Polynomial.Minor(matrix.Entries, size, i % size, i / size), size - 1);
                return ((i / size) + (i % size)) % 2 == 0 ? minor : -minor;
            })],
            size, size, matrix.MostAsFloat is null ? null : double.NaN);
    }

    private static ExactMatrix Identity(Rational size, int offset) => size.IsWhole && size.Numerator >= 0 && size.Numerator <= MostIdentity
        ? MatrixArithmetic.Make((int)size.Numerator, (int)size.Numerator, (row, column) => Rational.Of(row == column ? 1.0 : 0.0))
        : throw new StatementException(offset, $"The size of an identity is a whole number up to {MostIdentity}.");

    private Value Power(Value number, Rational power, int offset)
    {
        if (!power.IsWhole || power.Numerator < 0 || power.Numerator > MostPower)
        {
            throw new StatementException(offset, $"A power is a whole number from 0 to {MostPower}.");
        }

        Value product = new ExactNumber(Rational.Of(BigInteger.One));
        for (var i = 0; i < power.Numerator; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            product = Arithmetic.Apply("*", product, number, offset);
        }

        return product;
    }

    private static double? Double(Value value) => value switch
    {
        FloatNumber number => number.Number,
        ExactNumber { Number: var number } => number.ToDouble(),
        _ => null,
    };

    private static BigInteger Modulus(Value value, int offset) => value is ExactNumber { Number: { IsWhole: true, Numerator: var number } } && number.Sign > 0 ? number
        : throw new StatementException(offset, "A modulus is a whole number from 1 on.");

    private static bool IsWhole(Matrix matrix) => Enumerable.Range(0, matrix.Rows * matrix.Columns).All(i => matrix[i / matrix.Columns, i % matrix.Columns].IsWhole);

    private static Matrix Square(Matrix matrix, CallExpression call) => matrix.Rows == matrix.Columns ? matrix
        : throw new StatementException(call.Offset, $"'{call.Function}' needs a square matrix, and this one is {matrix.Rows} by {matrix.Columns}.");

    private static double[,] Doubles(Matrix matrix, CallExpression call)
    {
        var doubles = matrix.AsDoubles() ?? throw new StatementException(call.Offset, $"'{call.Function}' computes in doubles, and some entry is none.");
        var entries = new double[matrix.Rows, matrix.Columns];
        Buffer.BlockCopy(doubles, 0, entries, 0, doubles.Length * sizeof(double));
        return entries;
    }

    private static Rational Norm(Matrix matrix, bool isRow)
    {
        var (lines, others) = isRow ? (matrix.Rows, matrix.Columns) : (matrix.Columns, matrix.Rows);
        return Enumerable.Range(0, lines).Select(line => Enumerable.Range(0, others).Aggregate(Rational.Of(BigInteger.Zero), (sum, other) =>
        {
            var entry = isRow ? matrix[line, other] : matrix[other, line];
            return entry.Numerator.Sign < 0 ? sum - entry : sum + entry;
        })).DefaultIfEmpty(Rational.Of(BigInteger.Zero)).Max();
    }

    private Rational Determinant(Matrix matrix) => SmallDeterminant.Of(matrix) ?? Exact(matrix).Determinant!.Value;

    private Diagnosis Exact(Matrix matrix)
    {
        if (!_exact.TryGetValue(matrix, out var diagnosis))
        {
            diagnosis = matrix.Diagnose(new DiagnoseOptions { ExactOnly = true, Determinant = true }, cancellation);
            _exact.Add(matrix, diagnosis);
        }

        return diagnosis;
    }

    private Analysis Analysed(Matrix matrix)
    {
        if (!_analyses.TryGetValue(matrix, out var analysis))
        {
            analysis = Analysis.Of(matrix, Exact(matrix).Rank, new DiagnoseOptions { IsTight = true }, cancellation);
            _analyses.Add(matrix, analysis);
        }

        return analysis;
    }

    private Conditioning Of(Matrix matrix, CallExpression call) => Math.Max(matrix.Rows, matrix.Columns) > Analysis.MostRows
        ? throw new StatementException(call.Offset, $"'{call.Function}' is known for up to {Analysis.MostRows} rows.")
        : Analysed(matrix).Conditioning ?? throw new StatementException(call.Offset, "The matrix is empty, or its entries are too many powers of two apart for doubles.");

    private Truth SingularWithin(Matrix matrix, Value most, CallExpression call)
    {
        var factor = most switch
        {
            ExactNumber exact => exact.Number,
            FloatNumber { Number: var number } when double.IsFinite(number) => Rational.Of(number),
            _ => throw new StatementException(call.Offset, "The uncertainty is a number: so much relative to each entry."),
        };
        if (factor.Numerator.Sign < 0)
        {
            throw new StatementException(call.Offset, "An uncertainty is not negative.");
        }

        if (Determinant(matrix).Numerator.IsZero)
        {
            return new Truth(true);
        }

        var floats = FloatMatrix.Of(matrix);
        var inverse = floats is null ? null : CertifiedInverse.Of(floats, CertifiedInverse.SevenDigits, cancellation);
        return new Truth(ComponentwiseDistance.Of(matrix, Uncertainty.Relative(factor), floats, inverse, cancellation) switch
        {
            AllRegular => false,
            SomeSingular => true,
            _ => null,
        });
    }

    private ExactMatrix Inverse(Matrix matrix, CallExpression call)
    {
        if (Determinant(matrix).Numerator.IsZero)
        {
            throw new StatementException(call.Offset, "A singular matrix has no inverse.");
        }

        LinearSolution[] columns = [.. Enumerable.Range(0, matrix.Rows).Select(column => LinearSolution.Of(
            matrix, MatrixArithmetic.Make(matrix.Rows, 1, (row, _) => Rational.Of(row == column ? 1.0 : 0.0)).Matrix, cancellation))];
        return columns.All(column => column.Exact is not null) ? MatrixArithmetic.Make(matrix.Rows, matrix.Rows, (row, column) => columns[column].Exact![row])
            : throw new StatementException(call.Offset, "The inverse is written out for up to 200 rows.");
    }
}
