using Assay.Programs.Deciders;
using Assay.Programs.Deciders.Exhaustion;
using Assay.Programs.Evaluation;
using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Assay.Statistics;
using Assay.TestSupport;
using Assay.Trials;

namespace Assay.Programs.Tests.Deciders;

public sealed class RangedTests
{
    private static readonly ClrType SByte = new(ClrKind.Integer, "sbyte", 8, true);
    private static readonly ClrType Byte = new(ClrKind.Integer, "byte", 8);

    [Fact]
    public void Every_input_that_meets_random_bounds_lies_in_the_ranges_and_the_answer_is_that_of_brute_force()
    {
        var answers = new Dictionary<string, int>();
        for (var round = 0UL; round < (ulong)Rounds.Of(150); round++)
        {
            var random = new Philox(round, purpose: 9);
            var goal = RandomGoal(random);
            var ranges = VariableRanges.Of(goal);
            var reached = BruteForce(goal, ranges);
            var decision = new Ranged().Refuses(goal) is null
                ? new Ranged().Decide(goal, new DecisionContext(DateTime.UtcNow.AddSeconds(20), (_, _) => { }, TestContext.Current.CancellationToken))
                : new NoAnswer("refused");
            Assert.True(decision is NoAnswer || decision is Found == reached, $"round {round}: {decision}");
            answers[decision.GetType().Name] = answers.GetValueOrDefault(decision.GetType().Name) + 1;
        }

        Assert.True(answers["None"] >= 8 && answers["Found"] >= 8, string.Join(", ", answers));
    }

    [Fact]
    public void What_all_alternatives_demand_bounds_a_variable()
    {
        var terms = new TermFactory();
        var a = new ScalarVariable(terms.Variable("a", Sort.BitVector(8)), "a", Byte);
        var b = new ScalarVariable(terms.Variable("b", Sort.BitVector(8)), "b", Byte);
        var isSmall = terms.ULt(a.Term, terms.Constant(10, 8));
        var (first, second) = (terms.ULt(b.Term, terms.Constant(20, 8)), terms.Equal(terms.Mul(b.Term, b.Term), terms.Constant(9, 8)));
        var goal = new Goal
        {
            Terms = terms,
            Variables = [a, b],
            Assumed = terms.True,
            Target = terms.Or(terms.And(isSmall, first), terms.And(second, isSmall)),
        };

        var ranges = VariableRanges.Of(goal);

        Assert.Equal((0, 9), ranges[a.Term]);
        Assert.Equal((0, 255), ranges[b.Term]);
    }

    [Fact]
    public void What_workers_find_within_bounds_is_what_plain_loops_find()
    {
        var (found, none) = (0, 0);
        for (var round = 0UL; round < (ulong)Rounds.Of(12); round++)
        {
            var random = new Philox(round, purpose: 10);
            var (low, most, bits) = (random.Below(1 << 12), 600 + random.Below(400), 24);
            var mask = (1L << bits) - 1;
            var wanted = random.Below(2) == 0 ? (low + random.Below(most)) * (long)random.Below(most) & mask : random.Below(1 << bits);
            var terms = new TermFactory();
            var type = new ClrType(ClrKind.Integer, "bits", bits);
            var (a, b) = (new ScalarVariable(terms.Variable("a", Sort.BitVector(bits)), "a", type), new ScalarVariable(terms.Variable("b", Sort.BitVector(bits)), "b", type));
            Term[] bounds = [terms.Not(terms.ULt(a.Term, terms.Constant(low, bits))), terms.ULt(a.Term, terms.Constant(low + most, bits)), terms.ULt(b.Term, terms.Constant(most, bits))];
            var target = bounds.Aggregate(terms.Equal(terms.Mul(a.Term, b.Term), terms.Constant((int)wanted, bits)), terms.And);
            var counted = new Counted();
            var ranged = new Ranged(new LocalExecutor(new TrialKinds("build", [counted]), 2), TimeSpan.Zero);

            var decision = ranged.Decide(new Goal { Terms = terms, Variables = [a, b], Assumed = terms.True, Target = target }, Goals.Context());

            var expected = Enumerable.Range(low, most).Any(x => Enumerable.Range(0, most).Any(y => (((long)x * y) & mask) == wanted));
            Assert.True(decision is Found == expected && decision is Found or None, $"round {round}: {decision}");
            Assert.True(counted.Trials > 0, "Nothing was sent.");
            if (decision is Found at)
                Assert.True(TermEvaluator.Evaluate(target, term => at.Input[term]).IsTrue);
            (found, none) = (found + (expected ? 1 : 0), none + (expected ? 0 : 1));
        }

        Assert.True(found >= 3 && none >= 3, $"{found} found, {none} not");
    }

