using System.Globalization;
using System.Numerics;
using Assay.Claims;
using Assay.Matrices.Formats;

namespace Assay.Matrices.Questions;

/// <summary>What a claim is about: matrices that are given, and those of which it has to hold for all.</summary>
/// <param name="Given">What each name of <c>given</c> is.</param>
/// <param name="Variables">What <c>for-all</c> names.</param>
internal sealed record Scope(IReadOnlyDictionary<string, Value> Given, IReadOnlyList<Variable> Variables)
{
    private const int MostRows = 6;

    /// <summary>Whether it is about elements of any commutative ring.</summary>
    public bool IsRing => Variables.Any(variable => variable.Kind == VariableKind.Ring);

    private const string Form = "Write as in: double[,] A, or: double[2,2] A, or: int[2,2] A in -9..9, or: ring[3,3] A, ring s.";

    /// <summary>Reads <c>given</c> and <c>for-all</c>.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="files">Which files it may name.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static Scope Read(Claim claim, List<Problem> problems, NamedFiles files, CancellationToken cancellation)
    {
        Dictionary<string, Value> given = [];
        foreach (var text in claim.All("given"))
        {
            ReadGiven(text, given, problems, files, cancellation);
        }

        List<Variable> variables = [];
        if (claim.Find("for-all") is { } all)
        {
            try
            {
                variables.AddRange(ReadVariables(all.Text));
                foreach (var twice in variables.Where(variable => given.ContainsKey(variable.Name)).Concat(variables.GroupBy(variable => variable.Name).SelectMany(group => group.Skip(1))))
                {
                    problems.Add(new Problem(all.Start, $"'{twice.Name}' is there twice."));
                }
            }
            catch (StatementException exception)
            {
                problems.Add(new Problem(all.At(exception.Offset), exception.Message, exception.Advice));
            }
        }

        return new Scope(given, variables);
    }

    private static void ReadGiven(ClaimText text, Dictionary<string, Value> given, List<Problem> problems, NamedFiles files, CancellationToken cancellation)
    {
        var split = text.Text.IndexOf('=', StringComparison.Ordinal);
        var name = split < 0 ? "" : text.Text[..split].Trim();
        if (split < 0 || !new Token(name, 0).IsName || name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter != '_'))
        {
            problems.Add(new Problem(text.Start, "This gives nothing a name.", "Write as in: A = [[1, 2], [2, 4]], or: A = matrices/A.npy"));
            return;
        }

        var offset = split + 1;
        while (offset < text.Text.Length && char.IsWhiteSpace(text.Text[offset]))
        {
            offset++;
        }

        var body = text.Text[offset..];
        try
        {
            var value = IsFile(body) ? new ExactMatrix(Load(body, text.At(offset), files))
                : new Evaluator(given, new Functions(false, cancellation)).Evaluate(ExpressionParser.Parse(body));
            if (!given.TryAdd(name, value))
            {
                problems.Add(new Problem(text.Start, $"'{name}' is there twice."));
            }
        }
        catch (StatementException exception)
        {
            problems.Add(new Problem(text.At(offset + exception.Offset), exception.Message, exception.Advice));
        }
        catch (MatrixException exception)
        {
            problems.Add(exception.Problem);
        }
    }

    private static Matrix Load(string name, Place place, NamedFiles files)
    {
        var (path, problem) = files.Find(Path.GetDirectoryName(place.File) ?? "", name, place);
        return Matrix.Load(path ?? throw new MatrixException(problem!));
    }

    /// <summary>Whether a text is the name of a file: it has an ending that is no property.</summary>
    public static bool IsFile(string text) => Path.GetExtension(text).ToUpperInvariant() is ".NPY" or ".MTX" or ".MM" or ".CSV" or ".TSV" or ".TXT";

    private static IEnumerable<Variable> ReadVariables(string text)
    {
        var tokens = Lexer.Read(text);
        var next = 0;
        Token Take() => tokens[next].Text.Length == 0 ? tokens[next] : tokens[next++];
        bool Accept(string sign)
        {
            var isThere = tokens[next].Text == sign;
            next += isThere ? 1 : 0;
            return isThere;
        }

        StatementException Wrong(Token token) => new(token.Offset, token.Text.Length == 0 ? "The line ends too early." : $"'{token.Text}' does not belong here.", Form);

        int Size()
        {
            var token = Take();
            return int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= MostRows ? size
                : throw new StatementException(token.Offset, $"A size is a whole number from 1 to {MostRows}.", Form);
        }

        BigInteger End()
        {
            var sign = Accept("-") ? BigInteger.MinusOne : BigInteger.One;
            var token = Take();
            return BigInteger.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var end) && end <= 1L << 53 ? sign * end
                : throw new StatementException(token.Offset, "The end of a range is a whole number of at most 2^53.", Form);
        }

        do
        {
            var type = Take();
            var (rows, columns, isMatrix) = (0, 0, false);
            if (type.Text is not ("double" or "int" or "ring"))
            {
                throw Wrong(type);
            }

            if (Accept("["))
            {
                isMatrix = true;
                if (tokens[next].Text != ",")
                {
                    rows = Size();
                }

                if (!Accept(","))
                {
                    throw Wrong(tokens[next]);
                }

                if (tokens[next].Text != "]")
                {
                    columns = Size();
                }

                if (!Accept("]") || (rows == 0) != (columns == 0) || (rows == 0 && type.Text != "double"))
                {
                    throw Wrong(tokens[next]);
                }
            }

            var name = Take();
            if (!name.IsName || name.Text.Contains('.', StringComparison.Ordinal))
            {
                throw Wrong(name);
            }

            (BigInteger Low, BigInteger High)? range = null;
            if (tokens[next].Text == "in")
            {
                next++;
                var low = End();
                if (!Accept(".."))
                {
                    throw Wrong(tokens[next]);
                }

                range = (low, End());
            }

            if (type.Text == "double" && (!isMatrix || range is not null))
            {
                throw new StatementException(type.Offset, "Doubles are entries of a matrix, without a range.", Form);
            }

            if ((type.Text == "int") != (range is not null) || range is { } ends && ends.Low > ends.High)
            {
                throw new StatementException(name.Offset, "Whole numbers need a range, as in: in -9..9; others have none.", Form);
            }

            yield return new Variable(name.Text, type.Text switch { "double" => VariableKind.Double, "int" => VariableKind.Integer, _ => VariableKind.Ring }, isMatrix, rows, columns, range?.Low ?? 0, range?.High ?? 0);
        }
        while (Accept(","));

        if (tokens[next].Text.Length > 0)
        {
            throw Wrong(tokens[next]);
        }
    }
}

