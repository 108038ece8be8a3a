using Assay.Statistics;
using Assay.Training.Geometry;
using Assay.Training.Networks;
using Assay.Training.Passes;

namespace Assay.Training.Tests.Geometry;

/// <summary>Over 2,000 runs with fixed seeds, intervals of 95 % hold the trace in 93 to 97 % of them.</summary>
public sealed class TraceTests
{
    private const int Runs = 2000;

    [Theory]
    [InlineData("flat")]
    [InlineData("decaying")]
    [InlineData("a few large")]
    [InlineData("both signs")]
    public void Intervals_cover_the_trace_of_known_matrices(string kind)
    {
        const int Size = 60;
        double[] diagonal = [.. Enumerable.Range(0, Size).Select(i => kind switch
        {
            "flat" => 1 + (i % 3),
            "decaying" => Math.Pow(0.9, i),
            "a few large" => i < 5 ? 100.0 : 1 / (1.0 + i),
            _ => Math.Cos(i) / (1 + (0.02 * i)),
        })];
        void Diagonal(ReadOnlySpan<double> vectors, Span<double> results)
        {
            for (var i = 0; i < vectors.Length; i++)
            {
                results[i] = vectors[i] * diagonal[i % Size];
            }
        }

        Covers(Diagonal, Size, diagonal.Sum(), sketch: 10, probes: 20);
    }

    [Fact]
    public void Intervals_cover_the_trace_of_a_real_Hessian()
    {
        TrainingCorpus.Require();

        // Normal probes look alike from every side, so that the matrix may as well be turned until it is diagonal.
        // Of its eigenvalues those of least magnitude are left out, which are next to nothing together, and would cost most of the time.
        double[] values = [.. TrainingCorpus.Doubles("relu_trained_hess_eigs").OrderByDescending(Math.Abs).Take(300)];
        void Diagonal(ReadOnlySpan<double> vectors, Span<double> results)
        {
            for (var i = 0; i < vectors.Length; i++)
            {
                results[i] = vectors[i] * values[i % values.Length];
            }
        }

        Covers(Diagonal, values.Length, values.Sum(), sketch: 10, probes: 20);

        // One estimate from the network itself.
        var batch = new Batch<Doubles, double>(300, 64, 1) { AreLabels = true };
        batch.Fill(TrainingCorpus.Doubles("hess_x"), [.. TrainingCorpus.Integers("hess_y")], [.. Enumerable.Range(0, 300)]);
        var theta = TrainingCorpus.Doubles("relu_trained_theta");
        var surface = new LossSurface(Network.Mlp(ActivationKind.Relu, 64, 16, 10), batch);
        var trace = TrainingCorpus.Expected("relu_trained").GetProperty("trace").GetDouble();
        foreach (var isGaussNewton in new[] { false, true })
        {
            var found = TraceEstimate.Of((vectors, results) => surface.Products(theta, vectors, results, isGaussNewton, CancellationToken.None), theta.Length, 40, 40, 0.9999, seed: 1);

            // Of piecewise linear networks both matrices have the same trace.
            Assert.True(found.Interval.Contains(trace), $"{found}, {trace}");
            Assert.Equal(trace, found.Value, 0.03 * trace);
        }
    }

    [Fact]
    public void A_space_that_is_everything_leaves_nothing_to_estimate()
    {
        var found = TraceEstimate.Of((vectors, results) => vectors.CopyTo(results), 6, sketch: 6, probes: 2, 0.95, seed: 1);
        Assert.Equal(6, found.Value, 1e-12);
        Assert.Equal(found.Interval.Low, found.Interval.High);
    }

    [Theory]
    [InlineData(0.975, 1, 12.7062047361747)]
    [InlineData(0.975, 19, 2.09302405440831)]
    [InlineData(0.95, 5, 2.01504837333302)]
    [InlineData(0.025, 19, -2.09302405440831)]
    public void Quantiles_of_Student_are_those_of_tables(double probability, int degrees, double quantile) =>
        Assert.Equal(quantile, StudentT.Quantile(probability, degrees), 1e-10);

    private static void Covers(Training.Geometry.Products products, int size, double trace, int sketch, int probes)
    {
        var covered = 0;
        Parallel.For(0, Runs, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, run =>
        {
            if (TraceEstimate.Of(products, size, sketch, probes, 0.95, (ulong)run + 1).Interval.Contains(trace))
            {
                Interlocked.Increment(ref covered);
            }
        });
        Assert.InRange(covered / (double)Runs, 0.93, 0.97);
    }
}
