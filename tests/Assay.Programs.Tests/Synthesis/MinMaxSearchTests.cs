using Assay.Programs.Synthesis;
using Assay.Programs.Synthesis.Kernels;
using Assay.Programs.Synthesis.Layers;
using Assay.Programs.Synthesis.MinMax;

namespace Assay.Programs.Tests.Synthesis;

/// <summary>The search for kernels of moves, minima and maxima, against enumeration without any of its ideas.</summary>
public sealed class MinMaxSearchTests
{
    private static readonly SearchLimits Free = new(4L << 30, _ => { }, CancellationToken.None);

    // 3, 8, 15: the lengths that Ullrich and Hack (CGO 2025) give; 3 by hand.
    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 8)]
    [InlineData(4, 15)]
    public void The_shortest_lengths(int values, int least)
    {
        var model = Model(values, 1);
        Assert.Equal(0UL, new LayeredSearch(model, least - 1).Run(Free));
        var search = new LayeredSearch(model, least);
        Assert.NotEqual(0UL, search.Run(Free));
        var kernels = new ProgramPaths(model, search, CancellationToken.None).Programs().Take(2000)
            .Select(program => model.KernelOf(program.Instructions, program.End)).OfType<Kernel>().ToList();
        Assert.NotEmpty(kernels);
        Assert.All(kernels, kernel => Assert.True(Orders.Weak(values).All(kernel.Sorts)));
    }

    // Every program of a length, results in any registers, each run on zeros and ones as numbers.
    [Theory]
    [InlineData(2, 1, 3)]
    [InlineData(2, 2, 3)]
    public void Two_values_are_counted_as_by_trying_all_programs(int values, int spares, int least)
    {
        var problem = new SortingProblem(values, spares, InstructionSet.MinMax);
        Assert.Equal(AllPrograms(problem, least), new LayeredSearch(new MinMaxModel(problem), least).Run(Free));
        Assert.Equal(0UL, AllPrograms(problem, least - 1));
    }

    [Theory]
    [InlineData(2, 1, 3, 2)]
    [InlineData(2, 2, 3, 4)]
    [InlineData(2, 3, 3, 6)]
    [InlineData(3, 1, 8, 302)]
    [InlineData(3, 2, 8, null)]
    public void Kernels_with_several_spare_registers_sort_and_are_listed_once(int values, int spares, int least, int? kernels)
    {
        var report = SortingKernels.Find(
            new KernelRequest(values) { Spares = spares, Instructions = "minmax", Counts = true, Listed = 5000 }, new Progress<Running.ProgressReport>(), CancellationToken.None);
        Assert.Equal(least, report.Kernel!.Count);
        Assert.NotEmpty(report.Kernels);
        Assert.All(report.Kernels, kernel => Assert.True(kernel.IsTieSafe, string.Join("; ", kernel.Lines)));
        Assert.Equal(report.Kernels.Count, report.Kernels.Select(kernel => string.Join('\n', kernel.Lines)).Distinct().Count());
        Assert.Equal(kernels ?? report.Kernels.Count, report.Kernels.Count);
    }

    // Tables are live exactly if closing them under minimum and maximum gives all results.
    [Fact]
    public void Live_states_are_those_whose_closure_has_the_results()
    {
        var tables = new TruthTables(3);
        var functions = Closure([.. tables.Inputs]);
        Assert.Equal(18, functions.Count);
        var all = functions.Order().ToList();
        var random = new Random(3);
        var seen = new HashSet<bool>();
        for (var round = 0; round < 3000; round++)
        {
            ulong[] members = [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => all[random.Next(all.Count)])];
            var closure = Closure([.. members]);
            var expected = tables.Results.All(closure.Contains);
            Assert.Equal(expected, tables.AreLive(members));
            seen.Add(expected);
        }

        Assert.Equal(2, seen.Count);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    public void Renamed_inputs_reversed_values_and_other_registers_change_no_canonical_form(int values)
    {
        var model = Model(values, 1);
        var random = new Random(values);
        for (var round = 0; round < 200; round++)
        {
            var states = new List<ulong>[2];
            int[] renamed = [.. Enumerable.Range(0, values).OrderBy(_ => random.Next())];
            var reverse = random.Next(2) == 1;
            var steps = Enumerable.Range(0, random.Next(12)).Select(_ => (random.Next(3), random.Next(values), random.Next(values))).ToList();
            states[0] = Walk(model.Tables.Inputs, steps, reverse: false);
            states[1] = Walk([.. renamed.Select(input => model.Tables.Inputs[input])], steps, reverse);
            ushort[] first = [.. System.Runtime.InteropServices.MemoryMarshal.Cast<ulong, ushort>(states[0].ToArray())];
            ushort[] second = [.. System.Runtime.InteropServices.MemoryMarshal.Cast<ulong, ushort>(states[1].OrderBy(_ => random.Next()).ToArray())];
            var (firstForm, secondForm) = (new ushort[first.Length], new ushort[second.Length]);
            Assert.Equal(model.Forms.Find(first, firstForm), model.Forms.Find(second, secondForm));
            Assert.Equal(firstForm, secondForm);
        }
    }

    private static List<ulong> Walk(IReadOnlyList<ulong> inputs, List<(int Operation, int Target, int Source)> steps, bool reverse)
    {
        List<ulong> held = [.. inputs];
        foreach (var (operation, target, source) in steps)
        {
            held[target] = operation == 0 ? held[source] : operation == 1 != reverse ? held[target] & held[source] : held[target] | held[source];
        }

        return held;
    }

    private static HashSet<ulong> Closure(HashSet<ulong> closure)
    {
        for (var count = 0; count < closure.Count;)
        {
            count = closure.Count;
            foreach (var (a, b) in closure.SelectMany(_ => closure, (a, b) => (a, b)).ToList())
            {
                closure.Add(a & b);
                closure.Add(a | b);
            }
        }

        return closure;
    }

    private static MinMaxModel Model(int values, int spares) => new(new SortingProblem(values, spares, InstructionSet.MinMax));

    private static ulong AllPrograms(SortingProblem problem, int length)
    {
        var orders = Orders.Strict(problem.Values).ToList();
        return From([.. orders.Select(problem.Start)], length);

        ulong From(MachineAssignment[] held, int left) => left == 0
            ? IsDone(held) ? 1UL : 0
            : problem.Instructions.Aggregate(0UL, (sum, instruction) => sum + From(Array.ConvertAll(held, assignment => assignment.After(instruction)), left - 1));

        bool IsDone(MachineAssignment[] held) => Enumerable.Range(1, problem.Values).All(rank =>
            Enumerable.Range(0, problem.Registers).Any(register => held.All(assignment => assignment[register] == rank)));
    }
}
