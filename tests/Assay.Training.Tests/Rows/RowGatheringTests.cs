using Assay.Training.Rows;

namespace Assay.Training.Tests.Rows;

public sealed class RowGatheringTests
{
    private const int Untouched = -1;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(64)]
    [InlineData(100)]
    public void Rows_come_one_behind_another_and_nothing_behind_them_is_written(int length)
    {
        Check(length, i => (float)i);
        Check(length, i => (double)i);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_row_that_is_not_there_is_refused(int row) =>
        // Five whole rows, and a part of one.
        Assert.Throws<ArgumentOutOfRangeException>(() => RowGathering.Gather<float>(new float[(5 * 20) + 19], 20, [0, row], new float[2 * 20]));

    [Fact]
    public void A_target_that_is_too_short_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RowGathering.Gather<float>(new float[100], 20, [0, 1], new float[39]));

    private static void Check<S>(int length, Func<int, S> number)
        where S : unmanaged
    {
        int[] rows = [4, 0, 4, 2];
        var table = Enumerable.Range(0, 5 * length).Select(number).ToArray();
        var target = Enumerable.Repeat(number(Untouched), (rows.Length * length) + 40).ToArray();
        RowGathering.Gather<S>(table, length, rows, target);
        Assert.Equal(rows.SelectMany(row => Enumerable.Range(row * length, length).Select(number)), target[..(rows.Length * length)]);
        Assert.All(target[(rows.Length * length)..], value => Assert.Equal(number(Untouched), value));
    }
}
