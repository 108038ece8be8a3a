using System.Globalization;
using Assay.Claims;

namespace Assay.Training.Data;

/// <summary>Rows of numbers as text, between commas, semicolons or tabs, perhaps under a line of names.</summary>
/// <param name="Path">The file.</param>
/// <param name="Names">The names of the columns; their numbers, from 1, where the file has none.</param>
/// <param name="Rows">The numbers.</param>
internal sealed record CsvTable(string Path, IReadOnlyList<string> Names, IReadOnlyList<float[]> Rows)
{
    private const string WholeNumbersOnly = "Every entry is a number; write classes as whole numbers from 0.";

    /// <summary>The line of the first row.</summary>
    public int FirstLine { get; private init; } = 1;

    /// <summary>Reads a file.</summary>
    /// <exception cref="TrainingException">Rows differ in length, an entry is no finite number, or there are too many.</exception>
    public static CsvTable Read(string path)
    {
        List<float[]> rows = [];
        List<string>? names = null;
        var (line, firstLine, separator) = (0, 0, '\0');
        foreach (var text in File.ReadLines(path))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text) || text.StartsWith('#'))
            {
                continue;
            }

            separator = separator != '\0' ? separator : Separator(text);
            var cells = text.TrimStart('\uFEFF').Split(separator);
            if (names is null && cells.Any(cell => !IsNumber(cell)))
            {
                names = [.. cells.Select(Bare)];
                continue;
            }

            names ??= [.. Enumerable.Range(1, cells.Length).Select(column => column.ToString(CultureInfo.InvariantCulture))];
            firstLine = rows.Count == 0 ? line : firstLine;
            rows.Add(Row(path, line, cells, names.Count));
            MemoryLimit.Check(Place.Whole(path), (long)rows.Count * names.Count, sizeof(float));
        }

        return rows.Count > 0 ? new CsvTable(path, names!, rows) { FirstLine = firstLine }
            : throw new TrainingException(new Problem(Place.Whole(path), "There is no row of numbers in it.", "One sample stands in one line: 0.5, 1.5, 0"));
    }

    /// <summary>The column with this name.</summary>
    /// <exception cref="TrainingException">There is none, or more than one.</exception>
    public int Column(string name)
    {
        var columns = Enumerable.Range(0, Names.Count).Where(column => Names[column] == name).ToList();
        return columns.Count == 1 ? columns[0] : throw new TrainingException(new Problem(
            Place.Whole(Path), $"{(columns.Count == 0 ? "No column is" : $"{columns.Count} columns are")} called '{CallSplitter.Shown(name)}'.", columns.Count == 0 ? NearestSpelling.Advice(name, [.. Names]) : null));
    }

    private static float[] Row(string path, int line, string[] cells, int width)
    {
        if (cells.Length != width)
        {
            throw new TrainingException(new Problem(new Place(path, line, 1), $"This row has {cells.Length} {(cells.Length == 1 ? "entry" : "entries")}, and {width} are needed.", "All rows have the same length, that of the names."));
        }

        var (row, column) = (new float[width], 1);
        for (var i = 0; i < width; i++)
        {
            var place = new Place(path, line, column + cells[i].Length - cells[i].TrimStart().Length);
            if (!float.TryParse(Bare(cells[i]), NumberStyles.Float, CultureInfo.InvariantCulture, out row[i]))
            {
                throw new TrainingException(new Problem(place, $"'{CallSplitter.Shown(Bare(cells[i]))}' is no number.", WholeNumbersOnly));
            }

            if (!float.IsFinite(row[i]))
            {
                throw new TrainingException(new Problem(place, $"'{CallSplitter.Shown(Bare(cells[i]))}' is {(float.IsNaN(row[i]) ? "not a number" : "infinite, or too large for a float")}.", "Leave out samples with missing values, or fill them in."));
            }

            column += cells[i].Length + 1;
        }

        return row;
    }

    private static bool IsNumber(string cell) => float.TryParse(Bare(cell), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Bare(string cell) => cell.Trim() is ['"', .. var inside, '"'] ? inside : cell.Trim();

    private static char Separator(string text) => text.Contains(';') ? ';' : text.Contains('\t') ? '\t' : ',';
}
