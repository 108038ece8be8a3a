using Assay.Programs.Terms;
using Assay.Programs.Tests.Frontends.CSharp.Random;

namespace Assay.Programs.Tests.Terms;

/// <summary>Operations on floats in random term graphs.</summary>
internal static class RandomFloats
{
    public static Term Next(TermFactory terms, Dice dice, Func<Sort, Term> of, Func<int, Term> vector)
    {
        var sort = dice.OneIn(2) ? Sort.Single : Sort.Double;
        Term Any() => dice.OneIn(5) ? terms.Constant(Inputs.Of(sort, dice)) : of(sort);
        Term a = Any(), b = Any();
        int[] widths = [8, 32, 64, 128];
        return dice.Below(22) switch
        {
            0 => terms.FNeg(a),
            1 => terms.FAbs(a),
            2 => terms.FAdd(a, b),
            3 => terms.FSub(a, b),
            4 => terms.FMul(a, b),
            5 => terms.FDiv(a, b),
            6 => terms.FRem(a, b),
            7 => terms.FSqrt(a),
            8 => terms.FFma(a, b, Any()),
            9 => terms.FRound(a, dice.Of(Enum.GetValues<Rounding>())),
            10 => terms.FEqual(a, b),
            11 => terms.FLt(a, b),
            12 => terms.FLe(a, b),
            13 => terms.FIsNaN(a),
            14 => terms.FConvert(a, dice.OneIn(2) ? Sort.Single : Sort.Double),
            15 => terms.FFromSigned(vector(dice.Of(widths)), sort),
            16 => terms.FFromUnsigned(vector(dice.Of(widths)), sort),
            17 => terms.FToSigned(a, dice.Of(widths)),
            18 => terms.FToUnsigned(a, dice.Of(widths)),
            19 => terms.FFromBits(vector(sort.Width)),
            20 => terms.Ite(of(Sort.Bool), a, b),
            _ => terms.Equal(a, b),
        };
    }
}
