using Assay.Programs.Deciders;
using Assay.Programs.Deciders.External;
using Assay.Programs.Terms;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Programs.Tests.Deciders.External;

public class SmtLibTextTests
{
    [Fact]
    public void A_script_declares_names_and_asks()
    {
        var terms = new TermFactory();
        var (x, y) = (terms.Variable("x", Sort.BitVector(8)), terms.Variable("x", Sort.BitVector(6)));
        var goal = Goals.Of(terms, terms.And(terms.ULt(x, terms.Constant(5, 8)), terms.Equal(y, terms.Constant(3, 6))), false, x, y);
        var script = SmtLibText.Write(goal, "small\nnumbers");
        Assert.StartsWith("; small numbers\n", script.Text);
        Assert.Contains("(set-logic QF_BV)\n(declare-const |x| (_ BitVec 8))\n(declare-const |x#2| (_ BitVec 6))\n", script.Text);
        Assert.Contains("(bvult |x| #x05)", script.Text);
        Assert.Contains("#b000011", script.Text);
        Assert.EndsWith("(check-sat)\n", script.Text);
        Assert.Equal("(get-value (|x| |x#2|))", script.GetValues);
    }

    [Fact]
    public void Names_cannot_break_out_of_their_quotes()
    {
        var names = new SmtLibNames();
        Assert.Equal("|a_b_c|", names.Symbol("a|b\\c"));
        Assert.Equal("|a_b_c#2|", names.Symbol("a_b_c"));
        Assert.Equal("|_#2|", names.Symbol("\n"));
        Assert.Equal("|t0|", names.Symbol("t0"));
        Assert.Equal("t1", names.Fresh());
        Assert.Equal("|and#2|", names.Symbol("and"));
    }

    [Fact]
    public void Solvers_accept_whatever_variables_are_called()
    {
        var solver = Z3.OrSkip();
        var terms = new TermFactory();
        string[] names = ["x", "x", "and", "concat", "t.Item1", "a[0]", "t0", "é", "", "NaN", "@event", "0", "#"];
        Term[] variables = [.. names.Select(name => terms.Variable(name, Sort.BitVector(8)))];
        var sum = variables.Aggregate(terms.Add);
        var decision = solver.Decide(Goals.Of(terms, terms.Equal(terms.Mul(sum, sum), terms.Constant(81, 8)), false, variables), Goals.Context());
        Assert.True(decision is Found, decision.ToString());
    }

    [Fact]
    public void Remainders_of_floats_are_refused()
    {
        var terms = new TermFactory();
        var x = terms.Variable("x", Sort.Single);
        var goal = Goals.Of(terms, terms.FLt(terms.FRem(x, terms.Constant(Value.Of(2f))), x), false, x);
        var decision = new ExternalSolver([], [new SolverProgram("z3", "z3")]).Decide(goal, Goals.Context());
        Assert.False(Assert.IsType<NoAnswer>(decision).Applies);
    }

    [Fact]
    public void Random_integer_goals_are_decided_as_by_trying_every_input()
    {
        var solver = Z3.OrSkip();
        RandomGoalTerms.Programs(1, 14).Sample(
            program =>
            {
                foreach (var (width, count) in ((int, int)[])[(8, 1), (5, 2), (3, 3)])
                {
                    var terms = new TermFactory(simplify: (program[0] & 1) == 0);
                    Term[] variables = [.. Enumerable.Range(0, count).Select(i => terms.Variable("v" + i, Sort.BitVector(width)))];
                    Check(solver, Goals.Of(terms, RandomGoalTerms.Truth(terms, variables, program), true, variables));
                }
            },
            iter: Rounds.Of(25),
            threads: 2);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    public void Random_float_goals_are_decided_as_by_trying_every_input(int width)
    {
        var solver = Z3.OrSkip();
        RandomGoalTerms.Programs(1, 5).Sample(
            program =>
            {
                var terms = new TermFactory(simplify: (program[0] & 1) == 0);
                var variable = terms.Variable("v", Sort.BitVector(10));
                var truth = RandomFloats.Truth(terms, width == 32 ? Sort.Single : Sort.Double, [variable], program, width == 32 ? 20u : 17u);
                Check(solver, Goals.Of(terms, truth, true, variable));
            },
            iter: Rounds.Of(15),
            threads: 2);
    }

    [Fact]
    public void Models_of_float_variables_are_read_back()
    {
        var solver = Z3.OrSkip();
        RandomGoalTerms.Programs(1, 4).Sample(
            program =>
            {
                var terms = new TermFactory();
                Term[] variables = [terms.Variable("f", Sort.Single), terms.Variable("g", Sort.Single)];
                var goal = Goals.Of(terms, RandomFloats.Truth(terms, Sort.Single, variables, program, 14), true, variables);
                var decision = solver.Decide(goal, Goals.Context(3));
                Assert.True(decision is Found or Asserted || decision is NoAnswer { Said: var said } && said.Contains("did not answer"), decision.ToString());
            },
            iter: Rounds.Of(15),
            threads: 2);
    }

    private static void Check(ExternalSolver solver, Goal goal)
    {
        var decision = solver.Decide(goal, Goals.Context(4));
        if (decision is NoAnswer { Said: var said })
        {
            Assert.Contains("did not answer within", said);
            return;
        }

        var hit = Goals.Hits(goal).FirstOrDefault();
        Assert.True(hit is null ? decision is Asserted : decision is Found found && Goals.Reaches(goal, found.Input), $"{goal.Target}: {decision}");
    }
}
