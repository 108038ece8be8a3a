using Assay.Training.Experiments;
using Assay.Training.Networks;
using Assay.Training.Passes;

namespace Assay.Training.Tests.Passes;

/// <summary>A small causal network over tokens, against PyTorch 1.13.0a0 in doubles.</summary>
public sealed class SequenceTests
{
    private static readonly Network Network = NetworkText.Read(CallText.Parse("layers(4, embedding(5, 4), positions, residual(layernorm, attention(2, causal)), dense(5))"));

    private static readonly double[] Tokens = [0, 1, 2, 3, 4, 4, 1, 0, 2, 3, 0, 1];
    private static readonly double[] Labels = [1, -1, 3, 0, 2, 0, -1, -1, 4, 1, 1, 2];

    // layer_norm, multi_head_attention_forward and cross_entropy(ignore_index=-1); parameters 0.5 sin(i + 1), the direction cos(i).
    private static readonly int[] Places = [0, 7, 19, 20, 35, 36, 43, 44, 59, 60, 64, 83, 84, 100, 104, 120, 123, 124, 140, 143, 148];
    private static readonly double[] Gradient =
    [
        0.06271252732026515, 0.034146486675791635, 0.004226339966645981, -0.000927518993670681, -0.034310659446659175, 0.006893575128298557, -0.0053611664025550775,
        9.564367489599625e-05, -0.000178918833659206, -0.00025914645077927114, 0.000630573118757803, 0, -0.018375413474918785, 0.0305244610106084,
        0.09911765459456974, 0.15862510260765952, -0.14851893997940221, -0.039546299299565296, -0.038825648193807454, 0.03122850740365263, 0.01780505333706456,
    ];

    private static readonly double[] Product =
    [
        0.3607290322104285, 0.04402362197329002, 0.07439797662757082, 0.23351826635935982, -0.13763451731114404, 0.08378068437437036, -0.04376840822459813,
        0.0008987416628000249, -0.0024239838063207252, -0.002011108139067223, 0.0057065207950724745, 0, -0.16606473657064635, 0.16558245741890293,
        0.8534376371841963, 0.7648941414163565, -0.7284834280975377, -0.2021822330298544, -0.1243308516250491, 0.19298336223760254, -0.18751231493006779,
    ];

    [Fact]
    public void Loss_gradient_and_product_with_the_Hessian_are_those_of_PyTorch()
    {
        double[] theta = [.. Enumerable.Range(0, Network.ParameterCount).Select(i => 0.5 * Math.Sin(i + 1))];
        double[] direction = [.. Enumerable.Range(0, theta.Length).Select(i => Math.Cos(i))];
        Assert.Equal(149, theta.Length);
        foreach (var blocks in new[] { 1, 3 })
        {
            var gradient = new double[theta.Length];
            var measure = new Engine<Real, double>(Network, blocks).Gradient(theta, gradient, Batch<Real, double>([0, 1, 2]));
            Assert.Equal(1.7444119700511658, measure.Loss, 1e-13);
            Assert.Equal(0.7859102698659757, Length(gradient), 1e-13);
            Assert.All(Places.Zip(Gradient), pair => Assert.Equal(pair.Second, gradient[pair.First], 1e-14));

            var curvature = Bench.Curvature(Network, Batch<Dual<Real, double>, double>([0, 1, 2]), theta, direction, blocks);
            Assert.Equal(3.422857605843781, Length(curvature.Product), 1e-12);
            Assert.All(Places.Zip(Product), pair => Assert.Equal(pair.Second, curvature.Product[pair.First], 1e-13));
        }
    }

    [Fact]
    public void The_mean_is_taken_over_all_labels_that_count()
    {
        var theta = new Start().Draw(Network, 1);
        var engine = new Engine<Real, double>(Network, 3);
        var (all, counted) = (Batch<Real, double>([0, 1, 2]), 0.0);
        foreach (var row in new[] { 0, 1, 2 })
        {
            var one = Batch<Real, double>([row]);
            counted += engine.Look(theta, one).Loss * one.Counted;
        }

        Assert.Equal((9, 3), (all.Counted, all.Count));
        Assert.Equal(counted / 9, engine.Look(theta, all).Loss, 1e-14);

        // Where no label counts there is no loss, and nothing to learn.
        var none = new Batch<Real, double>(1, 4, 4) { AreLabels = true };
        none.Fill(Tokens, [-1, -1, -1, -1], [0]);
        var gradient = new double[theta.Length];
        Assert.Equal(0, engine.Gradient(theta, gradient, none).Loss);
        Assert.All(gradient, slope => Assert.Equal(0, slope));
    }

    [Fact]
    public void Causal_tokens_do_not_see_what_follows()
    {
        var theta = new Start().Draw(Network, 1);
        double[] tokens = [.. Tokens];
        tokens[3] = 0;
        var (before, after) = (Outputs(theta, Tokens), Outputs(theta, tokens));
        Assert.Equal(before[..15], after[..15]);
        Assert.NotEqual(before[15..20], after[15..20]);
    }

    [Fact]
    public void A_token_that_the_vocabulary_has_not_is_refused()
    {
        var theta = new Start().Draw(Network, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => Outputs(theta, [0, 1, 5, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Outputs(theta, [0, -1, 2, 0]));
    }

    [Fact]
    public void A_network_over_tokens_learns_in_floats()
    {
        var samples = new Samples<Lanes, float>(Network, new Engine<Lanes, float>(Network, 1));
        samples.Use(new MemberData<float>(Tokens.Select(token => (float)token).ToArray(), [.. Labels.Select(label => (float)label)], 4, [0, 1, 2], []));
        var arm = new Arm("a", "", Assay.Training.Optimizers.OptimizerRecipe.Parse("adam(lr: 0.05, batch: all)"));
        var run = new Journey<Lanes, float>(arm, Network, new Engine<Lanes, float>(Network, 1), samples, new Mask(Network))
            .Go(new Start().Draw(Network, 1), 1, new Axis(AxisKind.Steps, 200), 0, CancellationToken.None);
        Assert.InRange(run.Quantities["trainLoss"], 0, 0.05);
        Assert.Equal(1, run.Quantities["trainAccuracy"]);
    }

    private static Batch<T, S> Batch<T, S>(int[] rows)
        where T : unmanaged, IReal<T, S>
        where S : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<S>
    {
        var batch = new Batch<T, S>(3, 4, 4) { AreLabels = true };
        batch.Fill(Array.ConvertAll(Tokens, S.CreateChecked), Array.ConvertAll(Labels, S.CreateChecked), rows);
        return batch;
    }

    private static double[] Outputs(double[] theta, double[] tokens)
    {
        var batch = new Batch<Real, double>(1, 4, 4) { AreLabels = true };
        batch.Fill(tokens, Labels, [0]);
        var outputs = new Real[20];
        new Engine<Real, double>(Network, 1).Outputs(theta, batch, outputs);
        return Array.ConvertAll(outputs, output => output.Value);
    }

    private static double Length(double[] vector) => Math.Sqrt(vector.Sum(entry => entry * entry));
}
