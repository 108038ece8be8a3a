using Assay.TestSupport;
using Assay.Training.Data;
using Assay.Training.Parameters;

namespace Assay.Training.Tests.Data;

/// <summary>Data of the user.</summary>
public sealed class OwnDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_last_column_of_a_table_is_the_label()
    {
        var data = OwnData.ReadCsv(_folder.Write("a.csv", "width, height, kind\n0.5, 1, 0\n\n# no sample\n2, 3e1, 2\n"));
        Assert.Equal([0.5f, 1, 2, 30], data.Inputs);
        Assert.Equal([0, 2], data.Labels!);
        Assert.Equal((2, 3), (data.Features, data.Classes));
    }

    [Fact]
    public void Columns_can_be_named()
    {
        var path = _folder.Write("a.csv", "\"kind\";width;height\n1;2;3\n0;5;6\n");
        var data = OwnData.ReadCsv(path, "kind", ["height"]);
        Assert.Equal([3, 6], data.Inputs);
        Assert.Equal([1, 0], data.Labels!);
        var numbers = OwnData.ReadCsv(path, "width", isLabel: false);
        Assert.Equal([2, 5], numbers.Targets!);
        Assert.Equal([1, 3, 0, 6], numbers.Inputs);
        Assert.EndsWith("No column is called 'heigth'. Did you mean 'height'?", Message(() => OwnData.ReadCsv(path, "heigth")), StringComparison.Ordinal);
        Assert.EndsWith("The column 'kind' is both learnt and learnt from.", Message(() => OwnData.ReadCsv(path, "kind", ["kind"])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,2\n3\n", ":2:1: This row has 1 entry, and 2 are needed.")]
    [InlineData("a,b\n1,x\n", ":2:3: 'x' is no number.")]
    [InlineData("a,b\n1, NaN\n", ":2:4: 'NaN' is not a number.")]
    [InlineData("1,1\n1e99,0\n", ":2:1: '1e99' is infinite, or too large for a float.")]
    [InlineData("1,1\n1,0.5\n", ":2:1: The label of sample 1 is 0.5, which is no whole number. Labels are whole numbers from 0.")]
    [InlineData("1,1\n1,-1\n", ":2:1: The label of sample 1 is -1, which is negative.")]
    [InlineData("1,1\n1,10000\n", ":2:1: The label of sample 1 is 10000, which is too great: at most 10000 classes are told apart.")]
    [InlineData("", ": There is no row of numbers in it.")]
    [InlineData("a,b\n", ": There is no row of numbers in it.")]
    [InlineData("1\n2\n", ": There is one column only.")]
    public void Broken_tables_are_refused_with_the_place(string text, string message) =>
        Assert.Contains("a.csv" + message, Message(() => OwnData.ReadCsv(_folder.Write("a.csv", text))), StringComparison.Ordinal);

    [Fact]
    public void Arrays_of_two_to_four_dimensions_are_inputs()
    {
        Npy("y.npy", [2], 1, 0);
        foreach (var sizes in (int[][])[[2, 6], [2, 2, 3], [2, 1, 2, 3]])
        {
            Npy("x.npy", sizes, [.. Enumerable.Range(0, 12)]);
            var data = OwnData.ReadNpy(_folder.At("x.npy"), _folder.At("y.npy"));
            Assert.Equal(sizes[1..], data.InputSizes);
            Assert.Equal([1, 0], data.Labels!);
        }

        Npy("y.npy", [2], 1, 0.5);
        Assert.Equal([1, 0.5f], OwnData.ReadNpy(_folder.At("x.npy"), _folder.At("y.npy")).Targets!);
        Npy("y.npy", [2, 2], 1, 2, 3, 4);
        Assert.Equal(2, OwnData.ReadNpy(_folder.At("x.npy"), _folder.At("y.npy")).Outputs);
    }

    [Fact]
    public void Arrays_that_do_not_fit_are_refused()
    {
        Npy("x.npy", [2, 2], 1, 2, 3, 4);
        Npy("y.npy", [3], 0, 1, 1);
        Assert.Contains("y.npy: It has 3 rows, and ", ReadMessage(), StringComparison.Ordinal);
        Npy("y.npy", [2], 0, -1);
        Assert.Contains("y.npy[1]: The label of sample 1 is -1, which is negative.", ReadMessage(), StringComparison.Ordinal);
        Npy("y.npy", [2], 0, 1);
        Npy("x.npy", [2, 2], 1, 2, double.NaN, 4);
        Assert.Contains("x.npy: Number 0 of sample 1 is not a number.", ReadMessage(), StringComparison.Ordinal);
        Npy("x.npy", [2, 2], 1, 2, 3, 4);
        Npy("y.npy", [2, 1], 1, 1e99);
        Assert.Contains("y.npy: Number 0 of sample 1 is infinite, or too large for a float.", ReadMessage(), StringComparison.Ordinal);
        Npy("y.npy", [1, 1, 2], 1, 2);
        Assert.Contains("y.npy: It has 3 dimensions; labels have one, targets one or two.", ReadMessage(), StringComparison.Ordinal);
        Npy("y.npy", [2], 0, 1);
        Npy("x.npy", [2], 1, 2);
        Assert.Contains("x.npy: It has 1 dimension; inputs have two to four", ReadMessage(), StringComparison.Ordinal);
        Npy("x.npy", [2, 0]);
        Assert.EndsWith("x.npy: The sizes of an input are [0]; there has to be at least one, and each at least 1.", ReadMessage(), StringComparison.Ordinal);
        File.Delete(_folder.At("x.npy"));
        Assert.Contains("There is no such file or folder. Did you mean", ReadMessage(), StringComparison.Ordinal);
    }

    private string ReadMessage() => Message(() => OwnData.ReadNpy(_folder.At("x.npy"), _folder.At("y.npy")));

    private static string Message(Func<Dataset> read) => Assert.Throws<TrainingException>(read).Message;

    private void Npy(string name, int[] sizes, params double[] values) => NpyFile.Write<double>(_folder.At(name), sizes, values);
}
