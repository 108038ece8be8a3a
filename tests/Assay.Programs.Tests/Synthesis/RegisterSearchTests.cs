using Assay.Programs.Synthesis.Shortening;
using Assay.Programs.Synthesis.Shortening.Registers;
using Assay.Programs.Tests.Deciders;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Programs.Tests.Synthesis;

public class RegisterSearchTests
{
    [Theory]
    [InlineData(400L << 20)]
    [InlineData(4000)]
    public void The_search_finds_the_lengths_of_plain_breadth_without_memory(long memory) => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var task = RandomTask(random);
            var tests = RandomTests(random, task, steps: random.Next(5));
            Assert.Equal(Plain(task, tests, most: 3), Shortest(task, tests, most: 3, memory));
        },
        iter: Rounds.Of(200),
        threads: 2);

    [Fact]
    public void Moves_alone_cannot_swap_two_registers()
    {
        var task = Task(2, "mov");
        var search = Search(task, [([3, 5], [5, 3])], 400L << 20);
        for (var length = 0; !search.IsClosed; length++)
        {
            Assert.True(search.Next(length));
            Assert.True(length < 10);
        }

        Assert.Null(search.Found);
    }

    [Theory]
    [InlineData("mov", 3, 3)]
    [InlineData("xor", 2, 3)]
    [InlineData("xchg", 2, 1)]
    public void A_swap_is_as_long_as_it_is_known_to_be(string name, int registers, int length)
    {
        var task = Task(registers, name);
        (ulong[], IReadOnlyList<ulong>)[] tests = [([3, 5, 9], [5, 3]), ([12, 6, 1], [6, 12])];

        Assert.Equal(length, Shortest(task, tests, most: 5, 400L << 20));
        Assert.Equal(length, Shortest(task, tests, most: 5, memory: 1));
    }

    [Fact]
    public void States_that_differ_in_one_number_are_different()
    {
        const int Count = 4000;
        for (var place = 0; place < 3; place++)
        {
            var states = new RegisterStates(3, 1 << 30);
            for (var i = 0; i < 2 * Count; i++)
            {
                var state = new ulong[3];
                state[place] = (ulong)(i % Count);
                Assert.Equal(i < Count, states.TryAdd(state, 0, 0));
            }

            Assert.Equal(Count, states.Count);
            states.Truncate(10);
            Assert.Equal(10, states.Count);
            Assert.False(states.TryAdd(states[9].ToArray(), 0, 0));
        }
    }

    private static RegisterTask Task(int registers, params string[] names) => new(
        32, registers, [0, 1], [0, 1],
        [.. RegisterOperation.All.Where(operation => names.Contains(operation.Name)).SelectMany(operation => operation.Instructions(registers, 32))]);

    private static RegisterTask RandomTask(Random random)
    {
        var (width, registers) = (new[] { 8, 32, 64 }[random.Next(3)], 2 + random.Next(2));
        var operations = random.GetItems([.. RegisterOperation.All], 1 + random.Next(3)).Append(RegisterOperation.All[0]).Distinct();

        // Bytes have no imul, which alone would leave nothing.
        return new RegisterTask(
            width, registers, [0, 1], random.Next(2) == 0 ? [0] : [0, 1],
            [.. operations.SelectMany(operation => operation.Instructions(registers, width))]);
    }

    private static List<(ulong[] Start, IReadOnlyList<ulong> Results)> RandomTests(Random random, RegisterTask task, int steps)
    {
        List<RegisterInstruction> program = [.. Enumerable.Range(0, steps).Select(_ => task.Instructions[random.Next(task.Instructions.Count)])];
        return [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ =>
        {
            ulong[] start = [.. Enumerable.Range(0, task.Registers).Select(_ => (ulong)random.NextInt64() & (ulong.MaxValue >> (64 - task.Width)))];
            return (start, Results(task, start, program));
        })];
    }

    private static IReadOnlyList<ulong> Results(RegisterTask task, ulong[] start, IEnumerable<RegisterInstruction> program)
    {
        var registers = start.ToArray();
        RegisterInstruction.Run(program, registers, (operation, target, source) => operation.Apply(target, source, task.Width));
        return [.. task.Outputs.Select(output => registers[output])];
    }

    private static int? Plain(RegisterTask task, IReadOnlyList<(ulong[] Start, IReadOnlyList<ulong> Results)> tests, int most)
    {
        List<IReadOnlyList<RegisterInstruction>> programs = [[]];
        for (var length = 0; length <= most; length++)
        {
            if (programs.Any(program => tests.All(test => Results(task, test.Start, program).SequenceEqual(test.Results))))
            {
                return length;
            }

            programs = length == most ? [] : [.. programs.SelectMany(program => task.Instructions, (program, next) => (IReadOnlyList<RegisterInstruction>)[.. program, next])];
        }

        return null;
    }

    private static int? Shortest(RegisterTask task, IReadOnlyList<(ulong[] Start, IReadOnlyList<ulong> Results)> tests, int most, long memory)
    {
        var search = Search(task, tests, memory);
        for (var length = 0; length <= most && !search.IsClosed; length++)
        {
            Assert.True(search.Next(length));
            if (search.Found is { } found)
            {
                Assert.Equal(length, found.Program.Count);
                Assert.All(tests, test => Assert.Equal(test.Results, Results(task, test.Start, found.Program)));
                return length;
            }
        }

        return null;
    }

    private static RegisterSearch Search(RegisterTask task, IReadOnlyList<(ulong[] Start, IReadOnlyList<ulong> Results)> tests, long memory) =>
        new(task, tests, _ => new Same("tests"), memory, Goals.Context());
}
