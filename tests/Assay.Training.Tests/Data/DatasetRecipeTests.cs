using Assay.Claims;
using Assay.TestSupport;
using Assay.Training.Data;

namespace Assay.Training.Tests.Data;

/// <summary>Data as users describe it.</summary>
public sealed class DatasetRecipeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_seed_splits_the_digits()
    {
        var recipe = Parse("digits");
        var (first, again, other) = (recipe.Load(1), recipe.Load(1), recipe.Load(2));
        Assert.Equal((1297, 500), (first.Training.Count, first.Test.Count));
        Assert.Equal(first.Test.Inputs, again.Test.Inputs);
        Assert.NotEqual(first.Test.Inputs, other.Test.Inputs);
        Assert.Equal(Digits.Standard.Test.Inputs, Parse("digits(split: standard)").Load(3).Test.Inputs);
    }

    [Fact]
    public void Samples_are_left_out_and_labels_drawn()
    {
        var split = Parse("digits, samples: 200, test: 100, labels(noise: 0.25)").Load(1);
        Assert.Equal((200, 100, 50), (split.Training.Count, split.Test.Count, split.Redrawn.Count));
        Assert.Equal(300, Parse("digits, labels(random), samples: 300").Load(1).Redrawn.Count);
        Assert.Empty(Parse("digits").Load(1).Redrawn);
    }

    [Fact]
    public void Generators_take_their_sizes()
    {
        Assert.Equal((80, 20, 40), Sizes(Parse("digits1d(n: 100)").Load(1)));
        Assert.Equal((40, 10, 3), Sizes(Parse("teacher(inputs: 3, width: 2, n: 50, noise: 0.1, act: relu)").Load(1)));
        Assert.Equal(4, Parse("teacher(classes: 4, n: 50)").Load(1).Training.Classes);
    }

    [Fact]
    public void Files_are_read_from_their_folder()
    {
        _folder.Write("data/t.csv", "a,b,c\n1,2,0\n3,4,1\n5,6,1\n");
        var split = Parse("data/t.csv, test: 1").Load(1);
        Assert.Equal((2, 1, 2), Sizes(split));
        Assert.Equal(1, Parse("data/t.csv, target: a, inputs: (b)").Load(1).Training.Features);
        Assert.Equal(7, Parse("data/t.csv, label: b, inputs: (a, c)").Load(1).Training.Classes);
    }

    [Theory]
    [InlineData("", "t:1:1: A description of data starts with a dataset or a file.")]
    [InlineData("samples: 5", "t:1:1: A description of data starts with a dataset or a file.")]
    [InlineData("digit", "t:1:1: There is no dataset 'digit'. Did you mean 'digits'?")]
    [InlineData("digits, label(random)", "t:1:9: There is no change of data 'label'. Did you mean 'labels'?")]
    [InlineData("digits, labels()", "t:1:9: 'labels' needs to know how many are random.")]
    [InlineData("digits, labels(noise: 2)", "t:1:23: A number from 0 to 1 is needed for 'noise', not '2'.")]
    [InlineData("digits, sample: 5", "t:1:9: Data has no setting 'sample'. Did you mean 'samples'?")]
    [InlineData("digits, label: x", "t:1:9: 'label' names columns of a table, and there is none here.")]
    [InlineData("digits(n: 5)", "t:1:8: 'digits' has no argument 'n'.")]
    [InlineData("../x.csv", "t:1:1: '../x.csv' leads out of the folder of this document.")]
    [InlineData("/etc/x.csv", "t:1:1: '/etc/x.csv' leads out of the folder of this document.")]
    [InlineData("x.npy", "t:1:1: Data is one table, or two arrays: inputs and labels.")]
    [InlineData("x.csv, label: a, target: b", "t:1:18: A table has a label or a target, not both.")]
    [InlineData("teacher(classes: 3, outputs: 3)", "t:1:21: A teacher has outputs or classes, not both.")]
    [InlineData("teacher(inputs: 1000000, n: 1000000)", "t:1:1: 1,000,000,000,000 numbers would take 3,725.3 GiB of memory.")]
    public void What_is_wrong_is_said_with_its_place(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<TrainingException>(() => Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("digits, samples: 1298", "1298 samples cannot be learnt from; there are 1297 beside those of the test.")]
    [InlineData("digits, test: 1797", "1797 of 1797 samples cannot be put aside for the test")]
    [InlineData("digits(split: standard), test: 501", "501 samples cannot be tested on; the test of digits has 500.")]
    [InlineData("teacher, labels(random)", "These samples have targets, and only labels can be drawn anew.")]
    [InlineData("mnist", "There is no such folder; it should hold train-images-idx3-ubyte")]
    public void What_cannot_be_loaded_is_said(string text, string message) =>
        Assert.Contains(message, Assert.Throws<TrainingException>(() => Parse(text).Load(1)).Message, StringComparison.Ordinal);

    private static (int Training, int Test, int Features) Sizes(Split split) => (split.Training.Count, split.Test.Count, split.Training.Features);

    private DatasetRecipe Parse(string text) => DatasetRecipe.Parse(ClaimText.Of(text, new Place("t", 1, 1)), _folder.Root);
}
