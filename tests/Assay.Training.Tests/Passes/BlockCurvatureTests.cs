using System.Numerics;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Rows;

namespace Assay.Training.Tests.Passes;

public sealed class BlockCurvatureTests
{
    private const int Samples = 37;
    private const int Unlabelled = 5;

    [Theory]
    [InlineData(ActivationKind.Relu, LossKind.CrossEntropy)]
    [InlineData(ActivationKind.Tanh, LossKind.CrossEntropy)]
    [InlineData(ActivationKind.Tanh, LossKind.Squared)]
    public void Blocks_of_products_are_the_products_one_by_one(ActivationKind kind, LossKind loss)
    {
        var network = Deep(kind, loss);
        var theta = Bench.Normal(network.ParameterCount, 1, 0.4);
        var directions = Bench.Normal(5 * network.ParameterCount, 2);
        var one = new Curvature<Real, double>(network);
        var batch = Batch<Real, double>(network);
        var expected = new double[directions.Length];
        for (var k = 0; k < 5; k++)
        {
            var part = k * network.ParameterCount;
            one.Product(theta, directions.AsSpan(part, network.ParameterCount), expected.AsSpan(part, network.ParameterCount), batch);
        }

        var real = Products<Real, double>(network, theta, directions, batch, false);
        var eight = Products<Doubles, double>(network, theta, directions, Batch<Doubles, double>(network), false);
        var lanes = Products<Lanes, float>(network, [.. theta.Select(x => (float)x)], [.. directions.Select(x => (float)x)], Batch<Lanes, float>(network), false);
        Assert.Equal(0, Distance(expected, real), 1e-13);
        Assert.Equal(0, Distance(expected, eight), 1e-13);
        Assert.Equal(0, Distance(expected, [.. lanes.Select(x => (double)x)]), 1e-5);
    }

    // Widths that do and do not fill vectors, one hidden layer and more.
    [Theory]
    [InlineData(6, 5, 3)]
    [InlineData(64, 32, 10)]
    [InlineData(17, 16, 9, 33, 4)]
    [InlineData(3, 40, 30, 2)]
    public void Products_on_rows_are_those_of_the_reference(params int[] sizes)
    {
        foreach (var loss in new[] { LossKind.CrossEntropy, LossKind.Squared })
        {
            var network = new Network(Shape.Features(sizes[0]), [.. sizes.Skip(1).SelectMany((size, i) => i == sizes.Length - 2 ? new Layer[] { new Dense(size) } : [new Dense(size), new Activation(ActivationKind.Relu)])], loss);
            if (RowCurvature.TryCreate(network) is not { } rows)
            {
                Assert.Skip("there are no fused vectors");
                return;
            }

            var (theta, direction) = (Bench.Normal(network.ParameterCount, 1, 0.3), Bench.Normal(network.ParameterCount, 2));
            var isSquared = loss == LossKind.Squared;
            const int Count = 150;
            var (x, y) = (Bench.Normal(Count * sizes[0], 3), isSquared ? Bench.Normal(Count * sizes[^1], 9) : [.. Enumerable.Range(0, Count).Select(i => i == Unlabelled ? -1.0 : i % sizes[^1])]);
            var real = new Batch<Real, double>(Count, sizes[0], isSquared ? sizes[^1] : 1) { AreLabels = !isSquared };
            real.Fill([.. x.Select(value => (double)(float)value)], [.. y.Select(value => (double)(float)value)], [.. Enumerable.Range(0, Count)]);
            var floats = new Batch<Lanes, float>(Count, sizes[0], isSquared ? sizes[^1] : 1) { AreLabels = !isSquared, IsInRows = true };
            floats.Fill([.. x.Select(value => (float)value)], [.. y.Select(value => (float)value)], [.. Enumerable.Range(0, Count)]);
            var (expected, found) = (new double[theta.Length], new float[theta.Length]);
            new Curvature<Real, double>(network).Product([.. theta.Select(value => (double)(float)value)], [.. direction.Select(value => (double)(float)value)], expected, real);
            rows.Product([.. theta.Select(value => (float)value)], [.. direction.Select(value => (float)value)], found, floats);
            rows.Product([.. theta.Select(value => (float)value)], [.. direction.Select(value => (float)value)], found, floats);
            Assert.Equal(0, Distance(expected, [.. found.Select(value => (double)value)]), 2e-5);

            var lanes = new float[theta.Length];
            new BlockCurvature<Lanes, float>(network, 1).Products([.. theta.Select(value => (float)value)], [.. direction.Select(value => (float)value)], lanes, floats, isGaussNewton: false);
            Assert.Equal(lanes.Select(BitConverter.SingleToUInt32Bits), found.Select(BitConverter.SingleToUInt32Bits));

            // What is kept of a point changes nothing: other directions, another point, other samples.
            var keeping = RowCurvature.TryCreate(network, Count)!;
            var large = new Batch<Lanes, float>(2 * Count, sizes[0], isSquared ? sizes[^1] : 1) { AreLabels = !isSquared, IsInRows = true };
            large.Fill([.. x.Concat(x).Select(value => (float)(1 - value))], [.. y.Concat(y).Select(value => (float)value)], [.. Enumerable.Range(0, 2 * Count)]);
            for (var round = 0; round < 8; round++)
            {
                float[] at = [.. Bench.Normal(theta.Length, round < 4 ? 20UL : 21, 0.3).Select(value => (float)value)];
                float[] along = [.. Bench.Normal(theta.Length, 30UL + (ulong)round).Select(value => (float)value)];
                if (round == 6)
                {
                    floats.Fill([.. x.Select(value => (float)-value)], [.. y.Select(value => (float)value)], [.. Enumerable.Range(0, Count / 2)]);
                }

                if (round % 2 == 1)
                {
                    // More samples than are kept come between.
                    keeping.Product(at, along, found, large);
                }

                rows.Product(at, along, lanes, floats);
                keeping.Product(at, along, found, floats);
                Assert.Equal(lanes.Select(BitConverter.SingleToUInt32Bits), found.Select(BitConverter.SingleToUInt32Bits));
            }
        }
    }

