using System.Diagnostics;
using System.Text;
using Assay.Running;
using Assay.TestSupport;
using Assay.Training.Experiments;
using Assay.Training.Questions.Elsewhere;
using Assay.Trials;
using Assay.Verdicts;

namespace Assay.Training.Tests.Questions;

/// <summary>Claims about training from their text to their verdict.</summary>
public sealed class CampaignTests : IDisposable
{
    private const string Clear = """
        data: teacher(inputs: 4, width: 3, classes: 3, n: 120)
        network: mlp(4, 6, 3)
        arm: fast = sgd(lr: 0.2, batch: 8)
        arm: slow = sgd(lr: 0.0001, batch: 8)
        budget-axis: 40 steps
        claim: share(fast.trainLoss < slow.trainLoss) >= 0.6 && mean(fast.testAccuracy - slow.testAccuracy) >= -0.4
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_thread_and_two_come_to_the_same_bits()
    {
        List<(Verdict Verdict, string Table)> results = [];
        foreach (var threads in new[] { 1, 2, 2 })
        {
            var table = "";
            var verdict = Claims.Verdict(Clear, new TrainingOptions { Threads = threads, Finished = campaign => table = RunTable.Of(campaign) });
            results.Add((verdict, WithoutTimes(table)));
        }

        var estimate = Assert.IsType<Supported>(results[0].Verdict).Estimate;
        Assert.All(results, result => Assert.Equal(estimate, Assert.IsType<Supported>(result.Verdict).Estimate));
        Assert.All(results, result => Assert.Equal(results[0].Table, result.Table));
        Assert.InRange(estimate.Samples, 20, 64);
    }

    [Theory]
    [InlineData(Clear)]
    [InlineData("""
        data: teacher(inputs: 4, width: 3, classes: 3, n: 120)
        network: mlp(4, 6, 3)
        arm: tuned = sgd(lr: 0.01..1, batch: 8)
        arm: slow = sgd(lr: 0.0001, batch: 8)
        trials: 2
        budget-axis: 40 steps, 20 steps
        claim: share(tuned.trainLoss < slow.trainLoss) >= 0.6
        """)]
    [InlineData("""
        function: rastrigin(4)
        arm: a = sgd(lr: 0.001)
        arm: b = sgd(lr: 0.01)
        budget-axis: 60 steps
        claim: share(a.value < b.value) >= 0.5
        """)]
    public void Members_that_are_trained_elsewhere_come_to_the_same_bits(string lines)
    {
        List<(Verdict Verdict, string Table)> results = [];
        foreach (var executor in new ITrialExecutor?[] { null, new LocalExecutor(new TrialKinds("build", new TrainingDomain(new TrainingOptions()).Trials), threads: 3) })
        {
            var table = "";
            results.Add((Claims.Verdict(lines, new TrainingOptions { Executor = executor, Finished = campaign => table = RunTable.Of(campaign) }), WithoutTimes(table)));
        }

        Assert.Equal(results[0].Table, results[1].Table);
        Assert.Equal(results[0].Verdict.Outcome, results[1].Verdict.Outcome);
        Assert.Equal(results[0].Verdict.Covers, results[1].Verdict.Covers);
    }

    [Fact]
    public void A_member_whose_answer_is_to_something_else_is_a_fault()
    {
        var options = new TrainingOptions { Executor = new LocalExecutor(new TrialKinds("build", [new OtherMembers()]), threads: 1) };
        Assert.Contains("to something else", Assert.Throws<InvalidDataException>(() => Claims.Decide(Clear, options)).Message, StringComparison.Ordinal);
    }

    // Trains what it is told to, and says that it trained another seed.
    private sealed class OtherMembers : ITrialKind
    {
        private readonly MemberTrials _own = new();

        public string Name => _own.Name;

        public byte[] Run(ReadOnlyMemory<byte> input, CancellationToken cancellation)
        {
            var result = _own.Run(input, cancellation);
            result[input.Length / 2] ^= 1;
            return result;
        }
    }

    [Fact]
    public void A_member_that_cannot_be_trained_elsewhere_is_a_fault()
    {
        var options = new TrainingOptions { Executor = new LocalExecutor(new TrialKinds("build", []), threads: 1) };
        Assert.Contains("'member'", Assert.ThrowsAny<InvalidOperationException>(() => Claims.Decide(Clear, options)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1")]
    [InlineData("""{"Claim":[{"Key":"data","Value":"../secret.csv"}],"Arm":"a","Text":"sgd(lr: 1)","Axis":0,"Seed":1}""")]
    [InlineData("""{"Claim":[{"Key":null,"Value":"x"}],"Arm":"a","Text":"","Axis":0}""")]
    public void What_is_no_member_is_refused(string input)
    {
        var thrown = Record.Exception(() => new MemberTrials().Run(Encoding.UTF8.GetBytes(input), CancellationToken.None));
        Assert.True(thrown is InvalidDataException or TrainingException, thrown?.ToString());
    }

    [Fact]
    public void A_campaign_goes_on_where_it_was_and_trains_nothing_again()
    {
        var (path, tables) = (_folder.At("members.tsv"), new List<string>());
        for (var round = 0; round < 2; round++)
        {
            using var store = new FileRunStore(path);
            var before = File.ReadLines(path).Count(line => line.Length > 0);
            Claims.Verdict(Clear, new TrainingOptions { Threads = 2, Store = store, Finished = campaign => tables.Add(RunTable.Of(campaign)) });
            Assert.True(store.Taken >= before);
            Assert.Equal(round == 0, before == 0);
        }

        // Times too are those of the first round: nothing ran in the second.
        Assert.Equal(tables[0], tables[1]);
        var lines = File.ReadAllLines(path).Where(line => line.Length > 0).ToList();
        Assert.Equal(lines.Count, lines.Select(line => line.Split('\t')[0]).Distinct().Count());
    }

    [Fact]
    public void A_last_line_that_was_cut_short_is_survived()
    {
        var path = _folder.At("members.tsv");
        using (var store = new FileRunStore(path))
        {
            store.Keep("first\tkey", new Run(new Dictionary<string, double> { ["a"] = 0.1, ["b"] = double.PositiveInfinity }, [new(0.5, 3, double.NaN, 1)]));
            store.Keep("second", new Run(new Dictionary<string, double> { ["a"] = 2 }, []));
        }

        var whole = File.ReadAllText(path);
        foreach (var cut in new[] { 1, 2, 3, 4, 8 })
        {
            File.WriteAllText(path, whole[..^cut]);
            using (var store = new FileRunStore(path))
            {
                Assert.Equal(cut == 1, store.Find("second") is not null);
                var first = Assert.IsType<Run>(store.Find("first\tkey"));
                Assert.Equal((0.1, double.PositiveInfinity, 3L), (first.Quantities["a"], first.Quantities["b"], first.Curve[0].Step));
                Assert.True(double.IsNaN(first.Curve[0].Loss));
                store.Keep("second", new Run(new Dictionary<string, double> { ["a"] = 3 }, []));
            }

            using var again = new FileRunStore(path);
            Assert.Equal(3, again.Find("second")!.Quantities["a"]);
        }
    }

    [Fact]
    public void Samples_of_a_file_that_was_written_anew_are_not_taken_for_the_old_ones()
    {
        var claim = Clear.Replace("teacher(inputs: 4, width: 3, classes: 3, n: 120)", "own.csv", StringComparison.Ordinal).Replace("6, 3)", "6, 2)", StringComparison.Ordinal);
        var (file, losses) = (_folder.At("claims.md"), new List<double>());
        var store = new RunStore();
        foreach (var slope in new[] { 1, -1 })
        {
            _folder.Write("own.csv", string.Concat(Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"{i % 7},{i % 5},{slope * i % 3},{i % 4},{(i * slope) & 1}\n"))));
            var options = new TrainingOptions { Store = store, Finished = campaign => losses.Add(campaign.Settings[0].Runs[0][0].Quantities["trainLoss"]) };
            Assert.IsType<Answered>(Claims.Decide(claim, options, file: file));
        }

        Assert.NotEqual(losses[0], losses[1]);
    }

    [Fact]
    public void Samples_that_only_other_seeds_have_tell_files_apart()
    {
        // Of 60 rows each seed draws 20; the files differ in those that seed 1 does not draw.
        var claim = Clear.Replace("teacher(inputs: 4, width: 3, classes: 3, n: 120)", "own.csv, samples: 20", StringComparison.Ordinal).Replace("6, 3)", "6, 2)", StringComparison.Ordinal);
        var (store, losses) = (new RunStore(), new List<string>());
        string[] Rows(Func<int, int> label) => [.. Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"{i % 7},{i % 5},{i % 3},{i},{label(i)}"))];
        HashSet<float> drawn = [];
        foreach (var (folder, label) in new (string, Func<int, int>)[] { ("a", i => i & 1), ("b", i => drawn.Contains(i) ? i & 1 : 0) })
        {
            _folder.Write($"{folder}/own.csv", string.Join('\n', Rows(label)) + "\n");
            var split = Training.Data.DatasetRecipe.Parse(Assay.Claims.ClaimText.Of("own.csv, samples: 20", new Assay.Claims.Place("data", 1, 1)), _folder.At(folder)).Load(1);
            drawn = [.. split.Training.Inputs.Chunk(4).Concat(split.Test.Inputs.Chunk(4)).Select(row => row[3])];
            var options = new TrainingOptions { Store = store, Finished = campaign => losses.Add(string.Join(' ', campaign.Settings[0].Runs.Select(run => run[0].Quantities["trainLoss"]))) };
            Assert.IsType<Answered>(Claims.Decide(claim, options, file: _folder.At($"{folder}/claims.md")));
        }

        Assert.NotEqual(losses[0], losses[1]);
    }

    [Fact]
    public async Task Cancelling_ends_it_under_a_second()
    {
        using var cancellation = new CancellationTokenSource();
        var endless = Clear.Replace("40 steps", "100000000 steps", StringComparison.Ordinal);
        var run = Task.Run(() => Claims.Decide(endless, budget: new Budget(TimeSpan.FromMinutes(5), 400L << 20), cancellation: cancellation.Token), TestContext.Current.CancellationToken);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        var clock = Stopwatch.StartNew();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Where_time_is_up_what_was_measured_counts()
    {
        var none = Assert.IsType<Undecided>(Claims.Verdict(Clear.Replace("40 steps", "100000000 steps", StringComparison.Ordinal), budget: new Budget(TimeSpan.FromMilliseconds(200), 400L << 20)));
        Assert.Equal("The time was used up before the first seed was done.", none.Reason);
        var seeds = 0;
        var some = Assert.IsType<Undecided>(Claims.Verdict(
            Clear.Replace("40 steps", "0.05 seconds", StringComparison.Ordinal).Replace("0.6 ", "0.9999 ", StringComparison.Ordinal),
            new TrainingOptions { Threads = 2, Finished = campaign => seeds = campaign.Settings[0].Runs.Count },
            new Budget(TimeSpan.FromSeconds(1.5), 400L << 20)));
        Assert.InRange(seeds, 1, 63);
        Assert.Contains($"After {seeds} seeds", some.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_that_are_done_count_though_others_were_on_their_way()
    {
        // Four seeds go together on one thread, and time is up within the first four.
        var seeds = 0;
        Claims.Verdict(
            Clear.Replace("40 steps", "0.2 seconds", StringComparison.Ordinal),
            new TrainingOptions { Threads = 1, Finished = campaign => seeds = campaign.Settings[0].Runs.Count },
            new Budget(TimeSpan.FromSeconds(1.4), 400L << 20));
        Assert.InRange(seeds, 1, 3);
    }

    [Fact]
    public void A_layer_without_weights_is_answered_by_those_that_have_some()
    {
        var problem = Claims.Problem(Clear.Replace("slow = sgd(lr: 0.0001, batch: 8)", "slow = sgd(lr: 0.1), residual(4, 6, 3), dead(layer: 2)", StringComparison.Ordinal));
        Assert.Equal("Layers with weights: 1, 3.1, 4.1, 5; activations count too.", problem.Advice);
    }

    [Fact]
    public void Memory_is_said_before_the_run()
    {
        var verdict = Assert.IsType<Undecided>(Claims.Verdict(Clear.Replace("4, 6, 3", "4, 4000, 4000, 3", StringComparison.Ordinal), new TrainingOptions { Threads = 2 }));
        Assert.Matches(@"^It would take about [\d,]+ MB, and the budget is 400 MB\.$", verdict.Reason);
        Assert.StartsWith("Give it more, as in: budget: ", verdict.WhatWouldHelp, StringComparison.Ordinal);
    }

    [Fact]
    public void What_attention_remembers_is_memory_too()
    {
        var verdict = Claims.Verdict(Clear
            .Replace("mlp(4, 6, 3)", "layers(2000x1, dense(64), residual(attention(64)), flatten, dense(3))", StringComparison.Ordinal)
            .Replace("inputs: 4", "inputs: 2000", StringComparison.Ordinal));
        Assert.Matches(@"^It would take about [\d,]+ MB, and the budget is 400 MB\.$", Assert.IsType<Undecided>(verdict).Reason);
    }

    [Fact]
    public void What_diverged_is_told_with_the_measurement_and_its_units_are_unknown()
    {
        var wild = Clear.Replace("lr: 0.0001", "lr: 1e9", StringComparison.Ordinal) + "\nloss: squared";
        var supported = Assert.IsType<Supported>(Claims.Verdict(wild.Replace("mean(fast.testAccuracy - slow.testAccuracy) >= -0.4", "share(slow.diverged > 0) >= 0.5", StringComparison.Ordinal)));
        Assert.Equal($"{supported.Estimate.Samples} of {supported.Estimate.Samples} runs of 'slow' diverged.", supported.Estimate.Remark);
        foreach (var claim in (string[])["median(slow.deadUnits) <= 0.1", "median(slow.deadUnits) >= 0.1", "median(slow.stillUnits) <= 0.1", "median(slow.stillUnits) >= 0.1"])
        {
            Assert.IsType<Undecided>(Claims.Verdict(wild[..wild.IndexOf("claim:", StringComparison.Ordinal)] + $"claim: {claim}\nloss: squared"));
        }
    }

    [Fact]
    public void A_test_on_declared_seeds_says_so_and_is_not_made_before_they_are_there()
    {
        var text = Clear[..Clear.IndexOf("claim:", StringComparison.Ordinal)] + "claim: mean(fast.trainLoss - slow.trainLoss) <= 1";
        Assert.StartsWith("A sign-flip test (Fisher 1935) on 24 seeds, a number declared before the run, ", Assert.IsType<Supported>(Claims.Verdict(text, budget: Budget.Default with { Seeds = 24 })).Estimate.Remark, StringComparison.Ordinal);

        var cut = Assert.IsType<Undecided>(Claims.Verdict(text.Replace("40 steps", "20000 steps", StringComparison.Ordinal), budget: new Budget(TimeSpan.FromSeconds(2), Budget.Default.Memory, 5000)));
        Assert.Matches(@"^(\d+ seeds? of 5000 (is|are) done, and the test is made once, when all are\.|The time was used up before the first seed was done\.)$", cut.Reason);
        Assert.StartsWith("Give it more", cut.WhatWouldHelp, StringComparison.Ordinal);
    }

    [Fact]
    public void Newton_for_all_parameters_at_once_takes_few_of_them()
    {
        var problem = Claims.Problem(Clear.Replace("slow = sgd(lr: 0.0001, batch: 8)", "slow = newtonplain", StringComparison.Ordinal).Replace("mlp(4, 6, 3)", "mlp(4, 200, 3)", StringComparison.Ordinal));
        Assert.Equal("Arm 'slow': 'newtonplain' solves for all parameters at once, of which there may be 1,000, and this network has 1,603.", problem.Message);
        var verdict = Claims.Verdict(Clear.Replace("slow = sgd(lr: 0.0001, batch: 8)", "slow = lbfgs(memory: 10000)", StringComparison.Ordinal).Replace("mlp(4, 6, 3)", "mlp(4, 2000, 3)", StringComparison.Ordinal));
        Assert.Matches(@"^It would take about [\d,]+ MB, and the budget is 400 MB\.$", Assert.IsType<Undecided>(verdict).Reason);
    }

    [Fact]
    public void Fewer_seeds_than_twenty_are_too_few()
    {
        var verdict = Assert.IsType<Undecided>(Claims.Verdict(Clear, budget: Budget.Default with { Seeds = 12 }));
        Assert.Equal("12 seeds are done, and fewer than 20 decide nothing.", verdict.Reason);
        Assert.Equal("Fewer than 20 seeds decide nothing: budget: 20 seeds", verdict.WhatWouldHelp);
    }

    [Fact]
    public void A_clear_claim_that_is_wrong_is_contradicted_and_so_is_its_arm_of_functions()
    {
        Assert.IsType<Contradicted>(Claims.Verdict(Clear.Replace("fast.trainLoss < slow", "fast.trainLoss > slow", StringComparison.Ordinal)));
        Assert.IsType<Supported>(Claims.Verdict("function: quadratic(5, condition: 10)\narm: a = lbfgs\nbudget-axis: 200 gradients\nclaim: share(a.value < 1e-6) >= 0.8"));
        Assert.IsType<Contradicted>(Claims.Verdict("function: rastrigin(8)\narm: a = gd(lr: 1e-3)\nbudget-axis: 200 gradients\nclaim: share(a.success > 0) >= 0.5"));
    }

    [Theory]
    [InlineData("network: mlp(4, 6, 3)", "network: mlp(5, 6, 3)", "Arm 'fast': the network takes 5 numbers, and a sample of 'teacher(inputs: 4, width: 3, classes: 3, n: 120)' has 4.")]
    [InlineData("network: mlp(4, 6, 3)", "network: mlp(4, 6, 2)", "Arm 'fast': the last layer makes 2 numbers, and 'teacher(inputs: 4, width: 3, classes: 3, n: 120)' has 3 classes.")]
    [InlineData("network: mlp(4, 6, 3)", "network: layers(2x2, dense(3))", "Arm 'fast': the network makes 2x3 of a sample, and 'teacher(inputs: 4, width: 3, classes: 3, n: 120)' has one answer for each.")]
    [InlineData("slow = sgd(lr: 0.0001, batch: 8)", "slow = sgd(lr: 0.1), freeze(layer: 2)", "Arm 'slow': layer 2 has no weights.")]
    [InlineData("slow = sgd(lr: 0.0001, batch: 8)", "slow = sgd(lr: 0.1), ablate(layer: 3)", "Arm 'slow': The units of the last layer are the classes; units of a layer before it can be removed.")]
    [InlineData("slow = sgd(lr: 0.0001, batch: 8)", "slow = sgd(lr: 0.1), residual(4, 6, 3), ablate(layer: 1)", "Arm 'slow': The units of layer 1 go into residual(dense(6), relu), where they cannot be removed.")]
    [InlineData("slow = sgd(lr: 0.0001, batch: 8)", "slow = sgd(lr: 0.1), adam", "An arm has one optimiser.")]
    [InlineData("slow = sgd(lr: 0.0001, batch: 8)", "slow = mlp(4, 3)", "The arm has no optimiser.")]
    [InlineData("slow = sgd(lr: 0.0001, batch: 8)", "slow = sgd(lr: 0.1, batch: 19), layers(4, dense(5), batchnorm, dense(3))", "Arm 'slow': the last of the batches of 96 samples has one sample, and batches of one cannot be normalised.")]
    [InlineData("slow = sgd(lr: 0.0001, batch: 8)", "slow = sgd(lr: 0.1), from(x.npy), prune(keep: 0.5, start: fresh)", "Pruned weights cannot start afresh where parameters are stored ones.")]
    [InlineData("arm: slow", "arm: fast", "There are two arms 'fast'.")]
    [InlineData("network: mlp(4, 6, 3)", "start: he", "There is no network to train.")]
    [InlineData("network: mlp(4, 6, 3)", "given: x", "'given' has no meaning in claims about training.")]
    [InlineData("network: mlp(4, 6, 3)", "function: suite", "'data' belongs to networks, and there is none here.")]
    [InlineData("lr: 0.2", "lr: 0.2..0.1", "'0.2..0.1' is no range of positive numbers.")]
    [InlineData("40 steps", "40 stops", "There is no axis 'stops'.")]
    [InlineData("40 steps", "-1 steps", "'-1 steps' is no amount of steps, epochs, gradients or seconds.")]
    public void What_does_not_fit_is_said(string replaced, string by, string message) =>
        Assert.Equal(message, Claims.Problem(Clear.Replace(replaced, by, StringComparison.Ordinal)).Message);

    [Theory]
    [InlineData("label: kind", "mlp(1, 4, 2)", "3 classes", "No sample has label 0: labels are whole numbers from 0 on.")]
    [InlineData("target: kind", "mlp(1, 4, 2)\nloss: squared", "1 target", "The last number of a network is that of the targets.")]
    public void Advice_on_outputs_is_that_for_the_table(string column, string network, string told, string advice)
    {
        using var folder = new TemporaryFolder();
        folder.Write("own.csv", "width, kind\n0.5, 1\n2, 2\n3, 1\n4, 2\n");
        var problem = Claims.Problem(
            $"data: own.csv, {column}, test: 1\nnetwork: {network}\narm: fast = sgd(lr: 0.2)\nbudget-axis: 40 steps\nclaim: share(fast.trainLoss < 1) >= 0.5", folder.At("claims.md"));
        Assert.EndsWith($" has {told}.", problem.Message, StringComparison.Ordinal);
        Assert.Equal(advice, problem.Advice);
    }

    [Fact]
    public void Tokens_beyond_the_vocabulary_are_refused()
    {
        var problem = Claims.Problem(Clear.Replace("mlp(4, 6, 3)", "layers(4, embedding(9, 2), flatten, dense(3))", StringComparison.Ordinal));
        Assert.StartsWith("Arm 'fast': embedding(9, 2) takes whole numbers from 0 to 8, and a sample of 'teacher(", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Accuracies_of_numbers_are_refused()
    {
        var numbers = Clear.Replace("classes: 3, n", "outputs: 3, n", StringComparison.Ordinal) + "\nloss: squared";
        Assert.Equal("'fast.testAccuracy' counts labels, and 'teacher(inputs: 4, width: 3, outputs: 3, n: 120)' has numbers as targets.", Claims.Problem(numbers).Message);
    }

    [Fact]
    public void Settings_that_are_left_open_are_chosen_on_other_seeds()
    {
        List<string> tuned = [];
        var text = Clear.Replace("lr: 0.2", "lr: 0.001..1", StringComparison.Ordinal).Replace("40 steps", "20 steps", StringComparison.Ordinal) + "\ntrials: 4";
        var verdict = Claims.Verdict(text, new TrainingOptions { Finished = campaign => tuned.AddRange(campaign.Settings.Select(setting => setting.Arms[0].Text)) });
        Assert.Equal(2, tuned.Count);
        Assert.All(tuned, arm => Assert.Matches(@"^sgd\(lr: [\d.]+e-?\d, batch: 8\)$", arm));
        Assert.Contains(verdict.Attempts, attempt => attempt.ToString().Contains("was tuned to", StringComparison.Ordinal));
    }

    // Times differ from run to run.
    private static string WithoutTimes(string table)
    {
        var lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var names = lines[0].Split(',');
        return string.Join('\n', lines.Select(line =>
        {
            // Descriptions have commas of their own; numbers are counted from the end.
            var parts = line.Split(',').ToList();
            foreach (var fromEnd in Enumerable.Range(1, names.Length).Where(fromEnd => names[^fromEnd].EndsWith("econds", StringComparison.Ordinal)))
            {
                parts[^fromEnd] = "";
            }

            return string.Join(',', parts);
        }));
    }
}
