using System.Globalization;
using Assay.Claims;

namespace Assay.Matrices.Formats;

/// <summary>Rows of numbers as text, between commas, semicolons, tabs or spaces; what follows <c>#</c> is a comment.</summary>
internal static class DelimitedReader
{
    private const string Comma = "A decimal comma? Write 1.5 for 1,5, and separate entries by one sign only.";

    private const int MostShown = 40;

    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>Reads the lines of a file.</summary>
    /// <exception cref="MatrixException">They are no matrix.</exception>
    public static Matrix Read(string file, IEnumerable<string> lines)
    {
        List<Rational> entries = [];
        var (rows, columns) = (0, 0);
        foreach (var (index, line) in lines.Index())
        {
            var text = line.AsSpan();
            var comment = text.IndexOf('#');
            text = (comment < 0 ? text : text[..comment]).TrimEnd();
            if (index == 0)
            {
                text = text.TrimStart('\uFEFF');
            }

            if (text.IsWhiteSpace())
            {
                continue;
            }

            // 1,5;2,5 would be four whole numbers.
            if (text.Contains(',') && text.IndexOfAny(';', '\t') is >= 0 and var other && text.IndexOf(", ") < 0 && text.IndexOf(",\t") < 0)
            {
                throw new MatrixException(new Problem(new Place(file, index + 1, other + 1), "Commas and other separators stand in one line.", Comma));
            }

            var before = entries.Count;
            ReadRow(text, file, index + 1, entries, isFirst: rows == 0);
            var width = entries.Count - before;
            if (rows > 0 && width != columns)
            {
                throw new MatrixException(new Problem(
                    new Place(file, index + 1, 1), $"This row has {width} {(width == 1 ? "entry" : "entries")}, and those above have {columns}.", "All rows have the same length."));
            }

            (rows, columns) = (rows + 1, width);
            MatrixFile.CheckSize(Place.Whole(file), rows, columns);
        }

        return rows > 0 ? Matrix.OfRationals(rows, columns, [.. entries])
            : throw new MatrixException(new Problem(Place.Whole(file), "There is no number in it.", "A matrix has one row a line, as in: 1, 2"));
    }

    private static void ReadRow(ReadOnlySpan<char> text, string file, int line, List<Rational> entries, bool isFirst)
    {
        var hasSeparators = text.IndexOfAny(Separators) >= 0;
        var at = 0;
        while (at <= text.Length)
        {
            var rest = text[at..];
            if (!hasSeparators)
            {
                at += rest.Length - rest.TrimStart().Length;
                rest = text[at..];
                if (rest.IsEmpty)
                {
                    return;
                }
            }

            var length = hasSeparators ? rest.IndexOfAny(Separators) : rest.IndexOf(' ');
            var cell = length < 0 ? rest : rest[..length];
            var lead = cell.Length - cell.TrimStart().Length;
            var place = new Place(file, line, at + lead + 1);
            cell = cell.Trim();
            if (cell.IsEmpty)
            {
                throw new MatrixException(new Problem(place, "An entry is empty.", "Every entry is a number; a line has none behind its last separator."));
            }

            if (isFirst && entries.Count == 0 && (cell[0] is '"' or '_' || char.IsLetter(cell[0])) && !double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            {
                throw new MatrixException(new Problem(place, $"'{(cell.Length > MostShown ? cell[..MostShown] : cell)}' is no number.", "If this is a line of names, leave it out or begin it with #; numbers stand without quotes."));
            }

            entries.Add(NumberText.Read(cell, place));
            if (length < 0)
            {
                return;
            }

            at += length + 1;
        }
    }
}
