using System.Numerics;

namespace Assay.Matrices.Questions;

/// <summary>Finds what a statement amounts to where all its names have values.</summary>
/// <param name="names">The values.</param>
/// <param name="functions">The functions.</param>
/// <param name="isOverRings">Whether the statement is about elements of any ring, where an entry is no double.</param>
internal sealed class Evaluator(IReadOnlyDictionary<string, Value> names, Functions functions, bool isOverRings = false)
{
    /// <summary>The truth of a statement, as far as it is known; a condition where it depends on which polynomials are zero.</summary>
    /// <exception cref="StatementException">It is no statement.</exception>
    public Value Decide(Expression statement) => Evaluate(statement) is var value and (Truth or Condition) ? value
        : throw new StatementException(statement.Offset, "This is no statement that can be true or false.", "Compare it with something, as in: det(A) == 1");

    /// <summary>The value of a part.</summary>
    /// <exception cref="StatementException">It makes no sense.</exception>
    public Value Evaluate(Expression expression) => expression switch
    {
        NumberExpression { Whole: { } whole } => new ExactNumber(Rational.Of(whole)),
        NumberExpression number => new FloatNumber(number.Double),
        NameExpression name => Named(name),
        PrefixExpression prefix => Prefixed(prefix),
        BinaryExpression { Operator: "&&" or "||" } binary => Joined(binary),
        BinaryExpression { Operator: "==" or "!=" } binary when IsRing => Compared(binary),
        BinaryExpression binary => Arithmetic.Apply(binary.Operator, Evaluate(binary.Left), Evaluate(binary.Right), binary.Offset),
        EntryExpression entry => Entry(entry),
        MatrixExpression matrix => Written(matrix),
        CallExpression call => functions.Apply(call, [.. call.Arguments.Select(Evaluate)], call.Modulus is null ? null : Evaluate(call.Modulus)),
        _ => throw new StatementException(expression.Offset, "This part has no value."),
    };

    // Whether names stand for elements of any ring; where they stand for whole numbers, it is followed how large these are as doubles.
    private bool IsRing => names.Values.Any(value => value is PolynomialNumber { MostAsFloat: null } or PolynomialMatrix { MostAsFloat: null });

    // In some rings different whole numbers are the same element: 2 is 0 modulo 2.
    private Value Compared(BinaryExpression binary)
    {
        var (left, right) = (Evaluate(binary.Left), Evaluate(binary.Right));
        return Arithmetic.Apply(binary.Operator, InRing(left), InRing(right), binary.Offset);

        Value InRing(Value value) => value switch
        {
            ExactNumber { Number: { IsWhole: true, Numerator: var whole } } => new PolynomialNumber(Polynomial.Of(whole)),
            ExactMatrix { Matrix: var matrix } when WholeEntries(matrix) => MatrixArithmetic.Symbolic(matrix, binary.Offset),
            _ => value,
        };
    }

    private static bool WholeEntries(Matrix matrix) => Enumerable.Range(0, matrix.Rows * matrix.Columns).All(i => matrix[i / matrix.Columns, i % matrix.Columns].IsWhole);

    private Value Named(NameExpression name) => names.TryGetValue(name.Name, out var value) ? value : name.Name switch
    {
        "Z" => new RingName(true),
        "Q" => new RingName(false),
        "true" => new Truth(true),
        "false" => new Truth(false),
        "eps" => new FloatNumber(Math.ScaleB(1, -52)),
        "n" when Sizes() is [var size] => new ExactNumber(Rational.Of((BigInteger)size)),
        _ => throw new StatementException(name.Offset, $"There is no '{name.Name}'.", "Say what it is in a line 'given:' or 'for-all:'."),
    };

