using Assay.Programs.Deciders;
using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>Inputs from which formulas are guessed: all of them where there are few, else corners and their neighbours.</summary>
internal static class TrialInputs
{
    private const int FewBits = 16;
    private const int MostGrid = 3000;
    private const int Samples = 3000;
    private const int FewSamples = 400;

    /// <summary>The inputs.</summary>
    /// <param name="goal">The claim.</param>
    /// <param name="thresholds">Values of interest beyond those of the claim.</param>
    /// <param name="many">Whether many are affordable.</param>
    public static IReadOnlyList<Value[]> Of(Goal goal, IEnumerable<Signed128> thresholds, bool many)
    {
        List<Sort> sorts = [.. goal.Inputs.Select(input => input.Sort)];
        if (goal.Bits <= FewBits)
        {
            return [.. Grid([.. sorts.Select(sort => Enumerable.Range(0, 1 << sort.Width).Select(bits => new Value(sort, (uint)bits)).ToArray())])];
        }

        List<Value[]> inputs = [];
        var constants = thresholds.ToList();
        var side = (int)Math.Pow(many ? MostGrid : FewSamples, 1.0 / sorts.Count);
        if (!goal.HasFloats && side >= 2)
        {
            inputs.AddRange(Grid([.. sorts.Select(sort => Corners(sort, constants, side))]));
        }

        var values = new SampleValues(seed: 11, goal.Target, goal.Assumed);
        inputs.AddRange(Enumerable.Range(0, many ? Samples : FewSamples).Select(_ => values.Draw(sorts)));
        return sorts.Count == 1 ? [.. inputs.DistinctBy(input => input[0].Bits)] : inputs;
    }

    /// <summary>An input and those close to it: one variable one step away, or the same step for all.</summary>
    public static IReadOnlyList<Value[]> Around(Value[] input)
    {
        List<Value[]> near = [input];
        foreach (var step in (Bits128[])[1, Bits128.MaxValue])
        {
            near.AddRange(input.Select((value, i) => input.Select((other, j) => j == i ? Moved(other, step) : other).ToArray()));
            near.Add([.. input.Select(value => Moved(value, step))]);
        }

        return near;
    }

    private static Value Moved(Value value, Bits128 step) => value.Sort.Kind == SortKind.BitVector ? new Value(value.Sort, value.Bits + step) : value;

    // The most telling values first, as many as a grid of them all allows.
    private static Value[] Corners(Sort sort, List<Signed128> constants, int most)
    {
        if (sort.Kind == SortKind.Bool)
        {
            return [Value.Of(false), Value.Of(true)];
        }

        var greatest = (Signed128)(sort.Mask >> 1);
        List<Signed128> telling =
        [
            0, 1, -1, greatest, -greatest - 1, 2, -2, greatest - 1, -greatest, 3, -3,
            .. constants,
            4, -4, greatest / 2, (greatest / 2) + 1, -(greatest / 2) - 1, -(greatest / 2) - 2, 5, 7, 8, -8, 16, 100, -100,
        ];
        for (var bit = 4; bit < sort.Width - 1; bit++)
        {
            telling.AddRange([Signed128.One << bit, (Signed128.One << bit) - 1, -(Signed128.One << bit)]);
        }

        // Loops, as queries over numbers of our own are not compiled ahead of time.
        List<Value> corners = [];
        foreach (var number in telling)
        {
            var value = Value.Of(number, sort.Width);
            if (corners.Count < most && !corners.Contains(value))
            {
                corners.Add(value);
            }
        }

        return [.. corners];
    }

    private static IEnumerable<Value[]> Grid(IReadOnlyList<Value[]> axes) =>
        axes.Aggregate((IEnumerable<Value[]>)[[]], (points, axis) => points.SelectMany(point => axis.Select(value => (Value[])[.. point, value])));
}
