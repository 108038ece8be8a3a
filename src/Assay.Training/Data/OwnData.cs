using System.Globalization;
using System.Numerics;
using Assay.Claims;
using Assay.Running;
using Assay.Training.Parameters;

namespace Assay.Training.Data;

/// <summary>Data of the user: NumPy arrays, or a table as text.</summary>
public static class OwnData
{
    /// <summary>The most classes that labels may tell.</summary>
    public const int MostClasses = 10_000;

    /// <summary>Reads inputs of two, three or four dimensions, the first of which counts the samples, and labels of one dimension, or targets of two or of fractions.</summary>
    /// <exception cref="TrainingException">A file is missing or broken, sizes do not fit, or values are not allowed.</exception>
    public static Dataset ReadNpy(string inputPath, string targetPath)
    {
        var inputs = NpyFile.Read<float>(inputPath);
        if (inputs.Sizes.Count is < 2 or > 4)
        {
            throw Wrong(inputPath, $"It has {inputs.Sizes.Count} {(inputs.Sizes.Count == 1 ? "dimension" : "dimensions")}; inputs have two to four: samples, then features, rows and columns, or channels, rows and columns.", "Reshape it: array.reshape(samples, -1)");
        }

        var targets = NpyFile.Read<double>(targetPath);
        if (targets.Sizes.Count is < 1 or > 2)
        {
            throw Wrong(targetPath, $"It has {targets.Sizes.Count} dimensions; labels have one, targets one or two.");
        }

        if (inputs.Sizes[0] != targets.Sizes[0])
        {
            throw Wrong(targetPath, $"It has {targets.Sizes[0]} rows, and {inputPath} has {inputs.Sizes[0]} samples.");
        }

        CheckFinite(inputPath, inputs.Values, inputs.Values.Length / Math.Max(1, inputs.Sizes[0]));
        CheckFinite(targetPath, targets.Values, targets.Values.Length / Math.Max(1, targets.Sizes[0]));
        int[] sizes = [.. inputs.Sizes.Skip(1)];
        return Made(inputPath, () => targets.Sizes.Count == 1 && Array.TrueForAll(targets.Values, double.IsInteger)
            ? Labelled(sizes, inputs.Values, targets.Values, row => new Place($"{targetPath}[{row}]", 0, 0))
            : new Dataset(sizes, inputs.Values, Array.ConvertAll(targets.Values, value => (float)value), targets.Sizes.Count == 1 ? 1 : targets.Sizes[1]));
    }

    /// <summary>Reads a table whose last column, or the one that is named, holds the labels; the others are inputs, or those that are named.</summary>
    /// <param name="path">The file.</param>
    /// <param name="answer">The column to learn, or null for the last.</param>
    /// <param name="inputs">The columns to learn from, or null for all others.</param>
    /// <param name="isLabel">Whether the answers are labels, not numbers.</param>
    /// <exception cref="TrainingException">The file is missing or broken, or labels are no whole numbers from 0.</exception>
    public static Dataset ReadCsv(string path, string? answer = null, IReadOnlyList<string>? inputs = null, bool isLabel = true)
    {
        if (!File.Exists(path))
        {
            throw new TrainingException(NearestPath.Missing(path));
        }

        var table = Table(path);
        var last = answer is null ? table.Names.Count - 1 : table.Column(answer);
        int[] columns = inputs is null ? [.. Enumerable.Range(0, table.Names.Count).Where(column => column != last)] : [.. inputs.Select(table.Column)];
        if (columns.Length == 0)
        {
            throw Wrong(path, "There is one column only.", "A row has inputs and, last, what is to be learnt.");
        }

        if (columns.Contains(last))
        {
            throw Wrong(path, $"The column '{table.Names[last]}' is both learnt and learnt from.");
        }

        float[] values = [.. table.Rows.SelectMany(row => columns.Select(column => row[column]))];
        double[] answers = [.. table.Rows.Select(row => (double)row[last])];
        return Made(path, () => isLabel
            ? Labelled([columns.Length], values, answers, row => new Place(path, table.FirstLine + row, 1))
            : new Dataset([columns.Length], values, Array.ConvertAll(answers, value => (float)value), 1));
    }

    private static CsvTable Table(string path)
    {
        try
        {
            return CsvTable.Read(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Wrong(path, $"It cannot be read: {exception.Message}");
        }
    }

    private static Dataset Labelled(int[] sizes, float[] inputs, double[] answers, Func<int, Place> place)
    {
        var labels = new int[answers.Length];
        for (var i = 0; i < answers.Length; i++)
        {
            labels[i] = answers[i] is >= 0 and < MostClasses && double.IsInteger(answers[i]) ? (int)answers[i]
                : throw new TrainingException(new Problem(
                    place(i),
                    string.Create(CultureInfo.InvariantCulture, $"The label of sample {i} is {answers[i]}, which is {(answers[i] < 0 ? "negative" : answers[i] >= MostClasses ? $"too great: at most {MostClasses} classes are told apart" : "no whole number")}."),
                    "Labels are whole numbers from 0."));
        }

        return new Dataset(sizes, inputs, labels, Math.Max(2, labels.DefaultIfEmpty(0).Max() + 1));
    }

    private static void CheckFinite<T>(string path, T[] values, int width)
        where T : IFloatingPointIeee754<T>
    {
        var wrong = Array.FindIndex(values, value => !float.IsFinite(float.CreateSaturating(value)));
        if (wrong >= 0)
        {
            throw Wrong(path, $"Number {wrong % width} of sample {wrong / width} is {(T.IsNaN(values[wrong]) ? "not a number" : "infinite, or too large for a float")}.", "Leave out samples with missing values, or fill them in.");
        }
    }

    // What the dataset itself refuses has no place yet.
    private static Dataset Made(string path, Func<Dataset> make)
    {
        try
        {
            var data = make();
            return data.Count > 0 ? data : throw Wrong(path, "There is no sample in it.");
        }
        catch (ArgumentException exception)
        {
            throw Wrong(path, exception.ParamName is { } name ? exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : exception.Message);
        }
    }

    private static TrainingException Wrong(string path, string message, string? advice = null) => new(new Problem(Place.Whole(path), message, advice));
}
