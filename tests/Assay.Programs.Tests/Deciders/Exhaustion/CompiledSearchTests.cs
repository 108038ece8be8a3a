using System.Runtime.Intrinsics;
using Assay.Programs.Deciders;
using Assay.Programs.Deciders.Exhaustion;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Programs.Tests.Deciders.Exhaustion;

/// <summary>Generated vector code against the plain interpreter, chunk by chunk.</summary>
public class CompiledSearchTests
{
    // Few inputs in a chunk show much of each; still more than a vector holds.
    private const int ChunkBits = 5;

    [Theory]
    [InlineData(11, 11, 1)]
    [InlineData(6, 6, 2)]
    [InlineData(4, 4, 3)]
    [InlineData(11, 32, 1)]
    [InlineData(6, 32, 2)]
    [InlineData(6, 24, 2)]
    [InlineData(6, 33, 2)]
    [InlineData(11, 64, 1)]
    public void Random_integer_programs_give_the_same_on_every_chunk(int bits, int width, int count) => Compare(
        bits,
        count,
        (terms, variables, program) => RandomGoalTerms.Truth(terms, [.. variables.Select(variable => Spread(terms, variable, width))], program),
        longest: 16);

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    public void Random_float_programs_give_the_same_on_every_chunk(int width) => Compare(
        11,
        1,
        (terms, variables, program) => RandomFloats.Truth(terms, width == 32 ? Sort.Single : Sort.Double, variables, program),
        longest: 8,
        programs: 60);

