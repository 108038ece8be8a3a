using Assay.Programs.Evaluation;
using Assay.Programs.Terms;
using Assay.Programs.Tests.Frontends.CSharp.Random;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Programs.Tests.Terms;

/// <summary>Every rewriting of terms keeps their values, on random graphs and inputs.</summary>
public sealed class SimplificationTests
{
    private static readonly int Graphs = Rounds.Of(150);
    private const int InputsOfGraph = 20;

    private static readonly LoweringOptions[] Options =
        [new(true, true), new(true, false), new(false, true), new(false, false)];

    [Fact]
    public void A_simplified_graph_has_the_values_of_the_plain_one() => Each(30, null, floats: false, (plain, clever, dice, _) =>
        Compare(plain.Variables, plain.Nodes, clever.Variables, clever.Nodes, dice));

    [Fact]
    public void So_it_has_with_floats() => Each(25, null, floats: true, (plain, clever, dice, _) =>
        Compare(plain.Variables, plain.Nodes, clever.Variables, clever.Nodes, dice));

    [Fact]
    public void So_it_has_over_the_tiny_widths_where_constants_meet() => Each(40, [1, 2, 3], floats: false, (plain, clever, dice, _) =>
        Compare(plain.Variables, plain.Nodes, clever.Variables, clever.Nodes, dice));

    [Fact]
    public void Known_bits_are_what_they_are_known_to_be() => Each(30, null, floats: false, (_, clever, dice, _) =>
    {
        foreach (var input in Samples(clever.Variables, dice))
        {
            var evaluator = new TermEvaluator(clever.Nodes);
            evaluator.Run(term => input[term]);
            foreach (var term in clever.Nodes.Where(node => node.Sort.Kind == SortKind.BitVector))
            {
                var bits = evaluator[term].Bits;
                Assert.True((bits & term.KnownZeros) == 0 && (~bits & term.KnownOnes) == 0, $"{term} is {bits}");
            }
        }
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Lowering_keeps_values(int option) => Each(25, null, floats: false, (plain, clever, dice, factories) =>
    {
        foreach (var (graph, factory) in new[] { (plain, factories.Plain), (clever, factories.Clever) })
        {
            var lowering = new Lowering(factory, Options[option]);
            List<Term> lowered = [.. graph.Nodes.Select(lowering.Of)];
            Compare(graph.Variables, graph.Nodes, graph.Variables, lowered, dice);
        }
    });

    [Fact]
    public void Lowering_leaves_no_operation_that_the_back_end_lacks() => Each(25, [8, 32, 16], floats: false, (_, clever, _, factories) =>
    {
        var lowering = new Lowering(factories.Clever, new LoweringOptions(false, false));
        Assert.DoesNotContain(TermOrder.Of(clever.Nodes.Select(lowering.Of)), term =>
            term.Op is Op.PopCount or Op.LeadingZeros or Op.TrailingZeros or Op.SDiv or Op.SRem or Op.URem
            || (term.Op is Op.Shl or Op.LShr or Op.AShr && !term.Args[1].IsConstant)
            || (term.Op == Op.UDiv && term.Args[1].IsConstant && !term.Args[1].Is(0)));
    });

    [Fact]
    public void The_block_evaluator_agrees_with_the_plain_one() => Each(30, [64, 33, 8], floats: true, (_, clever, dice, _) =>
    {
        List<Term> roots = [.. clever.Nodes.Where(node => TermOrder.Of(node).All(part => part.Width <= 64))];
        var block = BlockEvaluator.TryCreate(clever.Variables, roots);
        Assert.NotNull(block);
        List<Dictionary<Term, Value>> samples = [.. Samples(clever.Variables, dice)];
        foreach (var variable in clever.Variables)
        {
            for (var lane = 0; lane < samples.Count; lane++)
            {
                block[variable][lane] = (ulong)samples[lane][variable].Bits;
            }

            block[variable][samples.Count..].Clear();
        }

        block.Run();
        var evaluator = new TermEvaluator(roots);
        for (var lane = 0; lane < samples.Count; lane++)
        {
            evaluator.Run(term => samples[lane][term]);
            foreach (var root in roots)
            {
                Assert.True(evaluator[root].Bits == block[root][lane], $"{root}: {evaluator[root]} and {block[root][lane]}");
            }
        }
    });

    private static void Compare(List<Term> variables, IReadOnlyList<Term> first, List<Term> others, IReadOnlyList<Term> second, Dice dice)
    {
        var (left, right) = (new TermEvaluator(first), new TermEvaluator(second));
        foreach (var input in Samples(variables, dice))
        {
            var same = variables.Zip(others).ToDictionary(pair => pair.Second, pair => input[pair.First]);
            left.Run(term => input[term]);
            right.Run(term => same[term]);
            for (var i = 0; i < first.Count; i++)
            {
                Assert.True(left[first[i]] == right[second[i]], $"{first[i]} is {left[first[i]]}, but {second[i]} is {right[second[i]]}");
            }
        }
    }

    private static IEnumerable<Dictionary<Term, Value>> Samples(List<Term> variables, Dice dice) =>
        Enumerable.Range(0, InputsOfGraph).Select(_ => variables.ToDictionary(variable => variable, variable => Inputs.Of(variable.Sort, dice)));

    private static void Each(
        int size, int[]? widths, bool floats, Action<RandomTerms, RandomTerms, Dice, (TermFactory Plain, TermFactory Clever)> check) =>
        Gen.ULong.Sample(
            seed =>
            {
                var (plain, clever) = (new TermFactory(simplify: false), new TermFactory());
                check(
                    new RandomTerms(plain, new Dice(1, seed)).Build(size, widths, floats),
                    new RandomTerms(clever, new Dice(1, seed)).Build(size, widths, floats),
                    new Dice(2, seed),
                    (plain, clever));
            },
            seed: "0000KmXJ4N71",
            iter: Graphs,
            threads: 1);
}