    [Theory]
    [InlineData(ActivationKind.Relu, LossKind.CrossEntropy)]
    [InlineData(ActivationKind.Tanh, LossKind.Squared)]
    public void Gauss_Newton_is_the_Jacobian_by_the_curvature_of_the_loss(ActivationKind kind, LossKind loss)
    {
        var network = Deep(kind, loss);
        var theta = Bench.Normal(network.ParameterCount, 1, 0.4);
        var directions = Bench.Normal(3 * network.ParameterCount, 2);
        var batch = Batch<Real, double>(network);

        var block = Products<Doubles, double>(network, theta, directions, Batch<Doubles, double>(network), true);
        var general = new double[directions.Length];
        for (var k = 0; k < 3; k++)
        {
            var part = k * network.ParameterCount;
            new Curvature<Real, double>(network).GaussNewton(theta, directions.AsSpan(part, network.ParameterCount), general.AsSpan(part, network.ParameterCount), batch);
        }

        Assert.Equal(0, Distance(general, block), 1e-13);

        // From below: finite differences of outputs, weighed by the loss.
        var n = network.ParameterCount;
        for (var k = 0; k < 3; k++)
        {
            var v = directions.AsSpan(k * n, n).ToArray();
            var bent = v.Zip(general.AsSpan(k * n, n).ToArray(), (a, b) => a * b).Sum();
            Assert.Equal(Bent(network, theta, v, batch), bent, 1e-5 * bent);
        }
    }

    [Fact]
    public void Vectors_of_doubles_are_right_whatever_the_sizes()
    {
        foreach (var (rows, columns, positions) in new[] { (1, 1, 1), (3, 5, 2), (4, 4, 4), (10, 7, 9), (6, 33, 5) })
        {
            var view = WeightView.Of(3, rows, columns);
            var parameters = Bench.Normal(3 + (rows * columns), 1);
            var x = Bench.Normal(positions * columns * 8, 2);
            var y = Bench.Normal(positions * rows * 8, 3);
            var (vx, vy) = (Vectors(x), Vectors(y));
            Doubles.Apply(parameters, view, vx, vy, positions);
            var gradient = new double[parameters.Length];
            Doubles.Correlate(gradient, view, Vectors(y), vx, positions);
            for (var r = 0; r < rows; r++)
            {
                for (var p = 0; p < positions; p++)
                {
                    for (var lane = 0; lane < 8; lane++)
                    {
                        var sum = y[(((p * rows) + r) * 8) + lane] + Enumerable.Range(0, columns).Sum(k => parameters[3 + (r * columns) + k] * x[(((p * columns) + k) * 8) + lane]);
                        Assert.Equal(sum, vy[(p * rows) + r].Value[lane], 1e-12);
                    }
                }

                for (var k = 0; k < columns; k++)
                {
                    var sum = Enumerable.Range(0, positions * 8).Sum(i => y[((((i / 8) * rows) + r) * 8) + (i % 8)] * x[((((i / 8) * columns) + k) * 8) + (i % 8)]);
                    Assert.Equal(sum, gradient[3 + (r * columns) + k], 1e-12);
                }
            }
        }
    }

