using Assay.Programs.Deciders;
using Assay.Programs.Synthesis.Shortening;
using Assay.Programs.Synthesis.Shortening.Expressions;
using Assay.Programs.Tests.Deciders;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Programs.Tests.Synthesis;

public class ExpressionSearchTests
{
    private static readonly ExpressionOperation[] All = [.. ExpressionOperation.All];

    [Fact]
    public void The_search_finds_the_lengths_that_the_plain_enumerator_finds() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var task = RandomTask(random, most: 4);
            var cases = RandomCases(random, task, steps: random.Next(4));
            Assert.Equal(PlainEnumerator.Shortest(task, cases, most: 2), Shortest(task, cases, most: 2));
        },
        iter: Rounds.Of(600),
        threads: 2);

    [Fact]
    public void Three_steps_agree_as_well() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var task = RandomTask(random, most: 3) with { Constants = [1] };
            var cases = RandomCases(random, task, steps: 3 + random.Next(2));
            Assert.Equal(PlainEnumerator.Shortest(task, cases, most: 3), Shortest(task, cases, most: 3));
        },
        iter: Rounds.Of(60),
        threads: 2);

    [Fact]
    public void Two_values_that_only_the_last_step_uses_are_found() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var task = RandomTask(random, most: 3) with { Inputs = 2, Constants = [] };
            int Leaf() => random.Next(2);
            ExpressionOperation Any() => task.Operations[random.Next(task.Operations.Count)];
            ExpressionStep[] tree = [new(Any(), Leaf(), Leaf()), new(Any(), Leaf(), Leaf()), random.Next(2) == 0 ? new(Any(), 2, 3) : new(Any(), 3, 2)];
            var cases = Cases(random, task, new ExpressionProgram(2, tree, 4), count: 12);
            Assert.Equal(PlainEnumerator.Shortest(task, cases, most: 3), Shortest(task, cases, most: 3));
        },
        iter: Rounds.Of(300),
        threads: 2);

    public static TheoryData<string> Binary => [.. All.Where(operation => !operation.IsUnary).Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Binary))]
    public void One_operation_is_found_in_either_order(string name)
    {
        var operation = All.Single(one => one.Name == name);
        var random = new Random(3);
        foreach (var (first, second) in new[] { (0, 1), (1, 0), (0, 2), (2, 0), (1, 1) })
        {
            var task = new ExpressionTask(32, 2, [5], [operation], uint.MaxValue);
            var cases = Cases(random, task, new ExpressionProgram(3, [new ExpressionStep(operation, first, second)], 3), count: 12);
            Assert.Equal(PlainEnumerator.Shortest(task, cases, most: 1), Shortest(task, cases, most: 1));

            // The same with the value that comes last as its second operand.
            var longer = task with { Operations = [operation, All.Single(one => one.Name == "not")] };
            var program = new ExpressionProgram(3, [new ExpressionStep(longer.Operations[1], first, first), new ExpressionStep(operation, second, 3)], 4);
            var others = Cases(random, longer, program, count: 12);
            Assert.Equal(PlainEnumerator.Shortest(longer, others, most: 2), Shortest(longer, others, most: 2));
        }
    }

    // Functions of a few bits: each input and each result is tried, so that tests are the whole truth.
    [Fact]
    public void Every_function_of_two_bits_gets_its_true_length()
    {
        var task = new ExpressionTask(2, 1, [0, 1, 3], [.. All.Where(operation => operation.Name is "not" or "neg" or "add" or "and" or "shl" or "ult")], 3);
        for (var table = 0; table < 256; table++)
        {
            var cases = Enumerable.Range(0, 4).Select(x => (new[] { (ulong)x }, (ulong)(table >> (2 * x)) & 3)).ToList();
            Assert.Equal(PlainEnumerator.Shortest(task, cases, most: 2), Shortest(task, cases, most: 2));
        }
    }

    // A set of values is reached by one order only; should that lose one, functions of more steps would be missed.
    [Fact]
    public void Programs_of_four_steps_are_found_at_four_or_fewer() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var task = RandomTask(random, most: 5) with { Constants = [1] };
            var cases = RandomCases(random, task, steps: 4);
            var shortest = Shortest(task, cases, most: 4);
            Assert.NotNull(shortest);
            Assert.InRange(shortest.Value, 0, 4);
        },
        iter: Rounds.Of(150),
        threads: 2);

    [Fact]
    public void Only_the_bits_of_a_narrow_result_count()
    {
        var task = new ExpressionTask(8, 1, [], [All.Single(operation => operation.Name == "not")], ResultMask: 1);

        Assert.Equal(1, Shortest(task, [([2], 1), ([5], 0)], most: 2));
    }

    [Fact]
    public void The_number_of_threads_does_not_matter()
    {
        var random = new Random(7);
        var task = new ExpressionTask(32, 2, [0, 1, 31], [.. All.Where(operation => operation.Name is "add" or "sub" or "and" or "xor" or "shr")], uint.MaxValue);
        var cases = RandomCases(random, task, steps: 4);
        var found = Enumerable.Range(0, 6).Select(_ => Level(task, cases, 4).Found?.Program).Select(program => string.Join(' ', program?.Steps ?? [])).Distinct();

        Assert.Single(found);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(64)]
    public void The_fast_operations_are_those_of_the_reference(int width) => Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[0, 70], Gen.Int[0, All.Length - 1]).Sample(
        (x, y, count, index) =>
        {
            var mask = ExpressionMeaning.Mask(width);
            var (a, b) = (x & mask, (count < 66 ? (ulong)count : y) & mask);
            var rows = new ValueRows(4, width);
            rows.TryAdd([a, 0, 1 & mask, mask]);
            if (rows.TryAdd([b, 1 & mask, mask, a]) && rows.TryAdd(All[index].Operator, 0, 1))
            {
                for (var lane = 0; lane < 4; lane++)
                {
                    Assert.Equal(ExpressionMeaning.Apply(All[index].Operator, rows[0][lane], rows[1][lane], width), rows[2][lane]);
                }
            }
        });

    [Fact]
    public void Rows_that_differ_in_one_number_are_different()
    {
        const int Count = 3000;
        for (var place = 0; place < 16; place++)
        {
            var rows = new ValueRows(16, 64);
            for (var i = 0; i < 2 * Count; i++)
            {
                var row = new ulong[16];
                row[place] = (ulong)(i % Count);
                Assert.Equal(i < Count, rows.TryAdd(row));
            }

            rows.Truncate(7);
            Assert.Equal(7, rows.Count);
            Assert.True(rows.TryAdd([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]));
            Assert.False(rows.TryAdd(rows[6]));
        }
    }

    private static ExpressionTask RandomTask(Random random, int most)
    {
        var width = new[] { 2, 3, 8, 32, 64 }[random.Next(5)];
        var operations = random.GetItems(All, 1 + random.Next(most)).Distinct().ToArray();
        var constants = random.GetItems<ulong>([0, 1, 2, ExpressionMeaning.Mask(width), (ulong)width - 1], random.Next(3)).Select(constant => constant & ExpressionMeaning.Mask(width));
        return new ExpressionTask(width, 1 + random.Next(2), [.. constants.Distinct()], operations, ExpressionMeaning.Mask(width));
    }

    // Inputs and results of a random program.
    private static List<(ulong[] Inputs, ulong Result)> RandomCases(Random random, ExpressionTask task, int steps)
    {
        List<ExpressionStep> program = [];
        for (var i = 0; i < steps; i++)
        {
            var known = task.Leaves + i;
            program.Add(new ExpressionStep(task.Operations[random.Next(task.Operations.Count)], i > 0 && random.Next(3) > 0 ? known - 1 : random.Next(known), random.Next(known)));
        }

        return Cases(random, task, new ExpressionProgram(task.Leaves, program, task.Leaves + steps - 1), count: 1 + random.Next(9));
    }

    private static List<(ulong[] Inputs, ulong Result)> Cases(Random random, ExpressionTask task, ExpressionProgram program, int count)
    {
        var mask = ExpressionMeaning.Mask(task.Width);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            ulong[] inputs = [.. Enumerable.Range(0, task.Inputs).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64) & mask)];
            return (inputs, program.Run(inputs.Concat(task.Constants), task.Width));
        })];
    }

    private static int? Shortest(ExpressionTask task, IReadOnlyList<(ulong[] Inputs, ulong Result)> cases, int most)
    {
        for (var length = 0; length <= most; length++)
        {
            if (Level(task, cases, length).Found is { } found)
            {
                Assert.Equal(length, found.Program.Length);
                return length;
            }
        }

        return null;
    }

    private static LevelResult Level(ExpressionTask task, IReadOnlyList<(ulong[] Inputs, ulong Result)> cases, int length) =>
        new ExpressionLevel(task, new ExpressionTests(task, cases), length, _ => new Same("tests"), Goals.Context()).Run();
}
