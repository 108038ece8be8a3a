using System.Globalization;

namespace Assay.Training.Data;

/// <summary>
/// Samples to learn from: inputs, and for each a label out of some classes, or a target of real numbers. The arrays are those
/// given, not copies; nobody writes to them afterwards.
/// </summary>
public sealed class Dataset
{
    /// <summary>Samples that are to be told apart.</summary>
    /// <param name="inputSizes">The shape of one input, such as [64], or [1, 28, 28] for channels, rows and columns.</param>
    /// <param name="inputs">All inputs, row-major [Count][Features], finite.</param>
    /// <param name="labels">The class of each sample, from 0 to below <paramref name="classes"/>.</param>
    /// <param name="classes">How many classes there are, at least 2.</param>
    /// <exception cref="ArgumentException">Sizes do not fit each other, or a value is not allowed; the text says which.</exception>
    public Dataset(IReadOnlyList<int> inputSizes, float[] inputs, int[] labels, int classes)
        : this(inputSizes, inputs, labels?.Length ?? 0)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (classes < 2)
        {
            throw new ArgumentException(Text($"There are {classes} classes; at least 2 are needed to tell apart."), nameof(classes));
        }

        var wrong = Array.FindIndex(labels, label => label < 0 || label >= classes);
        if (wrong >= 0)
        {
            throw new ArgumentException(Text($"Sample {wrong} has label {labels[wrong]}, and {classes} classes have labels from 0 to {classes - 1}."), nameof(labels));
        }

        (Labels, Classes, Outputs) = (labels, classes, classes);
    }

    /// <summary>Samples whose targets are real numbers.</summary>
    /// <param name="inputSizes">The shape of one input.</param>
    /// <param name="inputs">All inputs, row-major [Count][Features], finite.</param>
    /// <param name="targets">All targets, row-major [Count][<paramref name="outputs"/>], finite.</param>
    /// <param name="outputs">How many numbers one target has.</param>
    /// <exception cref="ArgumentException">Sizes do not fit each other, or a value is not allowed; the text says which.</exception>
    public Dataset(IReadOnlyList<int> inputSizes, float[] inputs, float[] targets, int outputs)
        : this(inputSizes, inputs, CountOf(targets, outputs))
    {
        CheckFinite(targets, outputs, "target", nameof(targets));
        (Targets, Outputs) = (targets, outputs);
    }

    private Dataset(IReadOnlyList<int> inputSizes, float[] inputs, int count)
    {
        ArgumentNullException.ThrowIfNull(inputSizes);
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputSizes.Count == 0 || inputSizes.Any(size => size < 1))
        {
            throw new ArgumentException($"The sizes of an input are [{string.Join(", ", inputSizes)}]; there has to be at least one, and each at least 1.", nameof(inputSizes));
        }

        var features = inputSizes.Aggregate(1L, (product, size) => product > int.MaxValue ? product : product * size);
        if (features * count != inputs.Length)
        {
            throw new ArgumentException(Text($"{count} samples of [{string.Join(", ", inputSizes)}] need {features * count} numbers, and there are {inputs.Length}."), nameof(inputs));
        }

        (InputSizes, Inputs, Count, Features) = ([.. inputSizes], inputs, count, (int)features);
        CheckFinite(inputs, Features, "input", nameof(inputs));
    }

    /// <summary>How many samples there are.</summary>
    public int Count { get; }

    /// <summary>The shape of one input, such as [64], or [1, 28, 28] for channels, rows and columns.</summary>
    public IReadOnlyList<int> InputSizes { get; }

    /// <summary>How many numbers one input has: the product of <see cref="InputSizes"/>.</summary>
    public int Features { get; }

    /// <summary>All inputs, row-major [Count][Features].</summary>
    public float[] Inputs { get; }

    /// <summary>The class of each sample, or null where <see cref="Targets"/> are given.</summary>
    public int[]? Labels { get; }

    /// <summary>How many classes there are; 0 where <see cref="Targets"/> are given.</summary>
    public int Classes { get; }

    /// <summary>All targets, row-major [Count][Outputs], or null where <see cref="Labels"/> are given.</summary>
    public float[]? Targets { get; }

    /// <summary>How many numbers a network has to answer for one input: the classes, or the numbers of one target.</summary>
    public int Outputs { get; }

    /// <summary>The input of one sample.</summary>
    public ReadOnlySpan<float> Input(int sample) => Inputs.AsSpan(sample * Features, Features);

    /// <summary>These samples in this order; one may stand more than once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public Dataset Select(int[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var wrong = Array.FindIndex(rows, row => row < 0 || row >= Count);
        if (wrong >= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(rows), Text($"There is no sample {rows[wrong]}; there are {Count}, counted from 0."));
        }

        var inputs = Rows(Inputs, Features, rows);
        return Labels is not null
            ? new Dataset(InputSizes, inputs, Array.ConvertAll(rows, row => Labels[row]), Classes)
            : new Dataset(InputSizes, inputs, Rows(Targets!, Outputs, rows), Outputs);
    }

    /// <summary>Puts <paramref name="testCount"/> samples aside; which ones, the seed decides.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No sample would be left to learn from, or the count is negative.</exception>
    public Split Split(ulong seed, int testCount)
    {
        if (testCount < 0 || testCount >= Count)
        {
            throw new ArgumentOutOfRangeException(nameof(testCount), Text($"{testCount} of {Count} samples cannot be put aside for the test; at least 1 is needed to learn from."));
        }

        var order = Shuffle.Permutation(Count, new(seed, DataPurpose.Split));
        return new Split(Select(order[..^testCount]), Select(order[^testCount..]));
    }

    private static float[] Rows(float[] values, int width, int[] rows)
    {
        var chosen = new float[(long)rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
        {
            values.AsSpan(rows[i] * width, width).CopyTo(chosen.AsSpan(i * width));
        }

        return chosen;
    }

    private static int CountOf(float[] targets, int outputs)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        return targets.Length % outputs == 0 ? targets.Length / outputs
            : throw new ArgumentException(Text($"{targets.Length} numbers are no whole number of targets of {outputs}."), nameof(targets));
    }

    private static void CheckFinite(float[] values, int width, string what, string parameter)
    {
        var wrong = Array.FindIndex(values, value => !float.IsFinite(value));
        if (wrong >= 0)
        {
            throw new ArgumentException(Text($"Number {wrong % width} of the {what} of sample {wrong / width} is {(float.IsNaN(values[wrong]) ? "not a number" : "infinite")}."), parameter);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
