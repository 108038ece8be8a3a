using System.Numerics;
using Assay.Statistics;
using Assay.Training.Data;
using Assay.Training.Optimizers;

namespace Assay.Training.Tests.Optimizers;

/// <summary>Bits that have to be the same on every processor; taken with 256-bit vectors, and the same without any.</summary>
public sealed class SameBitsTests
{
    [Theory]
    [InlineData("sgd(lr: 0.01, momentum: 0.9, nesterov: true, decay: 0.01, clip: 1)", 5581451750195220687UL, 36181096846322698UL)]
    [InlineData("adamw(lr: 0.01, schedule: cosine)", 645951244478599375UL, 835042585796178320UL)]
    [InlineData("rmsprop(momentum: 0.5)", 12039690461399371983UL, 9149416583054570052UL)]
    [InlineData("adagrad", 9915784646256120015UL, 16737464166695014400UL)]
    [InlineData("sam(lr: 0.01)", 13484599218234347727UL, 17265715350967058714UL)]
    [InlineData("lbfgs", 5096220589889048783UL, 13730649616900852763UL)]
    [InlineData("newton", 16413128749611897039UL, 2668126877851350457UL)]
    public void Steps_are_the_same_to_the_bit(string text, ulong single, ulong two) => Assert.Equal((single, two), (Print<float>(text), Print<double>(text)));

    [Fact]
    public void Generated_data_are_the_same_to_the_bit()
    {
        var digits = Hash(OneDimensionalDigits.Generate(50, 1).Inputs.Select(value => (double)value));
        var targets = Hash(new TeacherStudent(7, 5, 50).Generate(1).Targets!.Select(value => (double)value));
        var order = Hash(Shuffle.Permutation(1000, new Philox(1, DataPurpose.Split)).Select(place => (double)place));
        Assert.Equal((12237341125965045605UL, 11443881015338170797UL, 13148939810923587397UL), (digits, targets, order));
    }

    private static ulong Print<T>(string text)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var recipe = OptimizerRecipe.Parse(text);
        var optimizer = recipe.Create<T>(37);
        var parameters = Enumerable.Range(0, 37).Select(i => T.CreateChecked(((i * 7 % 11) - 5) / 8.0)).ToArray();
        for (var step = 0; step < 5; step++)
        {
            optimizer.Step(parameters, new Objective<T>(Problems.Rosenbrock, Problems.RosenbrockProduct), T.CreateChecked(recipe.RateAt(step, 5)));
        }

        return Hash(parameters.Select(double.CreateChecked));
    }

    // Fowler, Noll and Vo's hash (1a), on the bits.
    private static ulong Hash(IEnumerable<double> values) =>
        values.Aggregate(14695981039346656037UL, (hash, value) => (hash ^ BitConverter.DoubleToUInt64Bits(value)) * 1099511628211UL);
}
