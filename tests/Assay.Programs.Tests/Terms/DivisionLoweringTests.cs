using Assay.Programs.Evaluation;
using Assay.Programs.Terms;
using Assay.Programs.Tests.Frontends.CSharp.Random;

namespace Assay.Programs.Tests.Terms;

/// <summary>Divisions by constants that became products, at the dividends where a wrong factor shows: around multiples.</summary>
public sealed class DivisionLoweringTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(32)]
    public void A_quotient_by_a_constant_is_exact(int width)
    {
        var dice = new Dice((uint)width, 7);
        var mask = (uint)Sort.BitVector(width).Mask;
        for (var i = 0; i < 300; i++)
        {
            var d = i < 150 ? (uint)i + 1 : dice.OneIn(3) ? mask - (uint)dice.Below(200) : 1 + (uint)(dice.Bits() % mask);
            Check(width, d & mask, mask, dice);
        }
    }

    private static void Check(int width, uint d, uint mask, Dice dice)
    {
        var terms = new TermFactory();
        Term x = terms.Variable("x", Sort.BitVector(width)), divisor = terms.Constant((UInt128)d, width);
        Term[] plain = [terms.UDiv(x, divisor), terms.URem(x, divisor), terms.SDiv(x, divisor), terms.SRem(x, divisor)];
        var lowering = new Lowering(terms, new LoweringOptions(Division: false, VariableShifts: true));
        Term[] lowered = [.. plain.Select(lowering.Of)];
        var evaluator = new TermEvaluator([.. plain, .. lowered, x]);
        for (var i = 0; i < 20; i++)
        {
            var multiple = d == 0 ? (uint)dice.Bits() : d * (uint)(dice.Bits() % ((mask / d) + 1UL));
            uint[] inputs = [multiple, multiple - 1, multiple + d - 1, mask - (uint)i, (mask >> 1) + (uint)(i % 3)];
            foreach (var input in inputs)
            {
                evaluator.Run(_ => new Value(x.Sort, input));
                Assert.Equal(plain.Select(term => evaluator[term]), lowered.Select(term => evaluator[term]));
            }
        }
    }
}
