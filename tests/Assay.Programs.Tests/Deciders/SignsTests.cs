using Assay.Programs.Deciders;
using Assay.Programs.Terms;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Programs.Tests.Deciders;

public sealed class SignsTests
{
    [Fact]
    public void Random_goals_with_signed_division_come_out_as_by_brute_force()
    {
        var answers = new Dictionary<string, int>();
        Gen.Select(RandomGoalTerms.Programs(1, 10), Gen.Int[2, 6]).Sample(
            (program, width) =>
            {
                var terms = new TermFactory();
                Term[] variables = [terms.Variable("a", Sort.BitVector(width)), terms.Variable("b", Sort.BitVector(width))];
                var truth = RandomGoalTerms.Truth(terms, variables, program);
                var target = terms.And(truth, terms.Equal(terms.SDiv(variables[0], variables[1]), terms.SRem(variables[1], variables[0])));
                var goal = Goals.Of(terms, target, signed: true, variables);
                if (new Signs().Refuses(goal) is not null)
                {
                    return;
                }

                var decision = new Signs().Decide(goal, Goals.Context());
                answers[decision.GetType().Name] = answers.GetValueOrDefault(decision.GetType().Name) + 1;
                Assert.True(decision is Found found ? Goals.Reaches(goal, found.Input) : decision is None && !Goals.Hits(goal).Any());
            },
            iter: Rounds.Of(300),
            threads: 1);
        Assert.True(answers["None"] >= 20 && answers["Found"] >= 20, string.Join(", ", answers));
    }

    // Warren, Hacker's Delight, 10-17: where both signs are known, signed division is unsigned division of magnitudes.
    [Theory]
    [InlineData(8)]
    [InlineData(32)]
    public void When_signed_and_unsigned_quotients_agree_is_proved_at_large_widths(int width)
    {
        var terms = new TermFactory();
        var (a, b) = (terms.Variable("a", Sort.BitVector(width)), terms.Variable("b", Sort.BitVector(width)));
        var (zero, minusOne) = (terms.Constant(0, width), terms.Constant(-1, width));
        var isFine = terms.Not(terms.Or(terms.Equal(b, zero), terms.And(terms.Equal(b, minusOne), terms.Equal(a, terms.Constant(UInt128.One << (width - 1), width)))));
        var agree = terms.Equal(terms.SDiv(a, b), terms.UDiv(a, b));
        var when = terms.Or(
            terms.Or(terms.Equal(a, b), terms.Equal(b, terms.Constant(1, width))),
            terms.And(terms.SLe(zero, a), terms.ULe(a, terms.Sub(minusOne, b))));
        var decision = new Signs().Decide(Goals.Of(terms, terms.And(isFine, terms.Xor(agree, when)), true, a, b), Goals.Context());
        Assert.Equal("each of the 4 cases by the signs of a, b contradicts itself", Assert.IsType<None>(decision).Reason);
    }

    [Fact]
    public void Without_signed_division_it_does_not_apply()
    {
        var terms = new TermFactory();
        var a = terms.Variable("a", Sort.BitVector(32));
        Assert.Equal("no variable is divided as a signed number", new Signs().Refuses(Goals.Of(terms, terms.ULt(terms.UDiv(a, terms.Constant(3, 32)), a), true, a)));
    }
}
