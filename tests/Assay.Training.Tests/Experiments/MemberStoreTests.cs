using Assay.Training.Experiments;
using Assay.Training.Probes;
using Assay.Training.Tests.Questions;

namespace Assay.Training.Tests.Experiments;

public sealed class MemberStoreTests
{
    private const string Lines = """
        data: digits, samples: 200
        network: mlp(64, 6, 10)
        arm: a = sgd(lr: 0.1, batch: 16)
        budget-axis: 40 steps
        budget: 6 seeds, 1 min
        """;

    private static readonly string[] Others = ["share(a.gradientNorm > 1e9) >= 0.5", "share(a.barrier > 1e9) >= 0.5", "share(a.barrierMatched > 1e9) >= 0.5"];

    [Fact]
    public void Claims_about_the_same_networks_train_them_once()
    {
        var store = new MemberStore();
        Decide(store, Others[0]);
        var members = store.Trained;
        Assert.True(members > 0);
        Decide(store, Others[1]);
        Assert.Equal(2 * members, store.Trained);
        Decide(store, Others[2]);
        Assert.Equal(2 * members, store.Trained);

        // An arm that names the network itself trains the same, and so does a claim about what every run tells.
        Decide(store, Others[0], Lines.Replace("network: mlp(64, 6, 10)\n", "", StringComparison.Ordinal).Replace("batch: 16)", "batch: 16), mlp(64, 6, 10)", StringComparison.Ordinal));
        Decide(store, "share(a.trainLoss > 1e9) >= 0.5");
        Assert.Equal(2 * members, store.Trained);

        // Another rate, other moments, and another number of steps are other members.
        foreach (var change in new[] { ("lr: 0.1", "lr: 0.2"), ("40 steps", "41 steps"), ("64, 6", "64, 7"), ("samples: 200", "samples: 201"), ("arm:", "start: he\narm:"), ("arm:", "arithmetic: double\narm:"), ("batch: 16)", "batch: 16), freeze(layer: 1)"), ("budget-axis", "moments: 0.5\nbudget-axis") })
        {
            var before = store.Trained;
            Decide(store, Others[0], Lines.Replace(change.Item1, change.Item2, StringComparison.Ordinal));
            Assert.True(store.Trained > before, change.Item2);
        }
    }

    [Fact]
    public void What_is_measured_of_a_kept_member_is_what_is_measured_of_one_that_was_just_trained()
    {
        var store = new MemberStore();
        var together = Others.Select(claim => Decide(store, claim)).ToList();
        var apart = Others.Select(claim => Decide(new MemberStore(), claim)).ToList();
        Assert.Equal(apart, together);
    }

    [Fact]
    public void What_is_measured_of_a_kept_member_that_normalises_batches_leaves_it_as_it_was()
    {
        var lines = Lines.Replace("network: mlp(64, 6, 10)", "network: layers(64, dense(6), batchnorm, relu, dense(10))", StringComparison.Ordinal);
        string[] claims = ["share(a.averageSharpness > 1e9) >= 0.5", "share(a.samSharpness > 1e9) >= 0.5", "share(a.endsAccuracy > 1e9) >= 0.5"];
        var store = new MemberStore();
        var together = claims.Select(claim => Decide(store, claim, lines)).ToList();
        Assert.Equal(claims.Select(claim => Decide(new MemberStore(), claim, lines)), together);
        Assert.All(together, text => Assert.NotEmpty(text));
    }

    [Fact]
    public void Those_that_came_first_go_where_there_is_no_more_room()
    {
        var store = new MemberStore(capacity: 100);
        var trained = new List<string>();
        TrainedMember Of(string key, int parameters) => store.Of(key, () =>
        {
            trained.Add(key);
            return new TrainedMember(new Run(new Dictionary<string, double>(), []), new double[parameters], [new Moment(1, 1, [])]);
        });
        foreach (var key in new[] { "a", "b", "a", "c", "b", "c", "a" })
        {
            Of(key, 6);
        }

        // Two have room; "c" takes that of "a".
        Assert.Equal(["a", "b", "c", "a"], trained);
        Of("large", 20);
        Of("a", 6);
        Of("large", 20);
        Assert.Equal(["a", "b", "c", "a", "large", "large"], trained);
    }

    private static string Decide(MemberStore store, string claim, string lines = Lines)
    {
        var text = "";
        Questions.Claims.Verdict($"{lines}\nclaim: {claim}", new TrainingOptions { Threads = 2, Members = store, Finished = campaign => text = Values(campaign) });
        return text;
    }

    private static string Values(CampaignResult campaign) =>
        string.Join('\n', campaign.Settings[0].Runs.Select(seed => string.Join(' ', seed[0].Quantities.Where(pair => pair.Key != "seconds").OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value:R}"))));
}
