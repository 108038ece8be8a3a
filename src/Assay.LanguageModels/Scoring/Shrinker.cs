using Assay.LanguageModels.Models;
using Assay.LanguageModels.Syntax;
using Assay.LanguageModels.Tasks;

namespace Assay.LanguageModels.Scoring;

/// <summary>
/// Makes a program that a model gets wrong smaller, as long as it gets it wrong: statements are left out, one after another, until
/// none can be (delta debugging; Zeller and Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002).
/// </summary>
/// <param name="asking">Asks the model.</param>
/// <param name="syntax">How programs are written.</param>
internal sealed class Shrinker(Asking asking, ISyntax syntax)
{
    private const int MostTries = 5;
    private const int MostForPairs = 12;

    /// <summary>The answer to the smallest program that a model gets wrong, of a few wrong answers to each kind of task; null where none is wrong.</summary>
    /// <param name="model">The model.</param>
    /// <param name="scored">Kinds of tasks, and their scores.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<Answer?> Smallest(ILanguageModel model, IEnumerable<(TaskText Task, IReadOnlyList<Score> Scores)> scored, CancellationToken cancellation)
    {
        Answer? smallest = null;

        // What is asked about is the change: who errs without any is shown only where nobody errs with one.
        foreach (var (task, scores) in scored.OrderBy(one => one.Task.Shape.Depth == 0))
        {
            if (task.Shape.Depth == 0 && smallest is not null)
            {
                break;
            }

            var shrinker = new Shrinker(new Asking(model, task), task.Syntax);
            foreach (var score in scores.Where(score => score.Answer is { Said: not null, IsRight: false }).Take(MostTries))
            {
                try
                {
                    var (_, answer) = await shrinker.Shrink(score.Task.Program, score.Names, score.Answer, cancellation).ConfigureAwait(false);
                    smallest = smallest is null || answer.Prompt.Length < smallest.Prompt.Length ? answer : smallest;
                }
                catch (ModelException)
                {
                    // A recording may lack what only a smaller program asks; what was scored stands without it.
                    smallest ??= score.Answer;
                }
            }
        }

        return smallest;
    }

    /// <summary>The smallest program that was found, and the answer to it.</summary>
    /// <param name="program">A program.</param>
    /// <param name="names">The names of its variables.</param>
    /// <param name="answer">The answer to it: a number, and a wrong one.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ModelException">There is no answer.</exception>
    public async Task<(TrackingProgram Program, Answer Answer)> Shrink(TrackingProgram program, IReadOnlyList<string> names, Answer answer, CancellationToken cancellation)
    {
        var mustChange = Changes(program);
        for (var hasShrunk = true; hasShrunk;)
        {
            hasShrunk = false;
            foreach (var smaller in Smaller(program).Where(smaller => !mustChange || Changes(smaller)))
            {
                var next = await asking.Ask(smaller, names, cancellation).ConfigureAwait(false);
                if (next.Said is not null && !next.IsRight)
                {
                    // What could not be left out before may be now.
                    (program, answer, hasShrunk) = (smaller, next, true);
                    break;
                }
            }
        }

        return (program, answer);
    }

    // One statement less; then two less, as one of two swaps alone may make the answer right.
    private IEnumerable<TrackingProgram> Smaller(TrackingProgram program)
    {
        var count = program.Steps.Count;
        var pairs = count > MostForPairs ? [] : from first in Enumerable.Range(0, count) from second in Enumerable.Range(first + 1, count - first - 1) select Without(first, second);
        return Enumerable.Range(0, count).Reverse().Select(i => Without(i, i)).Concat(pairs).Where(smaller => HasAnswer(smaller) && syntax.CanWrite(smaller));

        TrackingProgram Without(int first, int second) => program with { Steps = [.. program.Steps.Where((_, k) => k != first && k != second)] };
    }

    // What is asked about is the change: a program without one would show another failure.
    private static bool Changes(TrackingProgram program) => program.Steps.Where(step => Touches(step, program.Asked)).Skip(1).Any();

    private static bool Touches(Step step, int variable) => step switch
    {
        Put put => put.Target == variable,
        Copy copy => copy.Target == variable,
        Exchange exchange => exchange.First == variable || exchange.Second == variable,
        Xor xor => xor.Target == variable,
        Alias alias => alias.Target == variable || alias.Source == variable,
        Inner inner => inner.Shadowed.Contains(variable),
        _ => false,
    };

    private static bool HasAnswer(TrackingProgram program)
    {
        try
        {
            return Machine.Run(program)[program.Asked] is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
