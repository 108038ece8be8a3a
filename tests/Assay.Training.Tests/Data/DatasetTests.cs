using Assay.Statistics;
using Assay.Training.Data;
using CsCheck;

namespace Assay.Training.Tests.Data;

/// <summary>Samples, their choice and their splits.</summary>
public sealed class DatasetTests
{
    [Fact]
    public void Sizes_that_do_not_fit_are_named()
    {
        Assert.StartsWith("2 samples of [3] need 6 numbers, and there are 5.", Message(() => new Dataset([3], new float[5], [0, 1], 2)), StringComparison.Ordinal);
        Assert.StartsWith("Sample 1 has label 2, and 2 classes have labels from 0 to 1.", Message(() => new Dataset([3], new float[6], [0, 2], 2)), StringComparison.Ordinal);
        Assert.StartsWith("There are 1 classes", Message(() => new Dataset([3], new float[6], [0, 0], 1)), StringComparison.Ordinal);
        Assert.StartsWith("The sizes of an input are [2, 0]", Message(() => new Dataset([2, 0], [], [0], 2)), StringComparison.Ordinal);
        Assert.StartsWith("3 numbers are no whole number of targets of 2.", Message(() => new Dataset([1], new float[2], new float[3], 2)), StringComparison.Ordinal);
        Assert.StartsWith("Number 1 of the input of sample 1 is not a number.", Message(() => new Dataset([2], [0, 1, 2, float.NaN], [0, 1], 2)), StringComparison.Ordinal);
        Assert.StartsWith("Number 0 of the target of sample 1 is infinite.", Message(() => new Dataset([1], [0, 1], [0f, float.PositiveInfinity], 1)), StringComparison.Ordinal);
        Assert.StartsWith("1 samples of [100000, 100000] need 10000000000 numbers", Message(() => new Dataset([100000, 100000], [], [0], 2)), StringComparison.Ordinal);
    }

    [Fact]
    public void Chosen_samples_keep_their_labels_or_targets()
    {
        var labelled = new Dataset([2], [0, 1, 10, 11, 20, 21], [0, 1, 2], 3).Select([2, 0, 2]);
        Assert.Equal([20, 21, 0, 1, 20, 21], labelled.Inputs);
        Assert.Equal([2, 0, 2], labelled.Labels!);
        Assert.Equal((3, 3, 3), (labelled.Count, labelled.Classes, labelled.Outputs));
        var measured = new Dataset([1, 2], [0, 1, 10, 11], [5f, 6f, 7f, 8f], 2).Select([1]);
        Assert.Equal([7, 8], measured.Targets!);
        Assert.Equal([1, 2], measured.InputSizes);
        Assert.Null(measured.Labels);
        Assert.Contains("There is no sample 3; there are 3", Assert.Throws<ArgumentOutOfRangeException>(() => labelled.Select([3])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_holds_every_sample_once() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 60], Gen.Int[0, 59]).Where(t => t.Item3 < t.Item2).Sample((seed, count, test) =>
        {
            var all = new Dataset([1], [.. Enumerable.Range(0, count).Select(i => (float)i)], new int[count], 2);
            var split = all.Split(seed, test);
            var again = all.Split(seed, test);
            return split.Test.Count == test && split.Training.Inputs.Concat(split.Test.Inputs).Order().SequenceEqual(all.Inputs)
                && again.Training.Inputs.SequenceEqual(split.Training.Inputs);
        });

    [Fact]
    public void A_split_that_leaves_nothing_to_learn_from_is_refused() =>
        Assert.Contains("3 of 3 samples cannot be put aside", Assert.Throws<ArgumentOutOfRangeException>(() => new Dataset([1], new float[3], new int[3], 2).Split(1, 3)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_order_of_three_is_equally_likely()
    {
        var random = new Philox(7, 1);
        var counts = Enumerable.Range(0, 6000).Select(_ => string.Concat(Shuffle.Permutation(3, random))).CountBy(order => order).ToDictionary();
        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 870, 1130));
    }

    private static string Message(Func<Dataset> make) => Assert.ThrowsAny<ArgumentException>(make).Message;
}
