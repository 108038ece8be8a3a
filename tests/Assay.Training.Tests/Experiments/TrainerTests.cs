using Assay.Claims;
using Assay.Training.Experiments;
using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Passes;
using Assay.Training.Probes;

namespace Assay.Training.Tests.Experiments;

/// <summary>What is done to single members on their way.</summary>
public sealed class TrainerTests
{
    private const string Data = "teacher(inputs: 4, width: 3, classes: 3, n: 120, seed: 4)";

    private static readonly Network Network = Network.Mlp(ActivationKind.Tanh, 4, 6, 5, 3);

    [Fact]
    public void Arms_with_the_same_optimiser_are_the_same_bits_on_each_seed()
    {
        var experiment = new NetworkExperiment(new Start(), isDouble: false, ProbeSettings.None);
        var (first, second) = (Arm("sgd(lr: 0.1, batch: 8, momentum: 0.9)"), Arm("sgd(lr: 0.1, batch: 8, momentum: 0.9)") with { Name = "b" });
        List<double> losses = [];
        for (var seed = 1UL; seed <= 4; seed++)
        {
            var (left, right) = (Train(experiment, first, seed), Train(experiment, second, seed));
            Assert.All(left.Quantities.Where(pair => pair.Key != "seconds"), pair => Assert.Equal(pair.Value, right.Quantities[pair.Key]));
            losses.Add(left.Quantities["trainLoss"]);
        }

        Assert.Equal(4, losses.Distinct().Count());
    }

    [Fact]
    public void Members_do_not_depend_on_those_that_were_trained_before()
    {
        var arm = Arm("sam(adam(lr: 0.01, batch: 8))");
        var worn = new NetworkExperiment(new Start(), isDouble: false, ProbeSettings.None);
        Train(worn, arm, 1);
        var again = Train(worn, arm, 2);
        var fresh = Train(new NetworkExperiment(new Start(), isDouble: false, ProbeSettings.None), arm, 2);
        Assert.Equal(fresh.Quantities["testLoss"], again.Quantities["testLoss"]);
    }

    [Theory]
    [InlineData("lbfgs")]
    [InlineData("newton")]
    public void Statistics_of_batches_are_kept_also_where_a_method_looks_elsewhere(string optimiser)
    {
        var network = new Network(Shape.Features(4), [new Dense(6), new BatchNorm(), new Activation(ActivationKind.Tanh), new Dense(3)]);
        var arm = Arm(optimiser) with { Network = network };
        var run = new NetworkExperiment(new Start(), isDouble: true, ProbeSettings.None).Train(arm, 1, new Axis(AxisKind.Steps, 40), new RunOptions(), CancellationToken.None);

        // With the means and variances of the start it would be as good as guessing.
        Assert.InRange(run.Quantities["trainLoss"], 0, 0.3);
    }

    [Fact]
    public void Units_of_a_run_that_diverged_are_unknown()
    {
        var network = Network.Mlp(ActivationKind.Relu, 4, 6, 3);
        var run = new NetworkExperiment(new Start(), isDouble: false, ProbeSettings.None).Train(Arm("sgd(lr: 1e30, batch: 8)") with { Network = network }, 1, new Axis(AxisKind.Steps, 40), new RunOptions(), CancellationToken.None);
        Assert.Equal((1, double.NaN, double.NaN), (run.Quantities["diverged"], run.Quantities["deadUnits"], run.Quantities["stillUnits"]));
    }

    [Theory]
    [InlineData("sgd(lr: 0.1, batch: 8, momentum: 0.9, decay: 0.1)")]
    [InlineData("adamw(lr: 0.01, batch: 8, decay: 0.1)")]
    [InlineData("sam(sgd(lr: 0.1, batch: 8, momentum: 0.9, decay: 0.1))")]
    [InlineData("lbfgs")]
    [InlineData("newton")]
    public void Frozen_layers_stay_dead_ones_are_0_and_the_others_move(string optimiser)
    {
        var arm = Arm(optimiser) with { Protocol = new Protocol { Frozen = ["1"], Dead = ["3"] } };
        var (start, end) = (new Start().Draw(Network, 7), Trained(arm, 7));
        Assert.Equal(Block(start, "1.weight"), Block(end, "1.weight"));
        Assert.Equal(Block(start, "1.bias"), Block(end, "1.bias"));
        Assert.All(Block(end, "3.weight").Concat(Block(end, "3.bias")), value => Assert.Equal(0, value));
        Assert.NotEqual(Block(start, "5.bias"), Block(end, "5.bias"));
    }