    // n is the number of rows where all square matrices have as many.
    private List<int> Sizes() =>
    [
        .. names.Values.Select(value => value switch { ExactMatrix { Matrix: var matrix } when matrix.Rows == matrix.Columns => matrix.Rows, PolynomialMatrix polynomials when polynomials.Rows == polynomials.Columns => polynomials.Rows, _ => -1 })
            .Where(size => size >= 0).Distinct(),
    ];

    private Value Prefixed(PrefixExpression prefix)
    {
        var value = Evaluate(prefix.Operand);
        return (prefix.Operator, value) switch
        {
            ("!", Truth truth) => new Truth(!truth.Is),
            ("!", Condition condition) => condition with { Holds = isZero => !condition.Holds(isZero) },
            ("-", FloatNumber number) => new FloatNumber(-number.Number),
            ("-", not (Truth or Condition or RingName)) => Arithmetic.Apply("*", new ExactNumber(Rational.Of(BigInteger.MinusOne)), value, prefix.Offset),
            _ => throw new StatementException(prefix.Offset, $"'{prefix.Operator}' has no meaning before this."),
        };
    }

    // What is known from the left side alone needs no right one.
    private Value Joined(BinaryExpression binary)
    {
        var isAnd = binary.Operator == "&&";
        var left = Decide(binary.Left);
        if (left is Truth { Is: { } known } && known != isAnd)
        {
            return left;
        }

        var right = Decide(binary.Right);
        return (left, right) switch
        {
            (Truth a, Truth b) => new Truth(isAnd ? And(a.Is, b.Is) : !And(!a.Is, !b.Is)),
            _ => Arithmetic.Join(left, right, isAnd ? (a, b) => a && b : (a, b) => a || b, binary.Offset),
        };

        static bool? And(bool? a, bool? b) => a == false || b == false ? false : a is null || b is null ? null : true;
    }

    private Value Entry(EntryExpression entry)
    {
        var (matrix, row, column) = (Evaluate(entry.Matrix), Index(entry.Row), Index(entry.Column));
        var (rows, columns) = matrix switch
        {
            ExactMatrix exact => (exact.Matrix.Rows, exact.Matrix.Columns),
            PolynomialMatrix polynomials => (polynomials.Rows, polynomials.Columns),
            _ => throw new StatementException(entry.Offset, "Only a matrix has entries."),
        };
        if (row >= rows || column >= columns)
        {
            throw new StatementException(entry.Offset, $"There is no entry [{row}, {column}] in a matrix of {rows} by {columns}; rows and columns count from 0.");
        }

        return matrix switch
        {
            PolynomialMatrix { MostAsFloat: null or double.NaN } when !IsRing => throw new NotSupportedException("How large this entry is as a double is not followed."),
            PolynomialMatrix polynomials => new PolynomialNumber(polynomials.Entries[(row * columns) + column], polynomials.MostAsFloat),
            ExactMatrix { Matrix: var exact } => !isOverRings && exact[row, column].ToDouble() is { } number ? new FloatNumber(number) : new ExactNumber(exact[row, column]),
            _ => throw new StatementException(entry.Offset, "Only a matrix has entries."),
        };
    }

    private int Index(Expression expression) => Evaluate(expression) is ExactNumber { Number: { IsWhole: true, Numerator: var number } } && number >= 0 && number < 1 << 20
        ? (int)number : throw new StatementException(expression.Offset, "An index is a whole number from 0 on.");

    private ExactMatrix Written(MatrixExpression matrix)
    {
        var (rows, columns) = (matrix.Rows.Count, matrix.Rows.Count == 0 ? 0 : matrix.Rows[0].Count);
        var entries = new Rational[rows, columns];
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = matrix.Rows[i / columns][i % columns];
            entries[i / columns, i % columns] = Evaluate(entry) switch
            {
                ExactNumber exact => exact.Number,
                FloatNumber { Number: var number } when double.IsFinite(number) => Rational.Of(number),
                _ => throw new StatementException(entry.Offset, "An entry is a number."),
            };
        }

        return new ExactMatrix(Matrix.Of(entries));
    }
}
