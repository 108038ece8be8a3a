using Assay.Training.Experiments;
using Assay.Training.Passes;

namespace Assay.Training.Tests.Kernels;

public sealed class KernelProbeTests
{
    private const string Lines = "data: digits\nstart: he\narm: a = sgd(lr: 0.1, batch: 32)\nbudget-axis: 50 steps\nkernel-samples: 12\n";

    [Fact]
    public void A_kernel_moves_while_its_network_is_trained()
    {
        var start = Measure("network: mlp(64, 16, 10)\nmoments: 0");
        var end = Measure("network: mlp(64, 16, 10)");
        Assert.Equal(0, start["kernelDrift"], 1e-7);
        Assert.Equal(1, start["kernelAlignment"], 1e-12);
        Assert.Equal(start["kernelLimitGap"], end["kernelLimitGap"]);
        Assert.InRange(end["kernelDrift"], 0.01, 10);
        Assert.InRange(end["kernelAlignment"], 0.1, 0.9999);
        Assert.InRange(end["kernelCondition"], 10, 1e9);
    }

    // By a factor of sixteen in width, what should be about a sixteenth.
    [Fact]
    public void Wider_ones_move_less() => Assert.InRange(
        Measure("network: mlp(64, 512, 10)", "sgd(lr: 1, batch: 32), ntk")["kernelDrift"] / Measure("network: mlp(64, 32, 10)", "sgd(lr: 1, batch: 32), ntk")["kernelDrift"], 0.01, 0.3);

    // A first step of a network whose layers have fan-ins of 4 and 2.
    [Fact]
    public void Steps_count_the_fan_in()
    {
        const string Data = "data: teacher(inputs: 4, width: 3, n: 80, classes: 3)\nnetwork: mlp(4, 2, 3)\narm: a = gd(lr: 0.5)ntk\nbudget-axis: 1 steps\nclaim: mean(a.gradientNorm) >= 0";
        double[] Moved(string how)
        {
            var plan = Questions.Claims.Plan(Data.Replace("ntk", how, StringComparison.Ordinal));
            var arm = plan.Bind("a", plan.Arms[0].Description);
            var trainer = new Trainer<Real, double>(arm, 80);
            trainer.Train(arm.Data!.For<double>(arm.Network!, 1, isTuning: false), arm.Start!, 1, plan.Axes[0], 0, CancellationToken.None);
            return [.. trainer.Parameters().Zip(trainer.Start(), (end, start) => end - start)];
        }

        var (plain, scaled) = (Moved(""), Moved(", ntk"));
        double[] factors = [.. Enumerable.Repeat(0.25, 8), 1, 1, .. Enumerable.Repeat(0.5, 6), 1, 1, 1];
        foreach (var (i, factor) in factors.Index())
        {
            Assert.Equal(factor * plain[i], scaled[i], 1e-15);
        }
    }

    [Theory]
    [InlineData("network: layers(64, dense(5), batchnorm, relu, dense(10))", "kernelDrift", "Arm 'a': its network normalises batches, so that its outputs are no function of a sample, and have no kernel.")]
    [InlineData("network: mlp(64, 5, 10, activation: tanh)", "kernelLimitGap", "Arm 'a': 'kernelLimitGap' is known of dense layers with ReLU between any two, such as mlp(64, 512, 10).")]
    [InlineData("network: mlp(64, 5, 10)\nkernel-samples: 1", "kernelDrift", "A whole number from 2 to 300 is needed for 'kernel-samples', not '1'.")]
    public void What_has_no_kernel_is_refused(string line, string quantity, string message)
    {
        var lines = line.Contains("kernel-samples", StringComparison.Ordinal) ? Lines.Replace("kernel-samples: 12\n", "", StringComparison.Ordinal) : Lines;
        Assert.Equal(message, Questions.Claims.Problem($"{lines}{line}\nclaim: mean(a.{quantity}) >= 0").Message);
    }

    private static IReadOnlyDictionary<string, double> Measure(string line, string optimizer = "sgd(lr: 0.1, batch: 32)")
    {
        var plan = Questions.Claims.Plan($"{Lines.Replace("sgd(lr: 0.1, batch: 32)", optimizer, StringComparison.Ordinal)}{line}\nclaim: mean(a.kernelDrift) >= 0");
        return plan.Experiment.Train(plan.Bind("a", plan.Arms[0].Description), 1, plan.Axes[0], new RunOptions { Wanted = ["kernelDrift", "kernelAlignment", "kernelCondition", "kernelLimitGap"] }, CancellationToken.None).Quantities;
    }
}
