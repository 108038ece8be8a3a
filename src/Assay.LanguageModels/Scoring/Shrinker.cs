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
    /// <summary>The smallest program that was found, and the answer to it.</summary>
    /// <param name="program">A program.</param>
    /// <param name="names">The names of its variables.</param>
    /// <param name="answer">The answer to it: a number, and a wrong one.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ModelException">There is no answer.</exception>
    public async Task<(TrackingProgram Program, Answer Answer)> Shrink(TrackingProgram program, IReadOnlyList<string> names, Answer answer, CancellationToken cancellation)
    {
        for (var i = program.Steps.Count - 1; i >= 0; i = Math.Min(i, program.Steps.Count) - 1)
        {
            var smaller = program with { Steps = [.. program.Steps.Where((_, k) => k != i)] };
            if (!HasAnswer(smaller) || !syntax.CanWrite(smaller))
            {
                continue;
            }

            var next = await asking.Ask(smaller, names, cancellation).ConfigureAwait(false);
            if (next.Said is not null && !next.IsRight)
            {
                // What could not be left out before may be now.
                (program, answer, i) = (smaller, next, smaller.Steps.Count);
            }
        }

        return (program, answer);
    }

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
