using Assay.Programs.Terms;
using Assay.Programs.Tests.Frontends.CSharp.Random;

namespace Assay.Programs.Tests.Terms;

/// <summary>Random term graphs: the same choices build the same graph in every factory.</summary>
internal sealed class RandomTerms(TermFactory terms, Dice dice)
{
    private static readonly int[] Widths = [1, 2, 3, 7, 8, 16, 31, 32, 33, 63, 64, 65, 127, 128];

    private readonly List<Term> _nodes = [];

    public List<Term> Variables { get; } = [];

    /// <summary>All terms built, the newest last.</summary>
    public IReadOnlyList<Term> Nodes => _nodes;

    /// <summary>Builds a graph over a few variables.</summary>
    /// <param name="size">How many operations.</param>
    /// <param name="widths">Widths of bit-vectors.</param>
    /// <param name="floats">Whether floats occur.</param>
    public RandomTerms Build(int size, int[]? widths = null, bool floats = false)
    {
        widths ??= [dice.Of(Widths), dice.Of(Widths), dice.Of(Widths)];
        for (var i = 0; i < widths.Length; i++)
        {
            Variables.Add(terms.Variable($"x{i}", Sort.BitVector(widths[i])));
        }

        Variables.Add(terms.Variable("p", Sort.Bool));
        Variables.AddRange(floats ? [terms.Variable("f", Sort.Single), terms.Variable("d", Sort.Double)] : []);
        _nodes.AddRange(Variables);
        for (var i = 0; i < size; i++)
        {
            _nodes.Add(Next(widths, floats));
        }

        return this;
    }

    /// <summary>The next term, with arguments that are mostly recent ones.</summary>
    private Term Next(int[] widths, bool floats)
    {
        if (floats && dice.OneIn(2))
        {
            return RandomFloats.Next(terms, dice, Of, Vector);
        }

        if (dice.OneIn(3))
        {
            return Boolean(widths);
        }

        var width = dice.Of(widths);
        Term a = Vector(width), b = Vector(width);
        return dice.Below(25) switch
        {
            0 => terms.BvNot(a),
            1 or 2 => terms.BvAnd(a, b),
            3 => terms.BvOr(a, b),
            4 => terms.BvXor(a, b),
            5 => terms.Neg(a),
            6 or 7 => terms.Add(a, b),
            8 => terms.Sub(a, b),
            9 => terms.Mul(a, b),
            10 => terms.UDiv(a, b),
            11 => terms.URem(a, b),
            12 => terms.SDiv(a, b),
            13 => terms.SRem(a, b),
            14 => terms.Shl(a, Count(width)),
            15 => terms.LShr(a, Count(width)),
            16 => terms.AShr(a, Count(width)),
            17 => terms.RotateLeft(a, Count(width)),
            18 => terms.RotateRight(a, Count(width)),
            19 => dice.Below(3) switch { 0 => terms.PopCount(a), 1 => terms.LeadingZeros(a), _ => terms.TrailingZeros(a) },
            20 or 21 => terms.Ite(Of(Sort.Bool), a, b),
            22 => Extract(width),
            23 when width > 1 => Wider(width),
            _ => terms.FromBool(Of(Sort.Bool), width),
        };
    }

    private Term Boolean(int[] widths)
    {
        var width = dice.Of(widths);
        Term a = Vector(width), b = Vector(width), p = Of(Sort.Bool), q = Of(Sort.Bool);
        return dice.Below(12) switch
        {
            0 => terms.Not(p),
            1 => terms.And(p, q),
            2 => terms.Or(p, q),
            3 => terms.Equal(p, q),
            4 => terms.Ite(p, q, Of(Sort.Bool)),
            5 => terms.ULt(a, b),
            6 => terms.ULe(a, b),
            7 => terms.SLt(a, b),
            8 => terms.SLe(a, b),
            9 => terms.Equal(terms.Add(a, Constant(width)), Constant(width)),
            10 => terms.Equal(a, Constant(width)),
            _ => terms.Equal(a, b),
        };
    }

    private Term Extract(int width)
    {
        var wider = Widths.Where(other => other >= width).ToList();
        var whole = Vector(dice.Of(wider));
        return terms.Extract(whole, dice.Below(whole.Width - width + 1), width);
    }

    private Term Wider(int width)
    {
        var part = Vector(dice.OneIn(2) ? width / 2 : 1 + dice.Below(width - 1));
        return dice.Below(3) switch
        {
            0 => terms.ZeroExtend(part, width),
            1 => terms.SignExtend(part, width),
            _ => terms.Concat(Vector(width - part.Width), part),
        };
    }

    private Term Count(int width) => dice.OneIn(2) ? Vector(width) : terms.Constant(dice.Below(width + 2), width);

    private Term Vector(int width) => dice.OneIn(5) ? Constant(width) : Of(Sort.BitVector(width));

    private Term Constant(int width) => terms.Constant(Inputs.Of(Sort.BitVector(width), dice));

    // A known term of the sort, else a known one brought to the sort.
    private Term Of(Sort sort)
    {
        // Both factories look at the same positions: terms that simplification made equal still count apart.
        var fitting = _nodes.Where(node => node.Sort.Equals(sort)).ToList();
        if (fitting.Count > 0)
        {
            return fitting[^(1 + Math.Min(dice.Below(fitting.Count), dice.Below(fitting.Count)))];
        }

        var source = _nodes.First(node => node.Sort.Kind == SortKind.BitVector);
        return sort.Kind == SortKind.Bool ? terms.Equal(source, terms.Constant(0, source.Width))
            : sort.Kind == SortKind.Float ? terms.FFromSigned(source, sort)
            : source.Width >= sort.Width ? terms.Extract(source, 0, sort.Width)
            : terms.SignExtend(source, sort.Width);
    }
}
