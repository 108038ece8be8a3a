using Assay.Programs.Assumptions;
using Assay.Programs.Deciders;
using Assay.Programs.Evaluation;
using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Programs.Tests.Assumptions;

public class UnknownValuesTests
{
    private const int Width = 5;

    private static readonly ClrType Number = new(ClrKind.Integer, "sbyte", Width, true);

    [Fact]
    public void What_is_left_holds_exactly_when_the_statement_holds_for_every_value() =>
        Gen.Select(Gen.Int[0, 6].Array[6], Gen.Int[0, 5].Array[6], Gen.Bool, Gen.Int[-16, 15].Array[2]).Sample((operations, places, isSigned, values) =>
        {
            var terms = new TermFactory();
            Term[] numbers = [terms.Variable("a", Sort.BitVector(Width)), terms.Variable("b", Sort.BitVector(Width))];
            var (number, truth) = (terms.Unknown("u", Sort.BitVector(Width)), terms.Unknown("z", Sort.Bool));
            var holds = Statement(terms, [.. numbers, number], truth, operations, places, isSigned);
            var goal = new Goal { Terms = terms, Variables = [.. numbers.Select(term => new ScalarVariable(term, term.Name!, Number))], Assumed = terms.True, Target = terms.Not(holds) };

            if (UnknownValues.Eliminate(goal, holds) is not { } left)
            {
                return;
            }

            Assert.DoesNotContain(TermOrder.Variables(left), term => term == number || term == truth);
            bool Holds(Term term, int u, bool z) => TermEvaluator.Evaluate(term, variable =>
                variable == number ? new Value(number.Sort, (UInt128)(u & 31))
                : variable == truth ? new Value(Sort.Bool, z ? 1u : 0u)
                : new Value(variable.Sort, (UInt128)(values[variable == numbers[0] ? 0 : 1] & 31))).IsTrue;
            var always = Enumerable.Range(0, 32).All(u => Holds(holds, u, false) && Holds(holds, u, true));
            Assert.Equal(always, Holds(left, 0, false));
        }, iter: Rounds.Of(2000));

    // A few moves under comparisons, as a kernel does them, and a comparison of what is left.
    private static Term Statement(TermFactory terms, Term[] registers, Term truth, int[] operations, int[] places, bool isSigned)
    {
        var condition = truth;
        for (var i = 0; i < operations.Length; i++)
        {
            var (target, source) = (places[i] % 3, places[i] / 2);
            condition = operations[i] switch
            {
                0 or 1 => isSigned ? terms.SLt(registers[target], registers[source]) : terms.ULt(registers[target], registers[source]),
                2 => terms.Equal(registers[target], registers[source]),
                _ => condition,
            };
            if (operations[i] > 2)
            {
                registers[target] = terms.Ite(operations[i] > 4 ? condition : terms.Not(condition), registers[source], registers[target]);
            }
        }

        return isSigned ? terms.Not(terms.SLt(registers[1], registers[0])) : terms.Not(terms.ULt(registers[1], registers[0]));
    }
}