/// <summary>A name of <c>for-all</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">Over what its entries range.</param>
/// <param name="IsMatrix">Whether it is a matrix, and not one number.</param>
/// <param name="Rows">The number of rows; 0 for matrices of every size.</param>
/// <param name="Columns">The number of columns; 0 for matrices of every size.</param>
/// <param name="Low">The least whole number.</param>
/// <param name="High">The greatest whole number.</param>
internal sealed record Variable(string Name, VariableKind Kind, bool IsMatrix, int Rows, int Columns, BigInteger Low, BigInteger High)
{
    /// <summary>The number of entries.</summary>
    public int Count => IsMatrix ? Rows * Columns : 1;

    /// <summary>Its value, from its entries.</summary>
    public Value Make(ReadOnlySpan<Rational> entries)
    {
        if (!IsMatrix)
        {
            return new ExactNumber(entries[0]);
        }

        var matrix = new Rational[Rows, Columns];
        for (var i = 0; i < entries.Length; i++)
        {
            matrix[i / Columns, i % Columns] = entries[i];
        }

        return new ExactMatrix(Matrix.Of(matrix));
    }

    /// <summary>Whether a value is one of those that it stands for; of a ring, only whole numbers are.</summary>
    public bool Holds(Value value) => value switch
    {
        ExactNumber { Number: var number } => !IsMatrix && Holds(number),
        ExactMatrix { Matrix: var matrix } => IsMatrix && (Rows == 0 ? matrix.Rows == matrix.Columns : matrix.Rows == Rows && matrix.Columns == Columns)
            && Enumerable.Range(0, matrix.Rows * matrix.Columns).All(i => Holds(matrix[i / matrix.Columns, i % matrix.Columns])),
        _ => false,
    };

    private bool Holds(Rational entry) => Kind switch
    {
        VariableKind.Double => entry.ToDouble() is not null,
        VariableKind.Integer => entry.IsWhole && entry.Numerator >= Low && entry.Numerator <= High,
        _ => entry.IsWhole,
    };

    /// <summary>Its value as polynomials: every entry a variable of its own.</summary>
    public Value Symbols()
    {
        var most = Kind == VariableKind.Integer ? Math.Max((double)BigInteger.Abs(Low), (double)BigInteger.Abs(High)) : (double?)null;
        return IsMatrix
            ? new PolynomialMatrix([.. Enumerable.Range(0, Count).Select(i => Polynomial.Variable(string.Create(CultureInfo.InvariantCulture, $"{Name}[{i / Columns},{i % Columns}]")))], Rows, Columns, most)
            : new PolynomialNumber(Polynomial.Variable(Name), most);
    }
}

/// <summary>Over what the entries of a variable range.</summary>
internal enum VariableKind
{
    /// <summary>All finite doubles.</summary>
    Double,

    /// <summary>Whole numbers of a range.</summary>
    Integer,

    /// <summary>The elements of any commutative ring.</summary>
    Ring,
}