    [Theory]
    [InlineData("sgd(lr: 0.1, batch: 8, momentum: 0.9, decay: 0.1)")]
    [InlineData("adamw(lr: 0.01, batch: 8, decay: 0.1)")]
    [InlineData("lbfgs")]
    public void Pruning_keeps_the_wanted_share_of_each_layer_at_0_elsewhere(string optimiser)
    {
        foreach (var rounds in new[] { 0, 1, 3 })
        {
            var arm = Arm(optimiser) with { Protocol = new Protocol { Pruning = new Pruning(0.25, rounds, IsFresh: false) } };
            var end = Trained(arm, 3);
            foreach (var block in Network.Parameters.Where(block => block.Role == ParameterRole.Weight))
            {
                Assert.Equal((int)Math.Round(0.25 * block.Count), Block(end, block.Name).Count(value => value != 0));
            }
        }
    }

    [Fact]
    public void Pruned_weights_go_back_to_their_start()
    {
        // With no rate worth speaking of, the end is where the last training began.
        foreach (var isFresh in new[] { false, true })
        {
            var arm = Arm("gd(lr: 1e-30)") with { Protocol = new Protocol { Pruning = new Pruning(0.5, 2, isFresh) } };
            var (start, end) = (new Start().Draw(Network, 5), Trained(arm, 5));
            var left = Network.Parameters.Where(block => block.Role == ParameterRole.Weight).SelectMany(block => Enumerable.Range(block.Start, block.Count)).Where(i => end[i] != 0).ToList();
            Assert.Equal(isFresh ? 0 : left.Count, left.Count(i => end[i] == start[i]));

            // Which ones are left is decided by how great they were.
            var block = Block(start, "1.weight");
            var greatest = Enumerable.Range(0, block.Length).OrderByDescending(i => Math.Abs(block[i])).Take(block.Length / 2).Order();
            Assert.Equal(greatest, Enumerable.Range(0, block.Length).Where(i => end[i] != 0));
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void Ablation_makes_what_goes_in_and_out_of_units_0_for_good(double at)
    {
        var arm = Arm("sgd(lr: 0.1, batch: 8, momentum: 0.9, decay: 0.01)") with { Protocol = new Protocol { Ablation = new Ablation("1", 0.5, at) } };
        double[] end = [];
        var run = Train(new NetworkExperiment(new Start(), isDouble: true, ProbeSettings.None), arm, 2, parameters => end = parameters);
        var (weights, biases, next) = (Block(end, "1.weight"), Block(end, "1.bias"), Block(end, "3.weight"));
        var gone = Enumerable.Range(0, 6).Where(unit => biases[unit] == 0).ToList();
        Assert.Equal(3, gone.Count);
        Assert.All(gone, unit =>
        {
            Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(0, weights[(unit * 4) + i]));
            Assert.All(Enumerable.Range(0, 5), row => Assert.Equal(0, next[(row * 6) + unit]));
        });
        Assert.Equal(3 * (4 + 5), weights.Concat(next).Count(value => value == 0));
        Assert.NotEqual(run.Quantities["accuracyBefore"], run.Quantities["accuracyAfter"]);
        Assert.Equal(Network.ParameterCount - (3 * 10), run.Quantities["weightsLeft"]);
    }

    [Theory]
    [InlineData("layers(1x4x4, conv(4), relu, pool(2), dense(3))", 12)]
    [InlineData("layers(1x4x4, conv(4), conv(2), dense(3))", 18)]
    [InlineData("layers(4x4, dense(6), relu, flatten, dense(3))", 12)]
    [InlineData("layers(4x4, dense(6), relu, dense(2), flatten, dense(3))", 2)]
    public void Units_of_images_and_sequences_are_removed_whole(string text, int outgoing)
    {
        var network = NetworkText.Read(CallText.Parse(text));
        var removal = UnitRemoval.Of(network, "1");
        var theta = new Start(StartKind.He).Draw(network, 1);
        Array.ForEach([.. removal.Parameters(1)], i => theta[i] = 0);
        var first = network.Parameters[0];
        Assert.Equal((first.Count / first.Sizes[0]) + 1 + outgoing, removal.Parameters(1).Distinct().Count());

        // Whatever the unit would be, it changes nothing any more.
        var before = Outputs(network, theta);
        theta[network.Parameters[1].Start + 1] = 5;
        Assert.Equal(before, Outputs(network, theta));
        theta[network.Parameters[1].Start] += 5;
        Assert.NotEqual(before, Outputs(network, theta));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Divergence_is_an_outcome(bool isDouble)
    {
        var network = new Network(Shape.Features(4), [new Dense(6), new Dense(3)], LossKind.Squared);
        var run = Train(new NetworkExperiment(new Start(), isDouble, ProbeSettings.None), Arm("gd(lr: 1e6)") with { Network = network }, 1, looks: 4);
        Assert.Equal(
            (double.PositiveInfinity, double.PositiveInfinity, 0, 0, 1, 1),
            (run.Quantities["trainLoss"], run.Quantities["testLoss"], run.Quantities["trainAccuracy"], run.Quantities["testAccuracy"], run.Quantities["testError"], run.Quantities["diverged"]));
        Assert.InRange(run.Quantities["steps"], 1, 99);
        Assert.All(
            NetworkQuantities.All.Where(quantity => !quantity.Name.EndsWith("Units", StringComparison.Ordinal)),
            quantity => Assert.True(quantity.Range.Contains(run.Quantities[quantity.Name]), quantity.Name));
        Assert.All(run.Curve.Skip(1), point => Assert.Equal((double.PositiveInfinity, 0), (point.Loss, point.TestAccuracy)));

        // It ends where the run did, which is long before its budget.
        Assert.Equal(run.Quantities["steps"] / 100, run.Curve[^1].Share, 1e-12);
    }

    [Theory]
    [InlineData("sgd(lr: 0.1, batch: 10)", "25 steps", 25, 242)]
    [InlineData("sgd(lr: 0.1, batch: 10)", "2 epochs", 20, 192)]
    [InlineData("sgd(lr: 0.1, batch: 10)", "100 gradients", 11, 106)]
    [InlineData("gd(lr: 0.1)", "3 epochs", 3, 288)]
    [InlineData("gd(lr: 0.1)", "2.5 epochs", 3, 288)]
    [InlineData("sam(sgd(lr: 0.1, batch: 10))", "25 steps", 25, 242)]
    [InlineData("sam(sgd(lr: 0.1, batch: 10))", "100 gradients", 5, 50)]
    public void Axes_count_what_they_say(string optimiser, string axis, long steps, long samples)
    {
        // 96 samples are nine batches of 10 and one of 6.
        var run = Train(new NetworkExperiment(new Start(), isDouble: false, ProbeSettings.None), Arm(optimiser), 1, axis: axis);
        var each = optimiser.StartsWith("sam", StringComparison.Ordinal) ? 2 : 1;
        Assert.Equal((steps, samples / 96.0, each * samples), (run.Quantities["steps"], run.Quantities["epochs"], run.Quantities["gradients"]));
    }

    [Theory]
    [InlineData("lbfgs")]
    [InlineData("newton")]
    public void Whole_gradients_of_searches_are_counted(string optimiser)
    {
        var run = Train(new NetworkExperiment(new Start(), isDouble: true, ProbeSettings.None), Arm(optimiser), 1, axis: "6 steps");
        Assert.Equal(6, run.Quantities["steps"]);
        Assert.InRange(run.Quantities["gradients"], 6 * 96, 6 * 96 * 100);
        Assert.Equal(0, run.Quantities["gradients"] % 96);
        var limited = Train(new NetworkExperiment(new Start(), isDouble: true, ProbeSettings.None), Arm(optimiser), 1, axis: "960 gradients");
        Assert.InRange(limited.Quantities["steps"], 1, 10);
        Assert.InRange(limited.Quantities["gradients"], 960, double.MaxValue);
    }

    [Theory]
    [InlineData("sam(sgd(lr: 0.1, batch: 96, schedule: linear))", "50 steps", "9600 gradients")]
    [InlineData("sgd(lr: 0.1, batch: 96, schedule: cosine)", "50 steps", "50 epochs")]
    [InlineData("sgd(lr: 0.1, batch: 48, schedule: cosine, warmup: 5)", "50 steps", "2400 gradients")]
    public void Schedules_run_over_the_whole_budget_whatever_its_axis(string optimiser, string axis, string other)
    {
        var experiment = new NetworkExperiment(new Start(), isDouble: true, ProbeSettings.None);
        var (left, right) = (Train(experiment, Arm(optimiser), 1, axis: axis), Train(experiment, Arm(optimiser), 1, axis: other));
        Assert.Equal(50, right.Quantities["steps"]);
        Assert.Equal(left.Quantities["trainLoss"], right.Quantities["trainLoss"]);
    }

    [Fact]
    public void Hidden_units_that_do_nothing_are_counted()
    {
        var network = Network.Mlp(ActivationKind.Relu, 4, 6, 3);
        var dead = Arm("gd(lr: 1e-30)") with { Network = network, Protocol = new Protocol { Dead = ["1"] } };
        var run = Train(new NetworkExperiment(new Start(), isDouble: false, ProbeSettings.None), dead, 1);
        Assert.Equal((1, 21), (run.Quantities["deadUnits"], run.Quantities["weightsLeft"]));
        var still = Train(new NetworkExperiment(new Start(), isDouble: false, ProbeSettings.None), dead with { Protocol = Protocol.None }, 1);
        Assert.Equal((1, 51), (still.Quantities["stillUnits"], still.Quantities["weightsLeft"]));
        Assert.InRange(still.Quantities["deadUnits"], 0, 0.5);
    }

    [Theory]
    [InlineData("newton")]
    [InlineData("lbfgs")]
    [InlineData("sam(sgd(lr: 0.1, batch: 10))")]
    public void Networks_that_normalise_batches_are_trained_by_every_optimiser(string optimiser)
    {
        var network = NetworkText.Read(CallText.Parse("layers(4, dense(5), batchnorm, tanh, dense(3))"));
        var run = Train(new NetworkExperiment(new Start(), isDouble: true, ProbeSettings.None), Arm(optimiser) with { Network = network }, 1, axis: "12 steps");
        Assert.InRange(run.Quantities["trainLoss"], 0, 1.2);
    }

    [Fact]
    public void A_curve_has_its_looks()
    {
        var run = Train(new NetworkExperiment(new Start(), isDouble: false, ProbeSettings.None), Arm("sgd(lr: 0.1, batch: 8)"), 1, looks: 10);
        Assert.Equal([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1], run.Curve.Select(point => Math.Round(point.Share, 9)));
        Assert.Equal(run.Quantities["trainLoss"], run.Curve[^1].Loss);
    }

    private static Arm Arm(string optimiser) => new("a", optimiser, OptimizerRecipe.Parse(optimiser)) { Network = Network, Data = Plan() };

    private static DataPlan Plan() => new(Training.Data.DatasetRecipe.Parse(ClaimText.Of(Data, new Place("f.md", 1, 1)), ".").Load, Data);

    private static Run Train(NetworkExperiment experiment, Arm arm, ulong seed, Action<double[]>? parameters = null, string axis = "100 steps", int looks = 0)
    {
        if (parameters is null)
        {
            return experiment.Train(arm, seed, Axis.Parse(ClaimText.Of(axis, new Place("f.md", 1, 1)))[0], new RunOptions(looks), CancellationToken.None);
        }

        var trainer = new Trainer<Real, double>(arm, 96);
        var run = trainer.Train(arm.Data!.For<double>(arm.Network!, seed, false), new Start(), seed, Axis.Parse(ClaimText.Of(axis, new Place("f.md", 1, 1)))[0], looks, CancellationToken.None);
        parameters(trainer.Parameters());
        return run;
    }

    private static double[] Trained(Arm arm, ulong seed)
    {
        double[] end = [];
        Train(new NetworkExperiment(new Start(), isDouble: true, ProbeSettings.None), arm, seed, parameters => end = parameters, "12 steps");
        return end;
    }

    private static double[] Block(double[] parameters, string name)
    {
        var block = Network.Parameters.Single(block => block.Name == name);
        return parameters[block.Start..(block.Start + block.Count)];
    }

    private static double[] Outputs(Network network, double[] theta)
    {
        var batch = Passes.Bench.Batch<Real, double>(network, 3, 1);
        var outputs = new Real[3 * network.Output.Count];
        new Engine<Real, double>(network, 3).Outputs(theta, batch, outputs);
        return [.. outputs.Select(value => Math.Round(value.Value, 12))];
    }
}
