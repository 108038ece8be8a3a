using System.Diagnostics;
using System.Runtime.CompilerServices;
using Assay.Programs.Deciders;
using Assay.Programs.Deciders.Exhaustion;
using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Assay.TestSupport;
using Assay.Trials;
using Assay.Verdicts;
using CsCheck;

namespace Assay.Programs.Tests.Deciders.Exhaustion;

/// <summary>Ranges of inputs as trials: what comes out is what trying one input after the other gives, wherever a range is tried.</summary>
public sealed class SpreadSearchTests
{
    private const int ChunkBits = 6;
    private static readonly TrialKinds Kinds = new("build", [new RangeTrials()]);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(10, 1, true, false)]
    [InlineData(10, 1, false, false)]
    [InlineData(5, 2, true, false)]
    [InlineData(12, 1, true, true)]
    public void The_first_chunk_is_that_of_brute_force(int bits, int count, bool signed, bool floats)
    {
        var tried = 0;
        RandomGoalTerms.Programs(1, 12).Sample(
            program =>
            {
                var terms = new TermFactory(simplify: (program[0] & 1) == 0);
                Term[] variables = [.. Enumerable.Range(0, count).Select(i => terms.Variable("name" + i, Sort.BitVector(bits)))];
                var truth = floats ? RandomFloats.Truth(terms, Sort.Single, variables, program, 17) : RandomGoalTerms.Truth(terms, variables, program);
                var goal = Goals.Of(terms, truth, signed, variables);
                var order = ChunkOrder.Of(goal, goal.Bits, ChunkBits);
                var index = new InputIndex(goal.Inputs);
                var expected = Enumerable.Range(0, (int)order.Count).Append((int)order.Count).First(position => position == order.Count
                    || Enumerable.Range(0, 1 << ChunkBits).Any(i => Goals.Reaches(goal, index.Input(order.Start(position) + (ulong)i))));
                var (first, trouble) = new SpreadSearch(new LocalExecutor(Kinds, threads: 2)).Run(goal, order, Long, Goals.Context());
                if (trouble?.Said.Contains("cannot be tried in blocks", StringComparison.Ordinal) == true && first is null)
                {
                    return;
                }

                Assert.Equal(expected, first);
                Interlocked.Increment(ref tried);
            },
            iter: Rounds.Of(40),
            threads: 2);
        Assert.True(tried > 10, $"{tried} were tried");
    }

    [Fact]
    public void Terms_come_back_as_they_were_sent() => RandomGoalTerms.Programs(1, 30).Sample(
        program =>
        {
            var terms = new TermFactory(simplify: (program[0] & 1) == 0);
            Term[] variables = [terms.Variable("a", Sort.BitVector(5)), terms.Variable("b", Sort.BitVector(5))];
            var goal = Goals.Of(terms, RandomGoalTerms.Truth(terms, variables, program), true, variables);
            var read = GoalBytes.Read(GoalBytes.Write(goal));
            var same = Goals.Of(read.Terms, read.Target, true, read.Inputs);
            var (index, sameIndex) = (new InputIndex(goal.Inputs), new InputIndex(same.Inputs));
            for (var i = 0UL; i < 1 << 10; i += 7)
            {
                Assert.Equal(Goals.Reaches(goal, index.Input(i)), Goals.Reaches(same, sameIndex.Input(i)));
            }
        },
        iter: Rounds.Of(300),
        threads: 2);

    [Fact]
    public void Bytes_from_anybody_are_read_or_refused()
    {
        var terms = new TermFactory();
        Term[] variables = [terms.Variable("a", Sort.BitVector(8)), terms.Variable("b", Sort.BitVector(8))];
        var goal = Goals.Of(terms, terms.Equal(terms.Mul(variables[0], variables[1]), terms.Extract(terms.Concat(variables[0], variables[1]), 3, 8)), false, variables);
        var good = new RangeInput(GoalBytes.Write(goal), IsSigned: false, ChunkBits: 8, First: 3, Count: 5).Write();
        Assert.NotEmpty(new RangeTrials().Run(good, CancellationToken.None));
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Sample(
            (at, value, length) =>
            {
                byte[] damaged = [.. good];
                damaged[at] = value;
                foreach (var bytes in (byte[][])[damaged, good[..length]])
                {
                    var thrown = Record.Exception(() => new RangeTrials().Run(bytes, new CancellationTokenSource(TimeSpan.FromSeconds(2)).Token));
                    Assert.True(thrown is null or InvalidDataException or InvalidOperationException or OperationCanceledException, thrown?.ToString());
                }
            },
            iter: Rounds.Of(60),
            threads: 2);
    }

    [Fact]
    public void A_range_beyond_the_inputs_is_refused()
    {
        var terms = new TermFactory();
        var variable = terms.Variable("a", Sort.BitVector(8));
        var goal = GoalBytes.Write(Goals.Of(terms, terms.Equal(variable, terms.Constant(7, 8)), false, variable));
        Assert.Throws<InvalidDataException>(() => new RangeTrials().Run(new RangeInput(goal, false, 6, 3, 2).Write(), CancellationToken.None));
        Assert.Throws<InvalidDataException>(() => new RangeTrials().Run(new RangeInput(goal, false, 12, 0, 1).Write(), CancellationToken.None));
    }

    // In chunks that are shorter than a vector a compiled search finds nothing.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_chunk_is_refused_where_it_is_shorter_than_a_vector(int chunkBits)
    {
        var terms = new TermFactory();
        var variable = terms.Variable("a", Sort.BitVector(8));
        var goal = GoalBytes.Write(Goals.Of(terms, terms.Equal(variable, terms.Constant(7, 8)), false, variable));
        var input = new RangeInput(goal, false, chunkBits, 0, 1L << (8 - chunkBits)).Write();
        if (chunkBits < 4)
        {
            Assert.Throws<InvalidDataException>(() => new RangeTrials().Run(input, CancellationToken.None));
            return;
        }

        Assert.Equal(0, RangeTrials.ReadResult(input, new RangeTrials().Run(input, CancellationToken.None)));
    }

    [Fact]
    public void A_range_that_was_not_tried_leaves_the_goal_open()
    {
        var terms = new TermFactory();
        var variable = terms.Variable("a", Sort.BitVector(12));
        var goal = Goals.Of(terms, terms.Equal(terms.Mul(variable, variable), terms.Constant(3, 12)), false, variable);
        var (first, trouble) = new SpreadSearch(new LocalExecutor(new TrialKinds("build", []), 1)).Run(goal, ChunkOrder.Of(goal, 12, ChunkBits), Long, Goals.Context());
        Assert.Null(first);
        Assert.Contains("knows no trials of the kind 'inputs'", trouble!.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(1L << 40)]
    public void A_find_beyond_the_range_is_no_proof(long position)
    {
        var terms = new TermFactory();
        var variable = terms.Variable("a", Sort.BitVector(12));
        var goal = Goals.Of(terms, terms.Equal(terms.Mul(variable, variable), terms.Constant(3, 12)), false, variable);
        var executor = new LocalExecutor(new TrialKinds("build", [new Liar(position, -1)]), 1);
        Assert.Contains("not in it", Assert.Throws<InvalidDataException>(() => new SpreadSearch(executor).Run(goal, ChunkOrder.Of(goal, 12, ChunkBits), Long, Goals.Context())).Message, StringComparison.Ordinal);
    }

    // Whichever byte differs, the answer is one to another goal or another range.
    [Fact]
    public void An_answer_to_something_else_is_no_proof()
    {
        var terms = new TermFactory();
        var variable = terms.Variable("a", Sort.BitVector(12));
        var goal = Goals.Of(terms, terms.Equal(terms.Mul(variable, variable), terms.Constant(3, 12)), false, variable);
        var length = sizeof(int) + new RangeInput(GoalBytes.Write(goal), false, ChunkBits, 0, 64).Write().Length;
        Assert.Equal(64, Search(-1));
        for (var changed = 0; changed < length; changed++)
        {
            var at = changed;
            Assert.Contains("to something else", Assert.Throws<InvalidDataException>(() => Search(at)).Message, StringComparison.Ordinal);
        }

        long? Search(int changed) => new SpreadSearch(new LocalExecutor(new TrialKinds("build", [new Liar(-1, changed)]), 1)).Run(goal, ChunkOrder.Of(goal, 12, ChunkBits), Long, Goals.Context()).First;
    }

    [Fact]
    public void Goals_that_take_turns_are_told_apart()
    {
        var terms = new TermFactory();
        var variable = terms.Variable("a", Sort.BitVector(12));
        foreach (var number in (int[])[5, 3000, 5, 70, 3000])
        {
            var goal = GoalBytes.Write(Goals.Of(terms, terms.Equal(variable, terms.Constant(number, 12)), false, variable));
            var input = new RangeInput(goal, false, ChunkBits, 0, 64).Write();
            Assert.Equal(number >> ChunkBits, RangeTrials.ReadResult(input, new RangeTrials().Run(input, CancellationToken.None)));
        }
    }

    [Fact]
    public void The_budget_ends_it()
    {
        var terms = new TermFactory();
        var variable = terms.Variable("a", Sort.BitVector(30));
        var goal = Goals.Of(terms, terms.Equal(terms.Mul(variable, variable), terms.Constant(3, 30)), false, variable);
        var (first, trouble) = new SpreadSearch(new LocalExecutor(Kinds, 1)).Run(goal, ChunkOrder.Of(goal, 30, ChunkBits), Long, Goals.Context(seconds: 0));
        Assert.Null(first);
        Assert.Contains("the budget ended", trouble!.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_done_in_time_is_given_up_early_and_says_how_long_it_would_take()
    {
        var terms = new TermFactory();
        var variable = terms.Variable("a", Sort.BitVector(24));
        var goal = Goals.Of(terms, terms.Equal(terms.Mul(variable, variable), terms.Constant(3, 24)), false, variable);
        var clock = Stopwatch.StartNew();
        var (first, trouble) = new SpreadSearch(new Empty(TimeSpan.FromMilliseconds(200))).Run(goal, ChunkOrder.Of(goal, 24, ChunkBits), TimeSpan.FromHours(1), Goals.Context());
        Assert.Null(first);
        Assert.Matches(@"^all ranges of inputs would take the workers that are there about [0-9,]+ s, more than the budget leaves$", Assert.IsType<TooManyInputs>(trouble).Said);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), "It used up the budget.");
    }

    [Fact]
    public void Where_what_assumptions_leave_is_given_up_all_inputs_are_not_begun()
    {
        var executor = new Empty(TimeSpan.FromMilliseconds(500));
        List<Attempt> attempts = [];
        var conclusion = new Portfolio([new Ranged(executor), new Exhaustive(executor)]).Decide(NoRoot(), Goals.Context(seconds: 15), attempts);
        Assert.IsType<NoAnswer>(conclusion.Decision);
        Assert.Equal(["Ranged", "Exhaustive"], attempts.Select(attempt => attempt.Decider));
        Assert.Contains("more than the budget leaves", attempts[0].Said, StringComparison.Ordinal);
        Assert.Equal("there are more inputs than those that were given up", attempts[1].Said);
    }

    [Fact]
    public void What_assumptions_leave_is_all_that_is_sent()
    {
        var goal = NoRoot();
        var executor = new Empty(TimeSpan.Zero);

        Assert.NotNull(new Ranged().Refuses(goal));
        Assert.Null(new Ranged(executor).Refuses(goal));
        Assert.IsType<None>(new Ranged(executor).Decide(goal, Goals.Context()));
        Assert.Equal(1L << 38, executor.Inputs);
    }

    // No square of a number below 2^38 is 3 modulo 2^42.
    private static Goal NoRoot()
    {
        var terms = new TermFactory();
        var variable = new ScalarVariable(terms.Variable("a", Sort.BitVector(42)), "a", new ClrType(ClrKind.Integer, "ulong", 42));
        var isSmall = terms.ULt(variable.Term, terms.Constant((Signed128)(1L << 38), 42));
        return new Goal { Terms = terms, Variables = [variable], Assumed = isSmall, Target = terms.And(isSmall, terms.Equal(terms.Mul(variable.Term, variable.Term), terms.Constant(3, 42))) };
    }

    // Finds nothing, after a while.
    private sealed class Empty(TimeSpan pause) : ITrialExecutor
    {
        public long Inputs { get; private set; }

        public async IAsyncEnumerable<(int Index, TrialOutcome Outcome)> RunAsync(IReadOnlyList<Trial> trials, [EnumeratorCancellation] CancellationToken cancellation)
        {
            for (var i = 0; i < trials.Count; i++)
            {
                await Task.Delay(pause, cancellation);
                var range = RangeInput.Read(trials[i].Input);
                Inputs += range.Count << range.ChunkBits;
                yield return (i, new Completed(BroughtInput.Write(trials[i].Input.Span, BitConverter.GetBytes(-1L))));
            }
        }
    }

    private sealed class Liar(long position, int changed) : ITrialKind
    {
        public string Name => RangeTrials.KindName;

        public byte[] Run(ReadOnlyMemory<byte> input, CancellationToken cancellation)
        {
            var result = BroughtInput.Write(input.Span, BitConverter.GetBytes(position));
            if (changed >= 0)
            {
                result[changed] ^= 1;
            }

            return result;
        }
    }
}
