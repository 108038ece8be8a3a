namespace Assay.Training.Connectivity;

/// <summary>One group of units while weights are matched, with what does not change or helps the next time.</summary>
internal sealed class MatchedGroup
{
    private readonly double[] _second;
    private readonly int _size;

    // What units are worth by weights to inputs, outputs and biases, which stand in no order.
    private readonly double[] _fixed;

    // The other axes of the group, with the rows of the first network and the axis on their other side.
    private readonly List<(UnitAxis Axis, double[] Left, UnitAxis Other)> _between = [];

    private double[]? _columnPrices;

    // The orders of neighbours when it was last asked: an order is never changed, but replaced.
    private int[][]? _known;

    /// <param name="structure">The groups.</param>
    /// <param name="index">Which one it is.</param>
    /// <param name="first">The parameters that stay.</param>
    /// <param name="second">The parameters whose units are put in order.</param>
    public MatchedGroup(PermutationStructure structure, int index, double[] first, double[] second)
    {
        (Index, _second, _size) = (index, second, structure.Groups[index].Units);
        _fixed = new double[_size * _size];
        foreach (var axis in structure.AxesOf[index])
        {
            var left = Rows(axis, first, null);
            if (structure.Axes.FirstOrDefault(one => ReferenceEquals(one.Block, axis.Block) && one.Dimension != axis.Dimension) is { } other)
            {
                _between.Add((axis, left, other));
            }
            else
            {
                Crosses.Add(left, Rows(axis, second, null), _size, _fixed);
            }
        }
    }

    /// <summary>Which group it is.</summary>
    public int Index { get; }

    /// <summary>Whether nothing that the worths depend on has changed since they were last asked for.</summary>
    public bool IsSettled(int[][] orders) => _known is { } known && _between.Select((side, i) => ReferenceEquals(known[i], orders[side.Other.Group])).All(isSame => isSame);

    /// <summary>What units are worth to each other where those of all groups stand in these orders.</summary>
    public double[] Worth(int[][] orders)
    {
        _known = [.. _between.Select(side => orders[side.Other.Group])];
        double[] worth = [.. _fixed];
        foreach (var (axis, left, other) in _between)
        {
            Crosses.Add(left, Rows(axis, _second, other.Sources(orders[other.Group])), _size, worth);
        }

        return worth;
    }

    /// <summary>The best assignment; prices of the last time are where the search begins.</summary>
    public int[] Best(double[] worth)
    {
        _columnPrices ??= Assignment.StartingPrices(worth, _size);
        return Assignment.Best(worth, _size, _columnPrices);
    }

    // For each unit all numbers that belong to it, those of the other side in the order in which that one stands.
    private static double[] Rows(UnitAxis axis, double[] parameters, int[]? others)
    {
        var sides = new BlockSides(axis.Block);
        var across = axis.Dimension == 0 ? sides.Columns : sides.Rows;
        var rows = new double[axis.Block.Count];
        var at = 0;
        for (var unit = 0; unit < axis.Units; unit++)
        {
            for (var place = 0; place < axis.Places; place++)
            {
                var own = axis.Entry(unit, place);
                if (sides.Depth == 1)
                {
                    var (start, step) = axis.Dimension == 0 ? (sides.At(own, 0), 1) : (sides.At(0, own), sides.Columns);
                    for (var k = 0; k < across; k++)
                    {
                        rows[at++] = parameters[start + (step * (others is null ? k : others[k]))];
                    }

                    continue;
                }

                for (var k = 0; k < across; k++)
                {
                    var other = others is null ? k : others[k];
                    var from = axis.Dimension == 0 ? sides.At(own, other) : sides.At(other, own);
                    parameters.AsSpan(from, sides.Depth).CopyTo(rows.AsSpan(at));
                    at += sides.Depth;
                }
            }
        }

        return rows;
    }
}
