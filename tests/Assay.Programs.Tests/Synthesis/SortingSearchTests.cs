using Assay.Programs.Synthesis.Kernels;
using Assay.Programs.Synthesis.Layers;
using Assay.Programs.Synthesis.Sorting;

namespace Assay.Programs.Tests.Synthesis;

/// <summary>The search for kernels that compare and copy, against enumeration without any of its ideas.</summary>
public sealed class SortingSearchTests
{
    private static readonly SearchLimits Free = new(4L << 30, _ => { }, CancellationToken.None);

    public static TheoryData<string, int, int> TwoValues() => new()
    {
        { "cmov", 1, 4 },
        { "cmov", 2, 4 },
        { "wide-cmov", 1, 4 },
    };

    // Every program of at most three and of four instructions is run on both orders.
    [Theory]
    [MemberData(nameof(TwoValues))]
    public void Two_values_are_counted_as_by_trying_all_programs(string set, int spares, int least)
    {
        var problem = Problem(2, spares, set);
        for (var length = 1; length < least; length++)
        {
            Assert.Equal(0UL, AllPrograms(problem, length));
        }

        var model = new SearchModel(problem, CancellationToken.None);
        Assert.Equal(0UL, new LayeredSearch(model, least - 1).Run(Free));
        Assert.Equal(2 * AllPrograms(problem, least), new LayeredSearch(model, least).Run(Free));
    }

    // Minimum 11; 5602 where the spare register starts with zero: Ullrich and Hack, Synthesis of Sorting Kernels (CGO 2025).
    // Two of these compare the spare register before anything is in it.
    [Theory]
    [InlineData(false, 5600, 2026)]
    [InlineData(true, 5602, 2028)]
    public void Three_values_take_eleven_instructions(bool isLeast, int kernels, int tieSafe)
    {
        var model = new SearchModel(Problem(3, 1, "cmov") with { SpareStart = isLeast ? SpareStart.Least : SpareStart.Undefined }, CancellationToken.None);
        Assert.Equal(0UL, new LayeredSearch(model, 10).Run(Free));
        var search = new LayeredSearch(model, 11);
        Assert.Equal(6UL * (ulong)kernels, search.Run(Free));
        var paths = new ProgramPaths(model, search, CancellationToken.None);
        var count = new TieCount(model, paths, 11);
        Assert.Equal((ulong)kernels, count.Run(null, CancellationToken.None));
        Assert.Equal((ulong)tieSafe, count.Run(new TiedAssignments(model.Problem), CancellationToken.None));
    }

    [Fact]
    public void All_kernels_for_three_values_are_listed_once_and_sort()
    {
        var model = new SearchModel(Problem(3, 1, "cmov"), CancellationToken.None);
        var kernels = All(model, 11);
        Assert.Equal(5600, kernels.Select(kernel => string.Join(';', kernel.Instructions)).Distinct().Count());
        Assert.All(kernels, kernel => Assert.True(Orders.Strict(3).All(kernel.Sorts)));
        Assert.Equal(2026, kernels.Count(kernel => Orders.Weak(3).All(kernel.Sorts)));
    }

    [Fact]
    public void Symmetries_change_no_count()
    {
        var model = new SearchModel(Problem(3, 1, "cmov"), CancellationToken.None, useSymmetries: false);
        Assert.Equal(0UL, new LayeredSearch(model, 10).Run(Free));
        Assert.Equal(5600UL, new LayeredSearch(model, 11).Run(Free));
    }

    [Theory]
    [InlineData("wide-cmov", 1)]
    [InlineData("cmov", 2)]
    public void Wider_moves_and_two_spares_do_not_save_an_instruction(string set, int spares)
    {
        var model = new SearchModel(Problem(3, spares, set), CancellationToken.None);
        Assert.Equal(0UL, new LayeredSearch(model, 10).Run(Free));
        Assert.NotEqual(0UL, new LayeredSearch(model, 11).Run(Free));
    }

    [Fact]
    public void A_longer_length_still_finds_the_shortest()
    {
        var search = new LayeredSearch(new SearchModel(Problem(3, 1, "cmov"), CancellationToken.None), 13);
        Assert.Equal(33_600UL, search.Run(Free));
        Assert.Equal(12, search.Layers.Count);
    }

    // Along every kernel there is, no bound may ask for more instructions than the kernel still has.
    [Fact]
    public void Bounds_are_admissible_along_all_kernels()
    {
        var model = new SearchModel(Problem(3, 1, "cmov"), CancellationToken.None);
        var walker = new StateWalker(model.Live);
        var instructions = model.Problem.Instructions.Select((instruction, i) => (instruction, i)).ToDictionary(pair => pair.instruction, pair => pair.i);
        foreach (var kernel in All(model, 11))
        {
            ushort[] members = [.. model.Live.Starts];
            for (var done = 0; done < kernel.Length; done++)
            {
                Assert.InRange(model.Bound(members), 0, kernel.Length - done);
                members = walker.Apply(instructions[kernel.Instructions[done]], members).ToArray();
            }

            Assert.Equal(0, model.Bound(members));
        }
    }

