using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>The matrix inside a report: its entries that are not zero, as whole numbers times one positive fraction.</summary>
internal sealed class SubjectMatrix
{
    private const int MostDense = 1 << 22;
    private const int MostLines = 1 << 25;

    private readonly Lazy<ExactMatrix> _dense;

    private SubjectMatrix(int rows, int columns, int[] rowOf, int[] columnOf, BigInteger[] values, Fraction scale)
    {
        (Rows, Columns, RowOf, ColumnOf, Values, Scale) = (rows, columns, rowOf, columnOf, values, scale);
        _dense = new(MakeDense);
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>The row of each entry.</summary>
    public int[] RowOf { get; }

    /// <summary>The column of each entry.</summary>
    public int[] ColumnOf { get; }

    /// <summary>The whole number of each entry, never zero.</summary>
    public BigInteger[] Values { get; }

    /// <summary>What all of them are multiplied by.</summary>
    public Fraction Scale { get; }

    /// <summary>All entries.</summary>
    /// <exception cref="BeyondLimitException">They are too many with the zeros.</exception>
    public ExactMatrix Dense => (long)Rows * Columns <= MostDense ? _dense.Value
        : throw new BeyondLimitException(FormattableString.Invariant($"{(long)Rows * Columns:N0} entries, zeros included, are more than the {MostDense:N0} that are looked at."));

    /// <summary>Reads it.</summary>
    /// <exception cref="MalformedReportException">It is not written as the format asks for.</exception>
    public static SubjectMatrix Read(ReportNode node)
    {
        var (rows, columns) = (node["rows"].Int(0, MostLines), node["columns"].Int(0, MostLines));
        if (node.Find("sparse") is { } sparse)
        {
            return ReadSparse(rows, columns, sparse);
        }

        if ((long)rows * columns > MostLines)
        {
            throw node.Wrong(FormattableString.Invariant($"{rows} by {columns} are more than {MostLines:N0} entries."));
        }

        if (node.Find("doubles") is { } doubles)
        {
            return Of(ExactMatrix.Of(doubles.Doubles(rows * columns), rows, columns));
        }

        return Of(rows, columns, node["entries"], node["entries"].Items(rows * columns).Select((item, i) => (Row: i / columns, Column: i % columns, Value: item.Fraction())));
    }

    /// <summary>A matrix whose zeros are left out.</summary>
    public static SubjectMatrix Of(ExactMatrix matrix)
    {
        int[] places = [.. Enumerable.Range(0, matrix.Entries.Length).Where(i => !matrix.Entries[i].IsZero)];
        return new SubjectMatrix(
            matrix.Rows, matrix.Columns, Array.ConvertAll(places, i => i / matrix.Columns), Array.ConvertAll(places, i => i % matrix.Columns),
            Array.ConvertAll(places, i => matrix.Entries[i]), matrix.Scale);
    }

    /// <summary>The product with a vector of whole numbers, to be multiplied by <see cref="Scale"/>.</summary>
    public BigInteger[] Times(BigInteger[] vector, CancellationToken cancellation)
    {
        var image = new BigInteger[Rows];
        for (var i = 0; i < Values.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            image[RowOf[i]] += Values[i] * vector[ColumnOf[i]];
        }

        return image;
    }

    private static SubjectMatrix ReadSparse(int rows, int columns, ReportNode sparse)
    {
        var last = -1L;
        List<(int Row, int Column, Fraction Value)> entries = [];
        foreach (var item in sparse.Items())
        {
            var place = item.Text().Split(' ') is [var row, var column, var value] && int.TryParse(row, out var i) && int.TryParse(column, out var j)
                && i >= 0 && i < rows && j >= 0 && j < columns ? (Row: i, Column: j, Value: item.Fraction(value)) : throw item.Wrong("This is to be a row, a column and a number.");
            var order = ((long)place.Row * columns) + place.Column;
            last = order > last ? order : throw item.Wrong("Entries are to be in the order of rows, and of columns in a row.");
            entries.Add(place);
        }

        return Of(rows, columns, sparse, entries);
    }

    private static SubjectMatrix Of(int rows, int columns, ReportNode node, IEnumerable<(int Row, int Column, Fraction Value)> all)
    {
        const long MostBits = 1L << 33;
        var entries = all.Where(entry => !entry.Value.IsZero).ToList();
        var multiple = BigInteger.One;
        foreach (var (_, _, value) in entries)
        {
            multiple = value.Denominator.IsOne || (multiple % value.Denominator).IsZero ? multiple
                : multiple / BigInteger.GreatestCommonDivisor(multiple, value.Denominator) * value.Denominator;
            if (multiple.GetBitLength() * entries.Count > MostBits)
            {
                throw node.Wrong("The common denominator of the entries is too long.");
            }
        }

        return new SubjectMatrix(
            rows, columns, [.. entries.Select(entry => entry.Row)], [.. entries.Select(entry => entry.Column)],
            [.. entries.Select(entry => entry.Value.Numerator * (multiple / entry.Value.Denominator))], new Fraction(1, multiple));
    }

    private ExactMatrix MakeDense()
    {
        var entries = new BigInteger[Rows * Columns];
        for (var i = 0; i < Values.Length; i++)
        {
            entries[(RowOf[i] * Columns) + ColumnOf[i]] = Values[i];
        }

        return new ExactMatrix(Rows, Columns, entries, Scale);
    }
}
