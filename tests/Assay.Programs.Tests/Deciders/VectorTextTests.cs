using Assay.Programs.Deciders.Exhaustion;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;
using Assay.Programs.Tests.Frontends.CSharp.Random;
using Assay.Programs.Tests.Terms;

namespace Assay.Programs.Tests.Deciders;

/// <summary>Generated vector code against the plain interpreter, on every input of small spaces.</summary>
public sealed class VectorTextTests
{
    private const int Bits = 12;

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    public void Generated_code_reaches_the_target_exactly_where_the_interpreter_does(int width)
    {
        var compiledAny = 0;
        for (var graph = 0UL; graph < 12; graph++)
        {
            var terms = new TermFactory();
            var dice = new Dice((uint)width, graph);

            // Few inputs of few bits, brought to the width in which the graph computes.
            var random = new RandomTerms(terms, dice).Build(25, [width, width == 33 ? 64 : 8]);
            Term a = terms.Variable("a", Sort.BitVector(5)), b = terms.Variable("b", Sort.BitVector(6)), p = terms.Variable("p", Sort.Bool);
            var replace = random.Variables.ToDictionary(variable => variable, variable => variable.Sort.Kind == SortKind.Bool ? p
                : Fit(terms, variable == random.Variables[0] ? a : b, variable.Width));
            var whole = Substitute(terms, random.Nodes[^1], replace);
            var target = whole.Sort.Kind == SortKind.Bool ? whole : terms.Equal(terms.Extract(whole, 0, 1), terms.Constant(1, 1));
            compiledAny += Check(terms, [a, b, p], target) ? 1 : 0;
        }

        Assert.True(compiledAny >= 4, $"only {compiledAny} graphs could be written as vectors");
    }

    private static bool Check(TermFactory terms, Term[] inputs, Term target)
    {
        var index = new InputIndex(inputs);
        var evaluator = new TermEvaluator(target);
        var wanted = Enumerable.Range(0, 1 << Bits).Select(i =>
        {
            var input = index.Input((ulong)i);
            evaluator.Run(term => input[term]);
            return evaluator[target].IsTrue;
        }).ToArray();

        // One input at a time: the target and the place where the others are excluded.
        foreach (var chunkBits in new[] { 6, Bits })
        {
            using var search = CompiledSearch.TryCreate(index, terms, target, terms.Not(target), chunkBits);
            if (search is null)
            {
                return false;
            }

            for (var start = 0; start < 1 << Bits; start += 1 << chunkBits)
            {
                var chunk = wanted[start..(start + (1 << chunkBits))];
                Assert.Equal((chunk.Contains(true), chunk.Contains(false)), search.Search((ulong)start));
            }
        }

        return true;
    }

    private static Term Fit(TermFactory terms, Term term, int width) =>
        width <= term.Width ? terms.Extract(term, 0, width) : terms.Mul(terms.SignExtend(term, width), terms.Constant(0x0101_0F03, width));

    private static Term Substitute(TermFactory terms, Term root, Dictionary<Term, Term> replace)
    {
        foreach (var term in TermOrder.Of(root).Where(term => !replace.ContainsKey(term)))
        {
            replace[term] = terms.Rebuild(term, Array.ConvertAll(term.Args, argument => replace[argument]));
        }

        return replace[root];
    }
}
