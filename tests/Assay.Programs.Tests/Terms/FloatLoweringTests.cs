using Assay.Programs.Evaluation;
using Assay.Programs.Terms;
using Assay.Programs.Tests.Frontends.CSharp.Random;

namespace Assay.Programs.Tests.Terms;

/// <summary>Floats spelled out on bits have the values that the processor computes.</summary>
public sealed class FloatLoweringTests
{
    private static readonly float[] Corners =
    [
        0f, -0f, 1f, -1f, 1.5f, 0.5f, 2f, 3f, float.Epsilon, -float.Epsilon, 2 * float.Epsilon, 1.17549421E-38f, 1.17549435E-38f,
        2.3509887E-38f, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 16777216f,
        16777215f, 8388607.5f, 4194303.8f, -2.5f, 0.49999997f, 1.0000001f, 0.99999994f, 2147483648f, -2147483648f, 4294967296f,
        1E-30f, 1E30f, 3.4E20f, 9.2233715E18f, 255.5f, -0.5f,
    ];

    private static readonly Op[] Unary =
        [Op.FNeg, Op.FAbs, Op.FSqrt, Op.FRound, Op.FIsNaN, Op.FConvert, Op.FToSigned, Op.FToUnsigned, Op.FToBits];

    private static readonly Op[] Binary = [Op.FAdd, Op.FSub, Op.FMul, Op.FDiv, Op.FEqual, Op.FLt, Op.FLe];

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    public void Every_operation_on_corners_and_random_bits_has_the_value_of_its_meaning(int width)
    {
        var sort = width == 32 ? Sort.Single : Sort.Double;
        var terms = new TermFactory();
        Term[] variables = [terms.Variable("x", sort), terms.Variable("y", sort), terms.Variable("z", sort)];
        var (x, y, z) = (variables[0], variables[1], variables[2]);
        List<Term> operations = [.. Unary.SelectMany(op => Each(terms, op, x)), .. Binary.Select(op => Two(terms, op, x, y)), terms.FFma(x, y, z)];
        var lowering = new FloatLowering(terms);
        List<Term> lowered = [.. operations.Select(lowering.Of)];
        Assert.DoesNotContain(TermOrder.Of(lowered), term => term.Sort.Kind == SortKind.Float || term.Op >= Op.FNeg);
        var dice = new Dice(61, (ulong)width);
        var (plain, bits) = (new TermEvaluator(operations), new TermEvaluator(lowered));
        var rounds = 0;
        foreach (var values in Samples(sort, dice))
        {
            plain.Run(term => values[Array.IndexOf(variables, term)]);
            bits.Run(term => new Value(term.Sort, values[Array.FindIndex(variables, v => lowering.Variables.GetValueOrDefault(v) == term)].Bits));
            for (var i = 0; i < operations.Count; i++)
            {
                Assert.True(
                    plain[operations[i]].Bits == bits[lowered[i]].Bits,
                    $"{operations[i]} {operations[i].Payload} on {string.Join(", ", values.Select(value => value.Double.ToString("R", null)))}: {plain[operations[i]].Bits:x}, on bits {bits[lowered[i]].Bits:x}");
            }

            rounds++;
        }

        Assert.True(rounds > 5000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(31)]
    [InlineData(64)]
    [InlineData(128)]
    public void Integers_become_the_nearest_floats(int width)
    {
        var terms = new TermFactory();
        var x = terms.Variable("x", Sort.BitVector(width));
        List<Term> operations = [terms.FFromSigned(x, Sort.Single), terms.FFromUnsigned(x, Sort.Single), terms.FFromSigned(x, Sort.Double), terms.FFromUnsigned(x, Sort.Double)];
        var lowering = new FloatLowering(terms);
        List<Term> lowered = [.. operations.Select(lowering.Of)];
        var dice = new Dice(62, (ulong)width);
        var (plain, bits) = (new TermEvaluator(operations), new TermEvaluator(lowered));
        for (var round = 0; round < 3000; round++)
        {
            var value = Inputs.Of(x.Sort, dice);
            plain.Run(_ => value);
            bits.Run(_ => value);
            Assert.All(operations.Zip(lowered), pair => Assert.Equal(plain[pair.First].Bits, bits[pair.Second].Bits));
        }
    }

    private static IEnumerable<Term> Each(TermFactory terms, Op op, Term x) => op switch
    {
        Op.FNeg => [terms.FNeg(x)],
        Op.FAbs => [terms.FAbs(x)],
        Op.FSqrt => [terms.FSqrt(x)],
        Op.FRound => Enum.GetValues<Rounding>().Select(mode => terms.FRound(x, mode)),
        Op.FIsNaN => [terms.FIsNaN(x)],
        Op.FConvert => [terms.FConvert(x, x.Width == 32 ? Sort.Double : Sort.Single)],
        Op.FToSigned => new[] { 1, 8, 32, 64, 128 }.Select(width => terms.FToSigned(x, width)),
        Op.FToUnsigned => new[] { 1, 8, 32, 64, 128 }.Select(width => terms.FToUnsigned(x, width)),
        _ => [terms.Ite(terms.FIsNaN(x), terms.Constant(0, x.Width), terms.FToBits(x, "u"))],
    };

    private static Term Two(TermFactory terms, Op op, Term x, Term y) => op switch
    {
        Op.FAdd => terms.FAdd(x, y),
        Op.FSub => terms.FSub(x, y),
        Op.FMul => terms.FMul(x, y),
        Op.FDiv => terms.FDiv(x, y),
        Op.FEqual => terms.FEqual(x, y),
        Op.FLt => terms.FLt(x, y),
        _ => terms.FLe(x, y),
    };

    private static IEnumerable<Value[]> Samples(Sort sort, Dice dice)
    {
        Value Of(float value) => sort.Width == 32 ? Value.Of(value) : Value.Of((double)value);
        foreach (var x in Corners)
        {
            foreach (var y in Corners)
            {
                yield return [Of(x), Of(y), Of(Corners[dice.Below(Corners.Length)])];
            }
        }

        for (var i = 0; i < 4500; i++)
        {
            Value[] values = [Inputs.Of(sort, dice), Inputs.Of(sort, dice), Inputs.Of(sort, dice)];

            // Neighbours in exponent, where sums cancel and carry.
            if (i % 3 == 0)
            {
                values[1] = new Value(sort, values[0].Bits ^ (Bits128)(uint)dice.Below(1 << 20) ^ ((Bits128)(uint)dice.Below(2) << (sort.Width - 1)));
                values[2] = new Value(sort, values[2].Bits ^ ((Bits128)(uint)dice.Below(64) << (sort.Width == 32 ? 23 : 52)));
            }

            yield return values;
        }
    }
}
