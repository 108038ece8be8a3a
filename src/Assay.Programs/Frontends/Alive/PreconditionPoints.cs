using Assay.Programs.Deciders;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Alive;

/// <summary>
/// Values of some inputs at one choice of widths, with what is known about each: all of them where they are few, else a sample.
/// Nothing that is read off a sample is a proof.
/// </summary>
internal sealed class PreconditionPoints
{
    private const int MostBits = 18;
    private const int MostPointBits = 12;
    private const int MostSamples = 400;
    private const int MostOthers = 12;

    private readonly IReadOnlyList<string> _names;
    private readonly List<ulong[]> _points;

    private PreconditionPoints(Widths widths, IReadOnlyList<string> names, List<ulong[]> points, bool isComplete)
    {
        (Widths, _names, _points, IsComplete) = (widths, names, points, isComplete);
    }

    public Widths Widths { get; }

    /// <summary>Whether these are all points there are.</summary>
    public bool IsComplete { get; }

    /// <summary>Where the compiler may apply the rewrite, and for some other inputs the source has a value.</summary>
    public List<bool> Matters { get; private set; } = [];

    /// <summary>Where the rewrite is wrong for some other inputs.</summary>
    public List<bool> IsBad { get; private set; } = [];

    /// <summary>The points, or null when the numbers are too wide.</summary>
    /// <param name="rewrite">The rewrite.</param>
    /// <param name="widths">The widths.</param>
    /// <param name="newSemantics">Whether <c>--new-sema</c> was given.</param>
    /// <param name="names">The inputs whose values are the points.</param>
    /// <param name="mayBeSample">Whether a sample will do.</param>
    public static PreconditionPoints? TryCreate(Rewrite rewrite, Widths widths, bool newSemantics, IReadOnlyList<string> names, bool mayBeSample)
    {
        var goal = new RewriteGoal(new TermFactory(), rewrite, widths, newSemantics);
        if (goal.Meaning.SourceUndefined.Count > 0 || goal.Violated.Inputs.Any(input => input.Width > 64))
        {
            return null;
        }

        List<Term> inputs = [.. goal.Variables.Where(variable => names.Contains(variable.Name)).Select(variable => variable.Term)];
        var isComplete = goal.Violated.Bits <= MostBits && inputs.Sum(input => input.Width) <= MostPointBits;
        if (!isComplete && !mayBeSample)
        {
            return null;
        }

        var points = new PreconditionPoints(widths, names, isComplete ? All(inputs) : Sample(inputs, goal.Violated.Target), isComplete);
        if (points.Evaluate(goal, goal.Meaning.Matters(), goal.Violated.Target) is not (var matters, var bad))
        {
            return null;
        }

        (points.Matters, points.IsBad) = (matters, bad);
        return points;
    }

    /// <summary>Where the precondition of a rewrite holds, or null when that cannot be told.</summary>
    /// <param name="rewrite">A rewrite whose precondition is over the named inputs only.</param>
    /// <param name="widths">The same widths for it.</param>
    public List<bool>? Holds(Rewrite rewrite, Widths widths)
    {
        var goal = new RewriteGoal(new TermFactory(), rewrite, widths, newSemantics: false);
        return Evaluate(goal, goal.Applies, goal.Applies)?.First;
    }

    /// <summary>Adds a point that a proof has stumbled over.</summary>
    /// <returns>False when it is there already.</returns>
    public bool Add(IReadOnlyDictionary<string, ulong> values, bool isBad)
    {
        ulong[] point = [.. _names.Select(name => values[name])];
        if (_points.Exists(known => known.SequenceEqual(point)))
        {
            return false;
        }

        _points.Add(point);
        Matters.Add(true);
        IsBad.Add(isBad);
        return true;
    }

    private static List<ulong[]> All(List<Term> inputs)
    {
        var index = new Deciders.Exhaustion.InputIndex(inputs);
        return [.. Enumerable.Range(0, 1 << index.Bits).Select(i => index.Fields.Select(field => index.Field((ulong)i, field.Input, field.Offset)).ToArray())];
    }

    private static List<ulong[]> Sample(List<Term> inputs, Term target)
    {
        var values = new SampleValues(seed: 1, target);
        List<Sort> sorts = [.. inputs.Select(input => input.Sort)];
        return [.. Enumerable.Range(0, 2 * MostSamples).Select(_ => values.Draw(sorts).Select(value => (ulong)value.Bits).ToArray())
            .DistinctBy(point => string.Join(',', point)).Take(MostSamples)];
    }

    // At which points two terms are true for some values of the other inputs: all values, or a sample where they are many.
    private (List<bool> First, List<bool> Second)? Evaluate(RewriteGoal goal, Term first, Term second)
    {
        var at = _names.Select(name => goal.Variables.FirstOrDefault(variable => variable.Name == name)?.Term).ToList();
        var used = TermOrder.Variables(first, second).ToHashSet();
        List<Term> others = [.. goal.Variables.Select(variable => variable.Term).Where(term => !at.Contains(term) && used.Contains(term))];
        List<Term> bound = [.. at.OfType<Term>()];
        if (others.Exists(other => other.Width > 64) || BlockEvaluator.TryCreate([.. bound, .. others], first, second) is not { } block)
        {
            return null;
        }

        var rows = others.Sum(other => other.Width) <= MostOthers ? All(others) : Sample(others, second);
        var (isFirst, isSecond) = (new bool[_points.Count], new bool[_points.Count]);
        var total = (long)_points.Count * rows.Count;
        List<ulong[]?> pointLanes = [.. at.Select(term => term is null ? null : block.LanesOf(term))];
        List<ulong[]?> otherLanes = [.. others.Select(block.LanesOf)];
        for (var start = 0L; start < total; start += block.Lanes)
        {
            var lanes = (int)Math.Min(block.Lanes, total - start);
            for (var lane = 0; lane < lanes; lane++)
            {
                var (point, row) = Math.DivRem(start + lane, rows.Count);
                Fill(pointLanes, lane, _points[(int)point]);
                Fill(otherLanes, lane, rows[(int)row]);
            }

            block.Run();
            var (ones, twos) = (block.LanesOf(first), block.LanesOf(second));
            for (var lane = 0; lane < lanes; lane++)
            {
                isFirst[(start + lane) / rows.Count] |= ones[lane] != 0;
                isSecond[(start + lane) / rows.Count] |= twos[lane] != 0;
            }
        }

        return ([.. isFirst], [.. isSecond]);
    }

    private static void Fill(List<ulong[]?> inputs, int lane, ulong[] values)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i] is { } lanes)
            {
                lanes[lane] = values[i];
            }
        }
    }
}
