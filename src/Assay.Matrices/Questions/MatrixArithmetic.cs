using System.Numerics;

namespace Assay.Matrices.Questions;

/// <summary>Sums and products of matrices, exactly.</summary>
internal static class MatrixArithmetic
{
    private const long MostProducts = 5_000_000;

    /// <summary>Applies an operator between exact matrices.</summary>
    public static Value Apply(string sign, Matrix left, Matrix right, int offset)
    {
        var isSame = left.Rows == right.Rows && left.Columns == right.Columns;
        switch (sign)
        {
            case "==" or "!=":
                var isEqual = isSame && Enumerable.Range(0, left.Rows * left.Columns).All(i => left[i / left.Columns, i % left.Columns] == right[i / left.Columns, i % left.Columns]);
                return new Truth(isEqual == (sign == "=="));
            case "+" or "-" when isSame:
                return Make(left.Rows, left.Columns, (row, column) => sign == "+" ? left[row, column] + right[row, column] : left[row, column] - right[row, column]);
            case "*" when (long)left.Rows * left.Columns * right.Columns > MostProducts:
                throw new StatementException(offset, $"This product takes more than {MostProducts:N0} products of entries.");
            case "*" when left.Columns == right.Rows:
                return Make(left.Rows, right.Columns, (row, column) => Enumerable.Range(0, left.Columns)
                    .Aggregate(Rational.Of(BigInteger.Zero), (sum, k) => sum + (left[row, k] * right[k, column])));
            default:
                throw new StatementException(offset, $"'{sign}' has no meaning between a matrix of {left.Rows} by {left.Columns} and one of {right.Rows} by {right.Columns}.");
        }
    }

    /// <summary>Applies an operator between matrices of polynomials.</summary>
    public static Value Apply(string sign, PolynomialMatrix left, PolynomialMatrix right, int offset)
    {
        var isSame = left.Rows == right.Rows && left.Columns == right.Columns;
        switch (sign)
        {
            case "==" or "!=" when isSame:
                Polynomial[] differences = [.. left.Entries.Zip(right.Entries, (a, b) => (a - b).WithSign()).Distinct()];
                return new Condition(isZero => differences.All(isZero) == (sign == "=="), differences);
            case "+" or "-" when isSame:
                return left with { Entries = [.. left.Entries.Zip(right.Entries, (a, b) => sign == "+" ? a + b : a - b)], MostAsFloat = Unknown(left, right) };
            case "*" when left.Columns == right.Rows:
                return new PolynomialMatrix(
                    [.. Enumerable.Range(0, left.Rows * right.Columns).Select(i => Enumerable.Range(0, left.Columns).Aggregate(
                        Polynomial.Zero, (sum, k) => sum + (left.Entries[(i / right.Columns * left.Columns) + k] * right.Entries[(k * right.Columns) + (i % right.Columns)])))],
                    left.Rows, right.Columns, Unknown(left, right));
            default:
                throw new StatementException(offset, $"'{sign}' has no meaning between a matrix of {left.Rows} by {left.Columns} and one of {right.Rows} by {right.Columns}.");
        }
    }

    /// <summary>A number times a matrix.</summary>
    public static Value Scale(Value number, Value matrix, int offset) => (number, matrix) switch
    {
        (ExactNumber { Number: var factor }, ExactMatrix { Matrix: var exact }) => Make(exact.Rows, exact.Columns, (row, column) => factor * exact[row, column]),
        (FloatNumber { Number: var factor }, ExactMatrix { Matrix: var exact }) when double.IsFinite(factor) => Rounded(factor, exact, offset),
        (PolynomialNumber { MostAsFloat: { } most }, PolynomialMatrix { MostAsFloat: var mostOfEntries }) when !(most * mostOfEntries < Arithmetic.MostExact) => throw new NotSupportedException("Doubles may round here."),
        (PolynomialNumber { Polynomial: var factor }, PolynomialMatrix polynomials) => polynomials with { Entries = [.. polynomials.Entries.Select(entry => factor * entry)], MostAsFloat = Unknown(polynomials, polynomials) },
        (PolynomialNumber { MostAsFloat: var most }, ExactMatrix { Matrix: var exact }) => Scale(number, Symbolic(exact, offset) with { MostAsFloat = most is null ? null : Greatest(exact) }, offset),
        (ExactNumber { Number: { IsWhole: true, Numerator: var factor } }, PolynomialMatrix polynomials) =>
            polynomials with { Entries = [.. polynomials.Entries.Select(entry => Polynomial.Of(factor) * entry)], MostAsFloat = Unknown(polynomials, polynomials) },
        _ => throw new StatementException(offset, "This number and this matrix have no product."),
    };

    /// <summary>A matrix of whole numbers as one of polynomials.</summary>
    public static PolynomialMatrix Symbolic(Matrix matrix, int offset) => new(
        [.. Enumerable.Range(0, matrix.Rows * matrix.Columns).Select(i => matrix[i / matrix.Columns, i % matrix.Columns] is { IsWhole: true, Numerator: var entry } ? Polynomial.Of(entry)
            : throw new StatementException(offset, "Over any ring there are only whole numbers."))],
        matrix.Rows, matrix.Columns);

    /// <summary>Whole numbers as constant polynomials.</summary>
    public static Value Constant(Value value) => value switch
    {
        ExactMatrix { Matrix: var matrix } => Symbolic(matrix, 0),
        ExactNumber { Number.Numerator: var number } => new PolynomialNumber(Polynomial.Of(number)),
        _ => value,
    };

    /// <summary>A matrix, entry by entry.</summary>
    public static ExactMatrix Make(int rows, int columns, Func<int, int, Rational> entry)
    {
        var entries = new Rational[rows, columns];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i / columns, i % columns] = entry(i / columns, i % columns);
        }

        return new ExactMatrix(Matrix.Of(entries));
    }

    // No less than the magnitude of each entry, as far as doubles are exact.
    private static double Greatest(Matrix matrix) => Enumerable.Range(0, matrix.Rows * matrix.Columns)
        .Select(i => (double)BigInteger.Abs(matrix[i / matrix.Columns, i % matrix.Columns].Numerator)).DefaultIfEmpty(0).Max();

    // Whether entries of a result are doubles, and how large, is not followed: not a number. Over a ring there are none.
    private static double? Unknown(PolynomialMatrix left, PolynomialMatrix right) => left.MostAsFloat is null && right.MostAsFloat is null ? null : double.NaN;

    // A double times a matrix of doubles is rounded, entry by entry.
    private static ExactMatrix Rounded(double factor, Matrix matrix, int offset) => Make(matrix.Rows, matrix.Columns, (row, column) =>
        matrix[row, column].ToDouble() is not { } entry ? Rational.Of(factor) * matrix[row, column]
            : double.IsFinite(factor * entry) ? Rational.Of(factor * entry) : throw new StatementException(offset, "An entry of this product is infinite."));
}
