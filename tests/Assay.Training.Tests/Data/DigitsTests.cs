using Assay.Training.Data;

namespace Assay.Training.Tests.Data;

/// <summary>The digits that come with the assembly.</summary>
public sealed class DigitsTests
{
    [Fact]
    public void There_are_1797_of_ten_classes_and_64_pixels()
    {
        Assert.Equal((1797, 64, 10), (Digits.All.Count, Digits.All.Features, Digits.All.Classes));
        Assert.Equal((1297, 500), (Digits.Standard.Training.Count, Digits.Standard.Test.Count));
        Assert.Equal((0, 1), (Digits.All.Inputs.Min(), Digits.All.Inputs.Max()));
        Assert.All(Digits.All.Labels!.CountBy(label => label), pair => Assert.InRange(pair.Value, 174, 183));
    }

    [Fact]
    public void They_are_scaled_and_ordered_as_in_the_reference_cases()
    {
        var inputs = Corpus.Doubles("hess_x.npy");
        Assert.Equal(inputs, Digits.Standard.Training.Inputs.Take(inputs.Length).Select(value => (double)value));
        Assert.Equal(Corpus.Doubles("hess_y.npy"), Digits.Standard.Training.Labels!.Take(300).Select(label => (double)label));
    }

    [Fact]
    public void The_standard_split_is_that_of_the_reference_cases()
    {
        var order = Corpus.Doubles("split_perm.npy", "digits");
        using var packed = new System.IO.Compression.GZipStream(File.OpenRead(Corpus.PathOf("digits", "digits.csv.gz")), System.IO.Compression.CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToArray();
        for (var i = 0; i < order.Length; i++)
        {
            var (part, row) = i < 1297 ? (Digits.Standard.Training, i) : (Digits.Standard.Test, i - 1297);
            Assert.Equal(lines[(int)order[i]].TrimEnd('\r'), string.Join(',', part.Input(row).ToArray().Select(value => value * 16)) + "," + part.Labels![row]);
        }
    }
}
