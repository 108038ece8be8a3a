using Assay.Matrices;
using Assay.Running;
using Assay.Statistics;
using Assay.Training.Kernels;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Questions;

namespace Assay.Training.Probes;

/// <summary>How the neural tangent kernel moves, how it is conditioned, and how far it is from its limit of infinite width.</summary>
internal sealed class KernelProbe : IProbe
{
    private const string Drift = "kernelDrift";
    private const string Alignment = "kernelAlignment";
    private const string Condition = "kernelCondition";
    private const string LimitGap = "kernelLimitGap";
    private const string Samples = "kernel-samples";
    private const int UsualSamples = 32;
    private const int MostSamples = 300;

    public IReadOnlyList<Quantity> Quantities { get; } =
    [
        new(Drift, "How far the neural tangent kernel has moved at the last moment, relative to its length at the start.", new Interval(0, double.PositiveInfinity)),
        new(Alignment, "The cosine between the neural tangent kernels at the start and at the last moment.", new Interval(-1, 1)),
        new(Condition, "The condition number of the neural tangent kernel at the last moment, enclosed by the certified code for matrices; its upper end.", new Interval(1, double.PositiveInfinity)),
        new(LimitGap, "How far the shape of the neural tangent kernel at the start is from that of infinite width; of dense ReLU networks whose biases start at 0.", new Interval(0, 2)),
    ];

    public IReadOnlyList<ClaimKey> Keys { get; } = [new(Samples, $"On how many samples kernels are taken; {UsualSamples} unless said.")];

    public string? WhyNot(Network network, IReadOnlyCollection<string> wanted, ProbeSettings settings)
    {
        _ = Count(settings);
        return network.NormalisesBatches ? "its network normalises batches, so that its outputs are no function of a sample, and have no kernel."
            : wanted.Contains(LimitGap) && !IsDenseRelu(network) ? $"'{LimitGap}' is known of dense layers with ReLU between any two, such as mlp(64, 512, 10)." : null;
    }

    public long MemoryOf(Network network, int samples, IReadOnlyCollection<string> wanted, ProbeSettings settings) => TangentKernel.MemoryOf(network, Count(settings));

    public void Measure(ProbedMember member, IReadOnlyCollection<string> wanted, ProbeSettings settings, IDictionary<string, double> results, CancellationToken cancellation)
    {
        var network = member.Network;
        int[] rows = [.. member.Data.Training.Take(Count(settings))];
        var batch = new Batch<Real, double>(rows.Length, network.Input.Count, member.Data.TargetsPerSample) { AreLabels = network.Loss == LossKind.CrossEntropy };
        batch.Fill(member.Data.Inputs.Span, member.Data.Targets, rows);
        Func<ParameterBlock, double> factor = member.IsTangentScaled ? TangentKernel.FactorOf : _ => 1;
        if (wanted.Contains(Drift) || wanted.Contains(Alignment) || wanted.Contains(Condition))
        {
            var then = TangentKernel.Of(network, member.Moments[^1].Parameters, batch, factor, cancellation);
            Keep(Condition, () => ConditionOf(then, cancellation));
            if (wanted.Contains(Drift) || wanted.Contains(Alignment))
            {
                var first = TangentKernel.Of(network, member.Start, batch, factor, cancellation);
                Keep(Drift, () => KernelDistance.Drift(first, then));
                Keep(Alignment, () => KernelDistance.Alignment(first, then));
            }
        }

        Keep(LimitGap, () =>
        {
            var hidden = network.Layers.Count(layer => layer is Dense) - 1;
            double[][] samples = [.. Enumerable.Range(0, rows.Length).Select(row => Array.ConvertAll(batch.Inputs[(row * network.Input.Count)..((row + 1) * network.Input.Count)], value => value.Value))];
            return KernelDistance.ShapeGap(InfiniteWidth.Relu(samples, hidden, 2).Tangent, TangentKernel.Of(network, member.Start, batch, WithoutBiases, cancellation));
        });

        void Keep(string name, Func<double> value)
        {
            if (wanted.Contains(name))
            {
                results[name] = value();
            }
        }
    }

    private static double ConditionOf(double[,] kernel, CancellationToken cancellation) =>
        Matrix.Of(kernel).Diagnose(new DiagnoseOptions { Determinant = false }, cancellation).Analysis?.Conditioning?.Condition2.High ?? double.PositiveInfinity;

    // The limit is that of networks without biases.
    private static double WithoutBiases(ParameterBlock block) => block.Role == ParameterRole.Bias ? 0 : TangentKernel.FactorOf(block);

    private static int Count(ProbeSettings settings) => settings.Whole(Samples, UsualSamples, 2, MostSamples);

    private static bool IsDenseRelu(Network network) =>
        network.Layers.Count % 2 == 1 && network.Layers.Index().All(pair => pair.Index % 2 == 0 ? pair.Item is Dense : pair.Item is Activation { Kind: ActivationKind.Relu });
}
