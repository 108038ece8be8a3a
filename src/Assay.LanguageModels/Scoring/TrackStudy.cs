using System.Globalization;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Tasks;
using Assay.Statistics;
using Assay.Training;

namespace Assay.LanguageModels.Scoring;

/// <summary>How a model follows a variable, against how often it changes and how long ago.</summary>
/// <param name="Model">The name of the model.</param>
/// <param name="Cells">What came of each kind of task.</param>
/// <param name="Smallest">The smallest program that it gets wrong, with its answer; null where there is none.</param>
/// <param name="Remark">What about its replies readers have to know; null for nothing.</param>
internal sealed record TrackStudy(string Model, IReadOnlyList<TrackStudy.Cell> Cells, Answer? Smallest, string? Remark)
{
    /// <summary>What came of one kind of task.</summary>
    /// <param name="Task">The kind.</param>
    /// <param name="Tally">The scores.</param>
    internal sealed record Cell(TaskText Task, Tally Tally);

    /// <summary>Cells of an even number of changes, or of an odd one, none without any: averages over both hide that a model undoes every second swap.</summary>
    public Tally OfParity(int parity) => new([.. CellsOf(parity).SelectMany(cell => cell.Tally.Scores)]);

    /// <summary>The interval for the probability of a right answer, averaged over all cells of that parity.</summary>
    /// <remarks>
    /// One cell has that of Clopper and Pearson. Several share their seeds, and so their numbers and names: their answers are not independent. What
    /// is, is the share of right answers of each seed, of which the interval is that of a mean of bounded numbers (<see cref="BettingSequence"/>).
    /// </remarks>
    /// <param name="parity">1 for odd, 0 for even.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public Interval IntervalOfParity(int parity, double confidence)
    {
        List<Cell> cells = [.. CellsOf(parity)];
        if (cells.Count == 1)
        {
            return cells[0].Tally.Interval(confidence);
        }

        var sequence = new BettingSequence(0, 1, confidence);
        foreach (var seed in cells.SelectMany(cell => cell.Tally.Scores).GroupBy(score => score.Task.Seed))
        {
            sequence.Add(seed.Average(score => score.Answer.IsRight ? 1.0 : 0));
        }

        return sequence.Interval;
    }

    /// <summary>All answers together.</summary>
    public Tally All => new([.. Cells.SelectMany(cell => cell.Tally.Scores)]);

    private IEnumerable<Cell> CellsOf(int parity) => Cells.Where(cell => cell.Task.Shape.Depth > 0 && cell.Task.Shape.Depth % 2 == parity);

    /// <summary>One kind of task for each depth and each distance.</summary>
    /// <param name="family">The name of the family.</param>
    /// <param name="depths">How often the variable changes.</param>
    /// <param name="distances">How many statements stand between its last change and the question.</param>
    /// <param name="distractors">How often two others change.</param>
    /// <param name="syntax">The name of the syntax.</param>
    /// <param name="names">The kind of names; null for the usual ones.</param>
    /// <exception cref="TrainingException">There is no such family or syntax, or a number is too large.</exception>
    public static IReadOnlyList<TaskText> Grid(string family, IReadOnlyList<int> depths, IReadOnlyList<int> distances, int distractors, string syntax, string? names) =>
    [
        .. from depth in depths
           from distance in distances
           select TaskText.Read(CallText.Parse(string.Create(
               CultureInfo.InvariantCulture, $"{family}(depth: {depth}, distance: {distance}, distractors: {distractors}, syntax: {syntax}{(names is null ? "" : $", names: {names}")})"), "--task")),
    ];

    /// <summary>Asks the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tasks">The kinds of tasks.</param>
    /// <param name="instances">How many instances of each.</param>
    /// <param name="heard">Hears how many of all instances are done.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ModelException">There is no answer.</exception>
    public static async Task<TrackStudy> Of(ILanguageModel model, IReadOnlyList<TaskText> tasks, int instances, Action<int> heard, CancellationToken cancellation)
    {
        var done = 0;
        List<Cell> cells = [];
        foreach (var task in tasks)
        {
            var scores = await Scorer.Of(model, task, 1, instances, () => heard(Interlocked.Increment(ref done)), cancellation).ConfigureAwait(false);
            cells.Add(new Cell(task, new Tally(scores)));
        }

        var smallest = await Shrinker.Smallest(model, cells.Select(cell => (cell.Task, cell.Tally.Scores)), cancellation).ConfigureAwait(false);
        return new TrackStudy(model.Name, cells, smallest, model.Remark);
    }
}
