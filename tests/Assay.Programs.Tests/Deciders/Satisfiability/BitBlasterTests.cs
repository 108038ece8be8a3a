using Assay.Programs.Certificates;
using Assay.Programs.Circuits;
using Assay.Programs.Deciders.Satisfiability;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;
using Assay.Programs.Tests.Frontends.CSharp.Random;
using Assay.Programs.Tests.Terms;
using Assay.TestSupport;

namespace Assay.Programs.Tests.Deciders.Satisfiability;

/// <summary>Gates compute what the terms mean.</summary>
public sealed class BitBlasterTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_gates_of_random_graphs_have_the_values_of_the_plain_interpreter(bool simplify)
    {
        var compared = 0;
        for (var round = 0UL; round < (ulong)Rounds.Of(100); round++)
        {
            var terms = new TermFactory(simplify: simplify);
            var dice = new Dice(31, round);
            int[]? widths = round % 3 == 0 ? [1, 2, 3] : null;
            var graph = new RandomTerms(terms, dice).Build(30, widths);
            var circuit = new Circuit();
            var blaster = new BitBlaster(circuit);
            var bits = graph.Nodes.Distinct().ToDictionary(node => node, blaster.Of);
            for (var sample = 0; sample < 8; sample++)
            {
                var input = graph.Variables.ToDictionary(variable => variable, variable => Inputs.Of(variable.Sort, dice));
                var evaluator = new TermEvaluator(graph.Nodes);
                evaluator.Run(term => input[term]);
                var values = Evaluate(circuit, blaster.Variables, input);
                foreach (var (node, literals) in bits)
                {
                    Assert.True(evaluator[node].Bits == (Bits128)Number(literals, values), $"round {round}: {node} for {string.Join(", ", input.Values)}");
                    compared++;
                }
            }
        }

        Assert.True(compared > 15_000);
    }

    [Fact]
    public void So_have_the_gates_of_the_plain_encoder()
    {
        for (var round = 0UL; round < (ulong)Rounds.Of(100); round++)
        {
            var terms = new TermFactory(simplify: round % 2 == 0);
            var dice = new Dice(32, round);
            var graph = new RandomTerms(terms, dice).Build(30, round % 3 == 0 ? [1, 2, 3] : null);
            var circuit = new Circuit();
            var encoder = new PlainEncoder(circuit);
            var truths = graph.Nodes.Select(node => node.Sort.Kind == SortKind.Bool ? node : terms.Equal(node, graph.Nodes.Last(other => other.Sort.Equals(node.Sort))))
                .Distinct().ToDictionary(truth => truth, encoder.Of);
            for (var sample = 0; sample < 8; sample++)
            {
                var input = graph.Variables.ToDictionary(variable => variable, variable => Inputs.Of(variable.Sort, dice));
                var evaluator = new TermEvaluator(truths.Keys);
                evaluator.Run(term => input[term]);
                var values = Evaluate(circuit, encoder.Variables, input);
                foreach (var (truth, literal) in truths)
                {
                    Assert.True(evaluator[truth].IsTrue == (values[literal >> 1] != ((literal & 1) == 1)), $"round {round}: {truth}");
                }
            }
        }
    }

    /// <summary>The values of all nodes, one gate after the other.</summary>
    internal static bool[] Evaluate(Circuit circuit, Dictionary<Term, int[]> variables, IReadOnlyDictionary<Term, Value> input)
    {
        var values = new bool[circuit.Count];
        foreach (var (variable, literals) in variables)
        {
            for (var i = 0; i < literals.Length; i++)
            {
                values[literals[i] >> 1] = (input[variable].Bits >> i & 1) == 1;
            }
        }

        for (var node = 1; node < circuit.Count; node++)
        {
            var gate = circuit[node];
            bool Of(int literal) => values[literal >> 1] != ((literal & 1) == 1);
            values[node] = gate.Kind switch
            {
                GateKind.Input => values[node],
                GateKind.And => Of(gate.A) && Of(gate.B),
                GateKind.Xor => Of(gate.A) != Of(gate.B),
                GateKind.Choice => Of(gate.A) ? Of(gate.B) : Of(gate.C),
                _ => (Of(gate.A) ? 1 : 0) + (Of(gate.B) ? 1 : 0) + (Of(gate.C) ? 1 : 0) >= 2,
            };
        }

        return values;
    }

    private static UInt128 Number(int[] literals, bool[] values)
    {
        UInt128 bits = 0;
        for (var i = 0; i < literals.Length; i++)
        {
            bits |= (values[literals[i] >> 1] != ((literals[i] & 1) == 1) ? UInt128.One : 0) << i;
        }

        return bits;
    }
}
