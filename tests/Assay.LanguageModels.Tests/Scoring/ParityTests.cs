using Assay.LanguageModels.Scoring;
using Assay.LanguageModels.Tasks;
using Assay.Statistics;

namespace Assay.LanguageModels.Tests.Scoring;

/// <summary>Bands of odd and even numbers of swaps hold although depths share their seeds.</summary>
public sealed class ParityTests
{
    private const double Confidence = 0.95;
    private const double Truth = 0.3;
    private static readonly int[] OneToFive = [1, 2, 3, 4, 5];

    [Fact]
    public void The_band_holds_where_a_seed_is_right_at_all_depths_or_at_none()
    {
        const int Rounds = 300, Seeds = 30;
        var random = new Philox(5, 1);
        var (held, pooled) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var isRight = Enumerable.Range(0, Seeds).Select(_ => random.NextUnit() < Truth).ToList();
            var study = Study(OneToFive, Seeds, (_, seed) => isRight[seed]);
            held += study.IntervalOfParity(1, Confidence).Contains(Truth) ? 1 : 0;
            pooled += study.OfParity(1).Interval(Confidence).Contains(Truth) ? 1 : 0;
        }

        Assert.True(held >= Confidence * Rounds, $"{held} of {Rounds}");

        // As if 90 answers had been drawn where 30 were: that is what must not be reported.
        Assert.True(pooled < 0.85 * Rounds, $"{pooled} of {Rounds}");
    }

    [Fact]
    public void One_depth_has_the_band_of_Clopper_and_Pearson()
    {
        var study = Study([1, 2, 4], 40, (depth, seed) => depth == 1 && seed < 7);
        Assert.Equal(Proportion.ClopperPearson(7, 40, Confidence), study.IntervalOfParity(1, Confidence));
        Assert.Equal(0, study.IntervalOfParity(0, Confidence).Low);
        Assert.InRange(study.IntervalOfParity(0, Confidence).High, 0.02, 0.2);
    }

    private static TrackStudy Study(int[] depths, int seeds, Func<int, int, bool> isRight) => new("model", [.. depths.Select(depth =>
    {
        var task = TrackStudy.Grid("tuple-swap", [depth], [0], 0, "python", null)[0];
        return new TrackStudy.Cell(task, new Tally([.. Enumerable.Range(0, seeds).Select(seed =>
        {
            var answer = new Answer("", 1, isRight(depth, seed) ? 1 : 2, "", null, double.NaN);
            return new Score(TaskGenerator.Make(task.Shape, (ulong)seed + 1), [], answer, answer);
        })]));
    })], null, null);
}
