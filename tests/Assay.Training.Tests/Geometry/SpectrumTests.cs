using Assay.Training.Geometry;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Tests.Passes;

namespace Assay.Training.Tests.Geometry;

public sealed class SpectrumTests
{
    [Theory]
    [InlineData("tanh_init", ActivationKind.Tanh)]
    [InlineData("relu_trained", ActivationKind.Relu)]
    public void All_eigenvalues_of_the_Hessian_are_those_of_PyTorch(string name, ActivationKind activation)
    {
        var (surface, theta) = Reference(name, activation);

        var values = SymmetricEigenvalues.Of(surface.Hessian(theta, CancellationToken.None), CancellationToken.None).Values;

        var expected = TrainingCorpus.Doubles(name + "_hess_eigs");
        Assert.Equal(0, expected.Zip(values, (left, right) => Math.Abs(left - right)).Max(), 1e-9);
        Assert.Equal(TrainingCorpus.Expected(name).GetProperty("num_neg_lt_minus1em8").GetInt32(), values.Count(value => value < -1e-8));
    }

    [Theory]
    [InlineData("tanh_init", ActivationKind.Tanh)]
    [InlineData("relu_trained", ActivationKind.Relu)]
    public void Both_ends_are_found_with_bounds_that_hold(string name, ActivationKind activation)
    {
        var (surface, theta) = Reference(name, activation);
        var expected = TrainingCorpus.Doubles(name + "_hess_eigs");

        var spectrum = Lanczos.Run((from, to) => surface.Product(theta, from, to), surface.Size, 120, seed: 1, CancellationToken.None);

        foreach (var i in Enumerable.Range(0, spectrum.Values.Count))
        {
            Assert.True(expected.Min(value => Math.Abs(value - spectrum.Values[i])) <= spectrum.Residuals[i] + 1e-9);
        }

        Assert.Equal(expected[^1], spectrum.Values[^1], 1e-9);
        Assert.Equal(expected[0], spectrum.Values[0], 1e-6);
        var product = new double[surface.Size];
        var vector = spectrum.Vector(0);
        surface.Product(theta, vector, product);
        Assert.Equal(spectrum.Values[0], vector.Zip(product, (left, right) => left * right).Sum(), 1e-9);
    }

    [Fact]
    public void Lengths_along_the_lowest_direction_give_the_loss_of_the_reference()
    {
        var (surface, theta) = Reference("tanh_init", ActivationKind.Tanh);
        var bottom = TrainingCorpus.Doubles("tanh_init_vbottom");

        var expected = TrainingCorpus.Expected("tanh_init");
        var step = expected.GetProperty("bottom_dir_best_alpha").GetDouble();
        double At(double length) => surface.Loss([.. theta.Zip(bottom, (value, along) => value + (length * along))]);

        // The sign of an eigenvector is free.
        Assert.Equal(expected.GetProperty("bottom_dir_best_loss").GetDouble(), Math.Min(At(step), At(-step)), 1e-12);
        var lowest = surface.Lowest(theta, bottom, 1e-3, 16);
        Assert.InRange(lowest.Loss, 0, surface.Loss(theta) - 0.1);
        Assert.Equal(lowest.Loss, At(lowest.Step), 1e-14);
    }

    [Fact]
    public void Eigenvalues_of_a_diagonal_turned_by_reflections_come_back()
    {
        const int Size = 40;
        var wanted = Bench.Normal(Size, 1).Order().ToArray();
        var matrix = Enumerable.Range(0, Size).Select(i => Enumerable.Range(0, Size).Select(j => i == j ? wanted[i] : 0.0).ToArray()).ToArray();
        for (ulong turn = 1; turn <= 3; turn++)
        {
            var v = Bench.Normal(Size, 10 + turn);
            var square = v.Sum(x => x * x);
            double[] Reflected(double[] x) => [.. x.Select((value, i) => value - (2 * v[i] * x.Zip(v, (a, b) => a * b).Sum() / square))];
            matrix = [.. matrix.Select(Reflected)];
            matrix = [.. Transposed(matrix).Select(Reflected)];
        }

        var found = SymmetricEigenvalues.Of(matrix, CancellationToken.None).Values;

        Assert.All(wanted.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    private static IEnumerable<double[]> Transposed(double[][] matrix) => Enumerable.Range(0, matrix.Length).Select(j => matrix.Select(row => row[j]).ToArray());

    private static (LossSurface Surface, double[] Theta) Reference(string name, ActivationKind activation)
    {
        TrainingCorpus.Require();
        var batch = new Batch<Doubles, double>(300, 64, 1);
        batch.Fill(TrainingCorpus.Doubles("hess_x"), [.. TrainingCorpus.Integers("hess_y")], [.. Enumerable.Range(0, 300)]);
        return (new LossSurface(Network.Mlp(activation, 64, 16, 10), batch), TrainingCorpus.Doubles(name + "_theta"));
    }
}
