using Assay.Claims;
using Assay.Running;
using Assay.Training.Questions;
using Assay.Verdicts;

namespace Assay.Training.Tests.Questions;

/// <summary>Claims about training as a file would have them, line after line.</summary>
internal static class Claims
{
    public static Claim Of(string lines, string file = "claims.md") => new("c", new Place(file, 1, 1), [.. lines.Split('\n').Select((line, i) =>
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var value = line[(colon + 1)..];
        return new ClaimEntry(line[..colon], new Place(file, i + 2, 1), ClaimText.Of(value.Trim(), new Place(file, i + 2, colon + 3)));
    })]);

    public static TrainingPlan Plan(string lines, string file = "claims.md") => new PlanReader(Of(lines, file), new TrainingOptions()).Read(Budget.Default);

    public static Settlement Decide(string lines, TrainingOptions? options = null, Budget? budget = null, string file = "claims.md", CancellationToken cancellation = default) =>
        new TrainingQuestion(Of(lines, file), options ?? new TrainingOptions()).Decide(budget ?? Budget.Default, new Silent(), cancellation);

    public static Verdict Verdict(string lines, TrainingOptions? options = null, Budget? budget = null) =>
        Assert.IsType<Answered>(Decide(lines, options, budget)).Verdict;

    public static Problem Problem(string lines, string file = "claims.md") => Assert.Single(Assert.IsType<Unusable>(Decide(lines, file: file)).Problems);

    private sealed class Silent : IProgress<ProgressReport>
    {
        public void Report(ProgressReport value)
        {
        }
    }
}
