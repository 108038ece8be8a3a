using Assay.Programs.Deciders;
using Assay.Programs.Deciders.External;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;
using Assay.Programs.Tests.Deciders.External;
using Assay.TestSupport;
using Assay.Verdicts;
using CsCheck;

namespace Assay.Programs.Tests.Deciders;

public sealed class CrossCheckTests
{
    private readonly List<Attempt> _attempts = [];

    private string Summary => _attempts.Single(attempt => attempt.Decider == CrossCheck.Name).Said;

    [Fact]
    public void All_deciders_agree_on_random_goals() => Gen.Select(RandomGoalTerms.Programs(1, 12), Gen.Int[2, 9]).Sample(
        (program, width) =>
        {
            var terms = new TermFactory();
            Term[] variables = [terms.Variable("a", Sort.BitVector(width)), terms.Variable("b", Sort.BitVector(width))];
            var goal = Goals.Of(terms, RandomGoalTerms.Truth(terms, variables, program), signed: true, variables);
            var conclusion = Own().Conclude(goal, Goals.Context(), [], 1);
            return conclusion.Decision is Found == Goals.Hits(goal).Any();
        },
        iter: Rounds.Of(150),
        threads: 1);

    [Fact]
    public void An_installed_solver_agrees_on_random_goals()
    {
        var solver = Z3.OrSkip();
        var answers = 0;
        RandomGoalTerms.Programs(1, 8).Sample(
            program =>
            {
                var terms = new TermFactory();
                Term[] variables = [terms.Variable("a", Sort.BitVector(32)), terms.Variable("b", Sort.BitVector(32))];
                var goal = Goals.Of(terms, RandomGoalTerms.Truth(terms, variables, program), signed: false, variables);
                IDecider[] deciders = [new Structure(), new Glance(), new FewConflicts(FewConflicts.While)];
                List<Attempt> said = [];
                new Portfolio(deciders, new CrossCheck(deciders, [solver])).Conclude(goal, Goals.Context(2), said, 1);
                answers += said.Any(attempt => attempt.Said.EndsWith("agree", StringComparison.Ordinal)) ? 1 : 0;
            },
            iter: Rounds.Of(40),
            threads: 1);
        Assert.True(answers >= 10, $"{answers} answers");
    }

    [Fact]
    public void Who_agrees_is_named()
    {
        var conclusion = Own().Conclude(Halved(), Goals.Context(), _attempts, 1);
        Assert.IsType<None>(conclusion.Decision);
        Assert.Equal("Exhaustive and Sat agree", Summary);
    }

    [Fact]
    public void A_wrong_no_is_a_fault_of_both() => Assert.Equal(
        "Liar says that there is no such input; Sat says that x = 5 is such an input.",
        Fault(Five(), Liar(new None("because")), new Sat()));

    [Fact]
    public void A_wrong_input_is_a_fault_even_when_nobody_else_answers()
    {
        var goal = Five();
        var input = new Dictionary<Term, Value> { [goal.Inputs[0]] = new(Sort.BitVector(8), 250) };
        Assert.Equal("Liar says that x = -6 is such an input; the evaluator says that it does not.", Fault(goal, Liar(new Found(input, IsSmallest: false))));
    }

    [Fact]
    public void The_bare_word_of_a_solver_counts_against_an_input() => Assert.Equal(
        "Sat says that x = 5 is such an input; z3 9.9 says that there is no such input.",
        Fault(Five(), new Sat(), Liar(new Asserted("z3 9.9"))));

    [Fact]
    public void The_bare_word_of_a_solver_counts_against_a_proof() => Assert.Equal(
        "Sat says that there is no such input; z3 9.9 says that there is such an input.",
        Fault(Halved(), new Sat(), Liar(new Unconfirmed("z3 9.9", "it does not say which", null))));

    [Fact]
    public void A_model_of_a_solver_is_tried()
    {
        var goal = Five();
        var input = new Dictionary<Term, Value> { [goal.Inputs[0]] = new(Sort.BitVector(8), 6) };
        Assert.Equal(
            "z3 9.9 says that x = 6 is such an input; the evaluator says that it does not.",
            Fault(goal, new Sat(), Liar(new Unconfirmed("z3 9.9", "it does not do what was asked for", input))));
    }

    [Fact]
    public void Who_gives_no_answer_does_not_count()
    {
        var conclusion = Decide(Five(), new Sat(), Liar(new NoAnswer("no idea")));
        Assert.IsType<Found>(conclusion.Decision);
        Assert.Equal("only Sat gave an answer", Summary);
    }

    [Fact]
    public void Who_ignores_the_clock_is_cut_off()
    {
        var slow = new StandIn("Slow", context =>
        {
            context.Cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(30));
            context.Cancellation.ThrowIfCancellationRequested();
            return new NoAnswer("nobody stopped me");
        });
        var clock = System.Diagnostics.Stopwatch.StartNew();
        IDecider[] deciders = [new Sat(), slow, new Structure()];
        new Portfolio(deciders, new CrossCheck(deciders, [])).Conclude(Five(), Goals.Context(1), _attempts, 0.5);
        Assert.Equal("its share of the time ended", _attempts.Single(attempt => attempt.Decider == "Slow").Said);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.2, 25);
    }

    [Fact]
    public void Without_an_answer_there_is_nothing_to_check()
    {
        Assert.IsType<NoAnswer>(Decide(Five(), Liar(new NoAnswer("no idea"))).Decision);
        Assert.DoesNotContain(_attempts, attempt => attempt.Decider == CrossCheck.Name);
    }

    private string Fault(Goal goal, params IDecider[] deciders) => Assert.Throws<DisagreementException>(() => Decide(goal, deciders)).Message;

    private Conclusion Decide(Goal goal, params IDecider[] deciders) =>
        new Portfolio(deciders, new CrossCheck(deciders, [])).Conclude(goal, Goals.Context(), _attempts, 1);

    private static Portfolio Own()
    {
        IDecider[] deciders = [new Structure(), new WeakOrders(), new Ring(), new FewInputs(), new SmallValues(), new Sampling(2000, TimeSpan.FromSeconds(1)), new Ranged(), new Programs.Deciders.Exhaustion.Exhaustive(), new Sat()];
        return new Portfolio(deciders, new CrossCheck(deciders, []));
    }

    // Is there an x with x == 5?
    private static Goal Five()
    {
        var terms = new TermFactory();
        var x = terms.Variable("x", Sort.BitVector(8));
        return Goals.Of(terms, terms.Equal(x, terms.Constant(5, 8)), signed: true, x);
    }

    // Is there an x with x / 2 > 127, read without signs?
    private static Goal Halved()
    {
        var terms = new TermFactory(simplify: false);
        var x = terms.Variable("x", Sort.BitVector(8));
        return Goals.Of(terms, terms.ULt(terms.Constant(127, 8), terms.UDiv(x, terms.Constant(2, 8))), signed: false, x);
    }

    private static StandIn Liar(Decision decision) => new("Liar", _ => decision);

    private sealed class StandIn(string name, Func<DecisionContext, Decision> decide) : IDecider
    {
        public string Name => name;

        public string? Refuses(Goal goal) => null;

        public Decision Decide(Goal goal, DecisionContext context) => decide(context);
    }
}
