using System.Globalization;
using System.Numerics;
using Assay.Claims;

namespace Assay.Matrices.Formats;

/// <summary>MatrixMarket files (Boisvert, Pozo and Remington, The Matrix Market Exchange Formats, 1996).</summary>
internal sealed class MatrixMarketReader
{
    private const long MostStored = 1 << 26;

    private readonly string _file;
    private readonly IEnumerator<string> _lines;
    private int _line;

    private MatrixMarketReader(string file, IEnumerable<string> lines) => (_file, _lines) = (file, lines.GetEnumerator());

    private enum Symmetry
    {
        General,
        Symmetric,
        Skew,
    }

    private Place Here => new(_file, _line, 1);

    /// <summary>Reads the lines of a file.</summary>
    /// <exception cref="MatrixException">They are no matrix of real numbers.</exception>
    public static Matrix Read(string file, IEnumerable<string> lines) => new MatrixMarketReader(file, lines).Read();

    private Matrix Read()
    {
        var banner = Next() ?? throw Wrong("The file is empty.");
        var given = banner.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string[] words = [.. given.Select(word => word.ToUpperInvariant())];
        if (words is not ["%%MATRIXMARKET", "MATRIX", var form, var kind, var shape])
        {
            throw Wrong("The first line is not that of a matrix.", "It reads as in: %%MatrixMarket matrix coordinate real general");
        }

        if (kind == "COMPLEX" || shape == "HERMITIAN")
        {
            throw Wrong("The matrix is complex; only real ones are answered.");
        }

        var symmetry = shape switch
        {
            "GENERAL" => Symmetry.General,
            "SYMMETRIC" => Symmetry.Symmetric,
            "SKEW-SYMMETRIC" => Symmetry.Skew,
            _ => throw Wrong($"There is no symmetry '{given[4]}'.", "It is one of general, symmetric, skew-symmetric."),
        };
        if (kind is not ("REAL" or "INTEGER" or "PATTERN" or "DOUBLE") || (form == "ARRAY" && kind == "PATTERN"))
        {
            throw Wrong($"There is no field '{given[3]}' here.", "It is one of real, integer, and for coordinates pattern.");
        }

        return form switch
        {
            "COORDINATE" => Coordinates(symmetry, kind),
            "ARRAY" => Entries(symmetry, kind),
            _ => throw Wrong($"There is no form '{given[2]}'.", "It is coordinate or array."),
        };
    }

    private Matrix Entries(Symmetry symmetry, string kind)
    {
        var size = Sizes(2);
        var (rows, columns) = (size[0], size[1]);
        CheckSquare(symmetry, rows, columns);
        MatrixFile.CheckSize(Here, rows, columns);
        var entries = new Rational[rows * columns];
        for (var column = 0; column < columns; column++)
        {
            for (var row = symmetry == Symmetry.General ? 0 : symmetry == Symmetry.Symmetric ? column : column + 1; row < rows; row++)
            {
                var text = NextOfContent() ?? throw Wrong($"The file ends before row {row + 1} of column {column + 1}.");
                var value = Number(text.AsSpan().Trim(), kind);
                entries[(row * columns) + column] = value;
                if (row != column && symmetry != Symmetry.General)
                {
                    entries[(column * columns) + row] = symmetry == Symmetry.Skew ? default(Rational) - value : value;
                }
            }
        }

        CheckEnd();
        return Matrix.OfRationals(rows, columns, entries);
    }

    private Matrix Coordinates(Symmetry symmetry, string kind)
    {
        var isPattern = kind == "PATTERN";
        var size = Sizes(3);
        var (rows, columns, count) = (size[0], size[1], size[2]);
        CheckSquare(symmetry, rows, columns);
        MatrixFile.CheckLines(Here, rows, columns, MatrixFile.MostLines);
        if (count > MostStored)
        {
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"{count:N0} stored entries are more than {MostStored:N0}."));
        }

        List<SparseEntry> entries = [];
        var (hasLower, hasUpper) = (false, false);
        for (var i = 0; i < count; i++)
        {
            var text = NextOfContent() ?? throw Wrong(string.Create(CultureInfo.InvariantCulture, $"The file ends after {i} of {count} entries."));
            string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length != (isPattern ? 2 : 3))
            {
                throw Wrong($"There should be {(isPattern ? "row and column" : "row, column and value")} here.");
            }

            var (row, column) = (Index(words[0], rows, "row"), Index(words[1], columns, "column"));
            if (symmetry != Symmetry.General && row != column)
            {
                (hasLower, hasUpper) = (hasLower || row > column, hasUpper || row < column);
                if (hasLower && hasUpper)
                {
                    throw Wrong("Entries stand on both sides of the diagonal, and each stands for its mirror image too.", "Store those below the diagonal only, or say 'general' in the first line.");
                }
            }

            var value = isPattern ? Rational.Of(BigInteger.One) : Number(words[2], kind);
            if (symmetry == Symmetry.Skew && row == column && !value.Numerator.IsZero)
            {
                throw Wrong("An entry on the diagonal of a skew-symmetric matrix is zero.", "Leave it out, or say 'general' in the first line.");
            }

            entries.Add(new SparseEntry(row, column, value));
            if (row != column && symmetry != Symmetry.General)
            {
                entries.Add(new SparseEntry(column, row, symmetry == Symmetry.Skew ? default(Rational) - value : value));
            }
        }

        CheckEnd();

        // What stands twice at a place is added up, as the format says.
        return Matrix.OfSparse(rows, columns, [.. entries
            .GroupBy(entry => (entry.Row, entry.Column))
            .Select(group => new SparseEntry(group.Key.Row, group.Key.Column, group.Select(entry => entry.Value).Aggregate((a, b) => a + b)))
            .Where(entry => !entry.Value.Numerator.IsZero)
            .OrderBy(entry => (entry.Row, entry.Column))]);
    }

    private Rational Number(ReadOnlySpan<char> text, string kind)
    {
        var value = NumberText.Read(text, Here);
        return kind != "INTEGER" || value.IsWhole ? value : throw Wrong($"'{text}' is no whole number.", "The first line says 'integer'; other numbers are 'real'.");
    }

    private int[] Sizes(int count)
    {
        var text = NextOfContent() ?? throw Wrong("The line with the sizes is missing.");
        int[] sizes = [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : throw Wrong($"'{word}' is no size."))];
        return sizes.Length == count ? sizes : throw Wrong($"There should be {count} sizes here.");
    }

    private void CheckSquare(Symmetry symmetry, int rows, int columns)
    {
        if (symmetry != Symmetry.General && rows != columns)
        {
            throw Wrong($"A matrix of {rows} rows and {columns} columns is not symmetric.");
        }
    }

    private int Index(string word, int size, string what) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index >= 1 && index <= size ? index - 1
            : throw Wrong($"'{word}' is no {what} from 1 to {size}.");

    private void CheckEnd()
    {
        if (NextOfContent() is not null)
        {
            throw Wrong("There are more entries than the sizes say.");
        }
    }

    private string? NextOfContent()
    {
        while (Next() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line) && line[0] != '%')
            {
                return line;
            }
        }

        return null;
    }

    private string? Next()
    {
        _line++;
        var line = _lines.MoveNext() ? _lines.Current : null;

        // .NET takes no notice of them behind a number.
        return line is null || !line.Contains('\0', StringComparison.Ordinal) ? line : throw Wrong("There is a NUL character in this line.");
    }

    private MatrixException Wrong(string message, string? advice = null) => new(new Problem(Here, message, advice));
}
