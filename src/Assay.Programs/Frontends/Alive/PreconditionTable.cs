using Assay.Programs.Deciders.Exhaustion;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Alive;

/// <summary>
/// Which values of some inputs are good: the rewrite is right whatever the other inputs are. Enumerated at one choice of widths.
/// </summary>
internal sealed class PreconditionTable
{
    private const int MostBits = 18;

    private PreconditionTable(bool[] matters, bool[] isBad) => (Matters, IsBad) = (matters, isBad);

    /// <summary>Where the compiler may apply the rewrite, and for some other inputs the source has a value.</summary>
    public bool[] Matters { get; }

    /// <summary>Where the rewrite is wrong for some other inputs.</summary>
    public bool[] IsBad { get; }

    /// <summary>The table, or null when it would be too large.</summary>
    /// <param name="rewrite">The rewrite.</param>
    /// <param name="widths">The widths.</param>
    /// <param name="newSemantics">Whether <c>--new-sema</c> was given.</param>
    /// <param name="names">The inputs whose values are the points.</param>
    public static PreconditionTable? TryCreate(Rewrite rewrite, Widths widths, bool newSemantics, IReadOnlyList<string> names)
    {
        var goal = new RewriteGoal(new TermFactory(), rewrite, widths, newSemantics);
        if (goal.Meaning.SourceUndefined.Count > 0 || goal.Violated.Bits > MostBits)
        {
            return null;
        }

        List<Term> points = [.. goal.Variables.Where(variable => names.Contains(variable.Name)).Select(variable => variable.Term)];
        List<Term> others = [.. goal.Variables.Where(variable => !names.Contains(variable.Name)).Select(variable => variable.Term)];
        return Enumerate(points, others, goal.Meaning.Matters(), goal.Violated.Target) is (var matters, var isBad) ? new PreconditionTable(matters, isBad) : null;
    }

    /// <summary>The points at which the precondition holds, or null where they are too many.</summary>
    /// <param name="rewrite">A rewrite whose precondition is over the named inputs only.</param>
    /// <param name="widths">The widths.</param>
    /// <param name="names">The inputs whose values are the points.</param>
    public static bool[]? Holds(Rewrite rewrite, Widths widths, IReadOnlyList<string> names)
    {
        var goal = new RewriteGoal(new TermFactory(), rewrite, widths, newSemantics: false);
        List<Term> points = [.. goal.Variables.Where(variable => names.Contains(variable.Name)).Select(variable => variable.Term)];
        return Enumerate(points, [], goal.Applies, goal.Applies)?.First;
    }

    // At which points two terms are true for some values of the other inputs.
    private static (bool[] First, bool[] Second)? Enumerate(List<Term> points, List<Term> others, Term first, Term second)
    {
        var index = new InputIndex([.. points, .. others]);
        var otherBits = others.Sum(input => input.Width);
        if (index.Bits > MostBits || BlockEvaluator.TryCreate([.. points, .. others], first, second) is not { } block)
        {
            return null;
        }

        var (isFirst, isSecond) = (new bool[1 << (index.Bits - otherBits)], new bool[1 << (index.Bits - otherBits)]);
        for (var start = 0UL; start < 1UL << index.Bits; start += (ulong)block.Lanes)
        {
            var lanes = (int)Math.Min((ulong)block.Lanes, (1UL << index.Bits) - start);
            foreach (var (input, offset) in index.Fields)
            {
                var values = block[input];
                for (var lane = 0; lane < lanes; lane++)
                {
                    values[lane] = index.Field(start + (ulong)lane, input, offset);
                }
            }

            block.Run();
            for (var lane = 0; lane < lanes; lane++)
            {
                var point = (start + (ulong)lane) >> otherBits;
                isFirst[point] |= block[first][lane] != 0;
                isSecond[point] |= block[second][lane] != 0;
            }
        }

        return (isFirst, isSecond);
    }
}
