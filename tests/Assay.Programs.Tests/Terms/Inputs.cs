using Assay.Programs.Terms;
using Assay.Programs.Tests.Frontends.CSharp.Random;

namespace Assay.Programs.Tests.Terms;

/// <summary>Random values with many corner cases among them.</summary>
internal static class Inputs
{
    private static readonly double[] Corners =
    [
        0, -0.0, 1, -1, 0.5, 1.5, -2.5, 127, -129, 2147483647, -2147483649, 4294967296, 9.3e18, -9.3e18, 1.9e19, 1e39, -1e39,
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, 1e-45, double.MaxValue, 3.5e38,
    ];

    public static Value Of(Sort sort, Dice dice) => sort.Kind == SortKind.Float
        ? Float(sort, dice)
        : new Value(sort, Bits(sort, dice));

    private static Value Float(Sort sort, Dice dice)
    {
        if (dice.OneIn(3))
        {
            return new Value(sort, dice.Bits());
        }

        var value = dice.OneIn(2) ? dice.Of(Corners) : (dice.Below(512) - 256) / 4.0;
        return sort.Width == 32 ? Value.Of((float)value) : Value.Of(value);
    }

    private static UInt128 Bits(Sort sort, Dice dice) => dice.Below(7) switch
    {
        0 => 0,
        1 => UInt128.MaxValue,
        2 => UInt128.One << (sort.Width - 1),
        3 => (UInt128.One << (sort.Width - 1)) - 1,
        4 => (UInt128)dice.Below(20),
        5 => UInt128.One << dice.Below(sort.Width),
        _ => new UInt128(dice.Bits(), dice.Bits()),
    };
}