    [Fact]
    public void Conversions_of_floats_to_integers_saturate()
    {
        Assert.SkipUnless(Vector256.IsHardwareAccelerated, "This processor has no vectors of 256 bits.");

        foreach (var sort in (Sort[])[Sort.Single, Sort.Double])
        {
            foreach (var width in (int[])[1, 8, 16, 31, 32, 33, 63, 64])
            {
                var terms = new TermFactory();
                var v = terms.Variable("v", Sort.BitVector(13));
                var x = terms.FFromBits(terms.Concat(v, terms.Constant(12345, sort.Width - 13)));
                foreach (var converted in (Term[])[terms.FToSigned(x, width), terms.FToUnsigned(x, width)])
                {
                    for (var bit = 0; bit < width; bit += Math.Max(1, width / 3))
                    {
                        var truth = terms.Equal(terms.Extract(converted, bit, 1), terms.Constant(1, 1));
                        var isCompiled = Check(terms, truth, terms.Not(truth), [v]);
                        Assert.Equal(width <= sort.Width, isCompiled);
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    public void All_patterns_of_nan_are_one_value(int width)
    {
        Assert.SkipUnless(Vector256.IsHardwareAccelerated, "This processor has no vectors of 256 bits.");
        var terms = new TermFactory();
        var sort = width == 32 ? Sort.Single : Sort.Double;
        var v = terms.Variable("v", Sort.BitVector(13));
        var x = terms.FFromBits(terms.Concat(v, terms.Constant(1, width - 13)));
        var invalid = terms.FSub(terms.FMul(x, terms.Constant(new Value(sort, 0))), terms.FSqrt(x));
        var bits = terms.Rebuild(RandomFloats.ToBits(width), [x]);
        Term[] truths =
        [
            terms.Equal(x, terms.Constant(new Value(sort, sort.Mask))),
            terms.Equal(x, terms.FNeg(x)),
            terms.Equal(invalid, terms.FAbs(x)),
            terms.FEqual(invalid, invalid),
            terms.Equal(terms.Extract(bits, 0, 8), terms.Constant(1, 8)),
            terms.Equal(terms.Extract(bits, width - 1, 1), terms.Constant(1, 1)),
        ];
        Assert.All(truths, truth => Assert.True(Check(terms, truth, terms.Not(truth), [v])));
    }

    [Theory]
    [InlineData(Op.UDiv)]
    [InlineData(Op.URem)]
    [InlineData(Op.SDiv)]
    [InlineData(Op.SRem)]
    public void Divisions_by_constants_become_products(Enum operation)
    {
        int[] divisors = [1, 2, 3, 5, 6, 7, 10, 11, 25, 125, 641, 65535, 65537, 1 << 30, int.MaxValue, int.MinValue, int.MinValue + 1, -1, -2, -3, -7, -10];
        var random = new Random(3);
        foreach (var width in (int[])[8, 16, 31, 32])
        {
            foreach (var divisor in divisors.Where(d => d != 0))
            {
                var terms = new TermFactory();
                var x = terms.Variable("x", Sort.BitVector(width));
                var by = terms.Constant(divisor, width);
                var plain = (Op)(object)operation switch
                {
                    Op.UDiv => terms.UDiv(x, by),
                    Op.URem => terms.URem(x, by),
                    Op.SDiv => terms.SDiv(x, by),
                    _ => terms.SRem(x, by),
                };
                var product = new NarrowDivision(terms).Of(plain);
                var evaluator = new TermEvaluator(plain, product);
                for (var i = 0; i < 300; i++)
                {
                    // Multiples of the divisor, their neighbours, and the ends of the range are where products go wrong.
                    var number = (Int128)(random.NextInt64() >> random.Next(64)) * (i % 3 == 0 ? 1 : divisor) + random.Next(-1, 2);
                    evaluator.Run(_ => Value.Of(number, width));
                    Assert.Equal(evaluator[plain], evaluator[product]);
                }
            }
        }
    }

    [Fact]
    public void Assumptions_are_reported_by_themselves()
    {
        var terms = new TermFactory();
        var v = terms.Variable("v", Sort.BitVector(12));
        var assumed = terms.ULt(v, terms.Constant(700, 12));
        var target = terms.And(assumed, terms.Not(terms.Equal(terms.Mul(v, v), terms.Constant(81, 12))));
        Check(terms, target, assumed, [v]);
    }

    private static void Compare(
        int bits, int count, Func<TermFactory, Term[], uint[], Term> build, int longest, int programs = 40)
    {
        Assert.SkipUnless(Vector256.IsHardwareAccelerated, "This processor has no vectors of 256 bits.");

        var compiled = 0;
        RandomGoalTerms.Programs(1, longest).Sample(
            program =>
            {
                var terms = new TermFactory(simplify: (program[0] & 1) == 0);
                Term[] variables = [.. Enumerable.Range(0, count).Select(i => terms.Variable("v" + i, Sort.BitVector(bits)))];
                var truth = build(terms, variables, program);
                if (Check(terms, truth, terms.Not(truth), variables))
                {
                    Interlocked.Increment(ref compiled);
                }
            },
            iter: Rounds.Of(programs),
            threads: 2);
        Assert.True(compiled > programs / 5, $"only {compiled} programs could be compiled");
    }

    private static bool Check(TermFactory terms, Term target, Term assumed, Term[] variables)
    {
        var index = new InputIndex(variables);
        using var search = CompiledSearch.TryCreate(index, terms, target, assumed, ChunkBits);
        if (search is null)
        {
            return false;
        }

        var evaluator = new TermEvaluator(target, assumed);
        for (var start = 0UL; start < 1UL << index.Bits; start += 1 << ChunkBits)
        {
            var (reached, met) = (false, false);
            for (var i = start; i < start + (1 << ChunkBits); i++)
            {
                var input = index.Input(i);
                evaluator.Run(term => input[term]);
                reached |= evaluator[target].IsTrue;
                met |= evaluator[assumed].IsTrue;
            }

            Assert.True((reached, met) == search.Search(start), $"from {start}: {target}\n{search.Text}");
        }

        return true;
    }

    // Few bits become many: some at the top, the others at the bottom.
    private static Term Spread(TermFactory terms, Term variable, int width)
    {
        if (width == variable.Width)
        {
            return variable;
        }

        var half = variable.Width / 2;
        var gap = width - variable.Width;
        var low = terms.Concat(terms.Constant(gap > 3 ? 5 : 0, gap), terms.Extract(variable, 0, half));
        return terms.Concat(terms.Extract(variable, half, variable.Width - half), low);
    }
}