    [Fact]
    public void Powers_of_e_are_right_to_a_few_units()
    {
        foreach (var x in Enumerable.Range(-7000, 14001).Select(i => i / 10.0).Append(1e-300).Append(-0.0))
        {
            var y = DoubleFunctions.Exp(System.Runtime.Intrinsics.Vector512.Create(x))[3];
            Assert.True(Math.Abs(y - Math.Exp(x)) <= 4 * Math.BitIncrement(Math.Exp(x)) - 4 * Math.Exp(x) || (double.IsInfinity(y) && double.IsInfinity(Math.Exp(x))), $"{x}: {y}");
        }

        Assert.True(double.IsNaN(DoubleFunctions.Exp(System.Runtime.Intrinsics.Vector512.Create(double.NaN))[0]));
        Assert.Equal(0, DoubleFunctions.Exp(System.Runtime.Intrinsics.Vector512.Create(double.NegativeInfinity))[0]);
        Assert.Equal(double.PositiveInfinity, DoubleFunctions.Exp(System.Runtime.Intrinsics.Vector512.Create(double.PositiveInfinity))[0]);
    }

    [Fact]
    public void What_is_not_dense_is_left_to_dual_numbers()
    {
        Assert.True(BlockCurvature<Real, double>.Fits(Deep(ActivationKind.Relu, LossKind.CrossEntropy)));
        Assert.False(BlockCurvature<Real, double>.Fits(Deep(ActivationKind.Gelu, LossKind.CrossEntropy)));
        Assert.False(BlockCurvature<Real, double>.Fits(new Network(Shape.Image(1, 4, 4), [new Convolution(2), new Flatten(), new Dense(3)])));
    }

    private static double Bent(Network network, double[] theta, double[] v, Batch<Real, double> batch)
    {
        const double Step = 1e-6;
        var engine = Engine<Real, double>.Of(network, Samples);
        var outputs = network.Output.Count;
        Real[] At(double t)
        {
            var made = new Real[Samples * outputs];
            engine.Outputs([.. theta.Zip(v, (a, b) => a + (t * b))], batch, made);
            return made;
        }

        var (left, middle, right) = (At(-Step), At(0), At(Step));
        var (total, counted) = (0.0, 0);
        for (var sample = 0; sample < Samples; sample++)
        {
            if (network.Loss == LossKind.CrossEntropy && sample == Unlabelled)
            {
                continue;
            }

            counted++;
            var slope = Enumerable.Range(sample * outputs, outputs).Select(i => (right[i].Value - left[i].Value) / (2 * Step)).ToArray();
            if (network.Loss == LossKind.Squared)
            {
                total += slope.Sum(s => s * s) * 2 / outputs;
                continue;
            }

            var powers = Enumerable.Range(sample * outputs, outputs).Select(i => Math.Exp(middle[i].Value)).ToArray();
            var share = powers.Select(power => power / powers.Sum()).ToArray();
            total += share.Zip(slope, (p, s) => p * s * s).Sum() - Math.Pow(share.Zip(slope, (p, s) => p * s).Sum(), 2);
        }

        return total / counted;
    }

    private static Network Deep(ActivationKind kind, LossKind loss) => new(
        Shape.Features(6), [new Dense(7), new Activation(kind), new Dense(5), new Activation(kind), new Dense(3)], loss);

    private static Batch<T, S> Batch<T, S>(Network network)
        where T : unmanaged, IReal<T, S>
        where S : unmanaged, IBinaryFloatingPointIeee754<S>
    {
        var isSquared = network.Loss == LossKind.Squared;
        var batch = new Batch<T, S>(Samples, 6, isSquared ? 3 : 1) { AreLabels = !isSquared };
        var targets = isSquared ? Bench.Normal(3 * Samples, 9) : [.. Enumerable.Range(0, Samples).Select(i => i == Unlabelled ? -1.0 : i % 3)];
        batch.Fill([.. Bench.Normal(6 * Samples, 8).Select(S.CreateChecked)], [.. targets.Select(S.CreateChecked)], [.. Enumerable.Range(0, Samples)]);
        return batch;
    }

    private static S[] Products<T, S>(Network network, S[] theta, S[] directions, Batch<T, S> batch, bool isGaussNewton)
        where T : unmanaged, IReal<T, S>
        where S : unmanaged, IBinaryFloatingPointIeee754<S>
    {
        var results = new S[directions.Length];
        var curvature = new BlockCurvature<T, S>(network, 6);

        // Twice, for sums must be forgotten.
        curvature.Products(theta, directions, results, batch, isGaussNewton);
        curvature.Products(theta, directions, results, batch, isGaussNewton);
        return results;
    }

    private static Doubles[] Vectors(double[] values) => System.Runtime.InteropServices.MemoryMarshal.Cast<double, Doubles>(values).ToArray();

    private static double Distance(double[] left, double[] right) => left.Zip(right, (a, b) => Math.Abs(a - b)).Max() / left.Max(Math.Abs);
}
