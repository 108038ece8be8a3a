using Assay.Statistics;
using Assay.Training.Data;

namespace Assay.Training.Tests.Data;

/// <summary>Samples that are made, and labels that are drawn.</summary>
public sealed class GeneratedDataTests
{
    [Fact]
    public void Normal_deviates_have_the_moments_of_the_normal_distribution()
    {
        var deviates = new NormalDeviates(new Philox(3, 1));
        var values = Enumerable.Range(0, 20_000).Select(_ => deviates.Next()).ToArray();
        Assert.Equal(0, values.Average(), 0.03);
        Assert.Equal(1, values.Average(value => value * value), 0.04);
        Assert.Equal(3, values.Average(value => Math.Pow(value, 4)), 0.25);
        Assert.Equal(0.95, values.Count(value => Math.Abs(value) < 1.96) / 20_000.0, 0.006);
    }

    [Fact]
    public void A_teacher_answers_what_its_formula_says()
    {
        var teacher = new TeacherStudent(3, 4, 50) { IsRectified = true };
        var data = teacher.Generate(5);
        Assert.Equal((50, 3, 1), (data.Count, data.Features, data.Outputs));
        var weights = new NormalDeviates(new Philox(5, DataPurpose.TeacherWeights));
        var first = Enumerable.Range(0, 12).Select(_ => weights.Next() / Math.Sqrt(3)).ToArray();
        var last = Enumerable.Range(0, 4).Select(_ => weights.Next() / 2).ToArray();
        for (var i = 0; i < 50; i++)
        {
            var x = data.Input(i).ToArray();
            var expected = Enumerable.Range(0, 4).Sum(unit => last[unit] * Math.Max(0, Enumerable.Range(0, 3).Sum(j => first[(unit * 3) + j] * x[j])));
            Assert.Equal(expected, data.Targets![i], 1e-6);
        }
    }

    [Fact]
    public void Noise_moves_targets_by_its_deviation_and_leaves_inputs()
    {
        var clean = new TeacherStudent(5, 3, 4000).Generate(2);
        var noisy = (new TeacherStudent(5, 3, 4000) { Noise = 0.5 }).Generate(2);
        Assert.Equal(clean.Inputs, noisy.Inputs);
        Assert.Equal(0.25, clean.Targets!.Zip(noisy.Targets!, (a, b) => (a - b) * (a - b)).Average(), 0.03);
    }

    [Fact]
    public void The_greatest_answer_is_the_label()
    {
        var numbers = (new TeacherStudent(6, 8, 30) { Outputs = 3 }).Generate(9);
        var labels = (new TeacherStudent(6, 8, 30) { Outputs = 3, HasLabels = true }).Generate(9);
        Assert.Equal(numbers.Targets!.Chunk(3).Select(answer => Array.IndexOf(answer, answer.Max())), labels.Labels!);
        Assert.Equal(3, labels.Classes);
    }

    [Fact]
    public void A_share_of_labels_is_drawn_uniformly_and_remembered()
    {
        var data = new Dataset([1], new float[10_000], new int[10_000], 5);
        var noisy = LabelNoise.Apply(data, 0.3, 7);
        Assert.Equal(3000, noisy.Redrawn.Count);
        Assert.Equal(noisy.Redrawn, noisy.Redrawn.Distinct().Order());
        Assert.All(noisy.Redrawn.CountBy(sample => noisy.Data.Labels![sample]), pair => Assert.InRange(pair.Value, 510, 690));
        Assert.All(Enumerable.Range(0, 10_000).Except(noisy.Redrawn), sample => Assert.Equal(0, noisy.Data.Labels![sample]));
        Assert.Equal(noisy.Data.Labels!, LabelNoise.Apply(data, 0.3, 7).Data.Labels!);
        Assert.NotEqual(noisy.Data.Labels!, LabelNoise.Apply(data, 0.3, 8).Data.Labels!);
        Assert.All(data.Labels!, label => Assert.Equal(0, label));
        Assert.Equal(10_000, LabelNoise.Apply(data, 1, 7).Redrawn.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelNoise.Apply(data, 1.1, 7));
        Assert.Throws<ArgumentException>(() => LabelNoise.Apply(new Dataset([1], new float[1], new float[1], 1), 1, 7));
    }

    [Fact]
    public void No_template_of_a_digit_is_a_moved_and_scaled_other_one()
    {
        for (var a = 0; a < 10; a++)
        {
            for (var b = 0; b < a; b++)
            {
                Assert.True(Likeness(OneDimensionalDigits.All[a], OneDimensionalDigits.All[b]) < 0.93, $"{a} and {b}");
            }
        }
    }

    [Fact]
    public void One_dimensional_digits_are_the_same_for_the_same_seed()
    {
        var data = OneDimensionalDigits.Generate(1000, 4);
        Assert.Equal((1000, 40, 10), (data.Count, data.Features, data.Classes));
        Assert.All(data.Labels!.CountBy(label => label), pair => Assert.Equal(100, pair.Value));
        Assert.Equal(data.Inputs, OneDimensionalDigits.Generate(1000, 4).Inputs);
        Assert.NotEqual(data.Inputs, OneDimensionalDigits.Generate(1000, 5).Inputs);
    }

    [Fact]
    public void One_dimensional_digits_can_be_learnt_and_are_not_trivial()
    {
        // The nearest of 2,000 samples answers: far from chance (0.1), and far from right.
        var data = OneDimensionalDigits.Generate(2300, 1);
        var right = 0;
        for (var i = 2000; i < 2300; i++)
        {
            var sample = i;
            var nearest = Enumerable.Range(0, 2000).MinBy(j => Distance(data.Input(sample), data.Input(j)));
            right += data.Labels![nearest] == data.Labels[i] ? 1 : 0;
        }

        Assert.InRange(right / 300.0, 0.35, 0.85);
    }

    private static double Distance(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += (left[i] - right[i]) * (left[i] - right[i]);
        }

        return sum;
    }

    private static double Likeness(double[] left, double[] right)
    {
        double At(double[] values, int i) => i >= 0 && i < values.Length ? values[i] : 0;
        var norm = Math.Sqrt(left.Sum(value => value * value) * right.Sum(value => value * value));
        return Enumerable.Range(-11, 23).Max(shift => Enumerable.Range(0, 12).Sum(i => left[i] * At(right, i + shift))) / norm;
    }
}