    private sealed class Counted : ITrialKind
    {
        private readonly RangeTrials _ranges = new();
        private int _trials;

        public int Trials => _trials;

        public string Name => _ranges.Name;

        public byte[] Run(ReadOnlyMemory<byte> input, CancellationToken cancellation)
        {
            Interlocked.Increment(ref _trials);
            return _ranges.Run(input, cancellation);
        }
    }

    private static bool BruteForce(Goal goal, IReadOnlyDictionary<Term, (Signed128 Low, Signed128 High)> ranges)
    {
        var evaluator = new TermEvaluator(goal.Target);
        var reached = false;
        for (var i = 0; i < 1 << 16; i++)
        {
            Value[] input = [new(Sort.BitVector(8), (uint)i & 255), new(Sort.BitVector(8), (uint)i >> 8)];
            evaluator.Run(term => term == goal.Variables[0].Term ? input[0] : input[1]);
            if (!evaluator[goal.Target].IsTrue)
            {
                continue;
            }

            reached = true;
            for (var v = 0; v < 2; v++)
            {
                var value = goal.Variables[v].Type.Signed ? input[v].Signed : (Signed128)input[v].Bits;
                var (low, high) = ranges[goal.Variables[v].Term];
                Assert.True(low <= value && value <= high, $"{value} is outside [{low}, {high}] for {goal.Target}");
            }
        }

        return reached;
    }

    private static Goal RandomGoal(Philox random)
    {
        var terms = new TermFactory();
        ScalarVariable[] variables = [.. new[] { "a", "b" }.Select(name =>
            new ScalarVariable(terms.Variable(name, Sort.BitVector(8)), name, random.Below(2) == 0 ? SByte : Byte))];
        var target = terms.Not(terms.Equal(terms.Mul(variables[0].Term, variables[1].Term), terms.Constant(random.Below(256), 8)));
        target = random.Below(2) == 0 ? target : terms.Not(target);
        for (var i = 0; i < 4; i++)
        {
            var (left, right) = (Side(terms, variables, random), Side(terms, variables, random));
            var bound = random.Below(3) switch { 0 => terms.ULt(left, right), 1 => terms.SLt(left, right), _ => terms.Not(terms.Or(terms.SLt(left, right), terms.ULt(right, left))) };
            target = terms.And(target, random.Below(3) == 0 ? terms.Not(bound) : bound);
        }

        if (random.Below(3) == 0)
        {
            // Alternatives that share some bounds, as where a loop is cut.
            var other = terms.SLt(Side(terms, variables, random), Side(terms, variables, random));
            var shared = terms.SLt(Side(terms, variables, random), Side(terms, variables, random));
            target = terms.Or(terms.And(shared, other), terms.And(target, shared));
        }

        return new Goal { Terms = terms, Variables = variables, Assumed = terms.True, Target = target };
    }

    private static Term Side(TermFactory terms, ScalarVariable[] variables, Philox random)
    {
        var variable = variables[random.Below(2)];
        return random.Below(4) switch
        {
            0 => terms.Constant(random.Below(512), 32),
            1 => terms.Constant(random.Below(300) - 150, 32),
            _ => variable.Type.Signed ? terms.SignExtend(variable.Term, 32) : terms.ZeroExtend(variable.Term, 32),
        };
    }
}