    [Fact]
    public void The_fast_choice_of_a_representative_is_the_slow_one()
    {
        var model = new SearchModel(Problem(3, 1, "cmov"), CancellationToken.None);
        var hash = new OrbitHash(model.Symmetries);
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            ushort[] members = [.. Enumerable.Range(0, 1 + random.Next(6)).Select(_ => (ushort)random.Next(model.Live.Count)).Distinct()];
            Assert.Equal(hash.ChooseSlowly(members), hash.Choose(members));
        }
    }

    [Fact]
    public void Images_of_a_state_have_one_representative()
    {
        var model = new SearchModel(Problem(3, 1, "cmov"), CancellationToken.None);
        var random = new Random(2);
        for (var round = 0; round < 500; round++)
        {
            ushort[] members = [.. Enumerable.Range(0, 1 + random.Next(6)).Select(_ => (ushort)random.Next(model.Live.Count)).Distinct()];
            var images = model.Symmetries.Images(random.Next(model.Symmetries.Count)).ToArray();
            ushort[] image = [.. members.Select(member => images[member])];
            Assert.Equal(model.Forms.KeyOfOrbit(members), model.Forms.KeyOfOrbit(image));
        }
    }

    // The distances for many values are kept in another way, which must say the same of any members.
    [Fact]
    public void Both_kinds_of_distances_agree()
    {
        var live = new LiveAssignments(Problem(3, 1, "cmov"));
        IMoveDistances[] kinds = [new MoveDistances(live, CancellationToken.None), new AscendingDistances(live, CancellationToken.None)];
        var random = new Random(4);
        var seen = new HashSet<(int, bool)>();
        for (var round = 0; round < 20_000; round++)
        {
            ushort[] members = [.. Enumerable.Range(0, 1 + random.Next(5)).Select(_ => (ushort)random.Next(live.Count)).Distinct()];
            var (moves, isAscending) = (random.Next(10), random.Next(2) == 0);
            var expected = kinds[0].MayDo(members, moves, isAscending);
            Assert.Equal(expected, kinds[1].MayDo(members, moves, isAscending));
            seen.Add((moves, expected));
        }

        Assert.True(seen.Count >= 12);
    }

    [Fact]
    public void A_search_that_needs_too_much_memory_stops()
    {
        var model = new SearchModel(Problem(3, 1, "cmov"), CancellationToken.None);
        Assert.Throws<SearchTooLargeException>(() => new LayeredSearch(model, 11).Run(Free with { Memory = 1 }));
    }

    [Fact]
    public void A_search_can_be_cancelled()
    {
        var model = new SearchModel(Problem(3, 1, "cmov"), CancellationToken.None);
        Assert.ThrowsAny<OperationCanceledException>(() => new LayeredSearch(model, 11).Run(Free with { Cancellation = new CancellationToken(canceled: true) }));
    }

    [Fact]
    public void The_beam_finds_kernels_that_sort()
    {
        var model = new SearchModel(Problem(3, 1, "cmov"), CancellationToken.None);
        var found = new BeamSearch(model, 200).Find(20, CancellationToken.None);
        Assert.NotEmpty(found);
        Assert.All(found, program =>
        {
            var kernel = model.KernelOf(program.Instructions, program.End)!;
            Assert.Equal(11, kernel.Length);
            Assert.True(Orders.Strict(3).All(kernel.Sorts));
        });
    }

    private static SortingProblem Problem(int values, int spares, string set) =>
        new(values, spares, InstructionSet.All.Single(candidate => candidate.Name == set));

    private static List<Kernel> All(SearchModel model, int length)
    {
        var search = new LayeredSearch(model, length);
        search.Run(Free);
        return [.. new ProgramPaths(model, search, CancellationToken.None).Programs().Select(program => model.KernelOf(program.Instructions, program.End)!)];
    }

    private static ulong AllPrograms(SortingProblem problem, int length)
    {
        var orders = Orders.Strict(problem.Values).ToList();
        return From([.. orders.Select(problem.Start)], length);

        ulong From(MachineAssignment[] held, int left) => left == 0
            ? held.Zip(orders).All(pair => problem.IsInOrder(pair.First, [.. pair.Second.Order()])) ? 1UL : 0
            : problem.Instructions.Aggregate(0UL, (sum, instruction) => sum + From(Array.ConvertAll(held, assignment => assignment.After(instruction)), left - 1));
    }
}
