using Assay.Claims;
using Assay.Programs.Synthesis.Audit;
using Assay.Programs.Synthesis.Kernels;
using Assay.Running;
using Assay.TestSupport;
using Assay.Verdicts;
using CsCheck;

namespace Assay.Programs.Tests.Synthesis.Audit;

public class KernelCheckTests
{
    // A 0 must not be taken for a value: 7 and -5 are where nothing was set.
    private static readonly int[] Junk = [7, -5];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 13)]
    [InlineData(4, 75)]
    [InlineData(5, 541)]
    [InlineData(6, 4683)]
    public void The_table_has_every_order_once(int values, int orders)
    {
        var table = OrderTable.Of(values, 0);
        var rows = Enumerable.Range(0, table.Count).Select(row => string.Join(' ', table.Columns.Select(column => column[row]))).ToList();

        Assert.Equal(orders, table.Count);
        Assert.Equal(Orders.Weak(values).Select(ranks => string.Join(' ', ranks)).Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
        Assert.Equal(Orders.Strict(values).Count(), Enumerable.Range(0, table.Count).Count(row => table.Distinct[row] != 0));
    }

    [Fact]
    public void The_kernel_of_the_paper_sorts_and_every_instruction_is_needed()
    {
        var lines = Kernels.Sort3.Split('\n');
        Assert.Equal(new Sorts(13), Kernels.Audit(Kernels.Sort3).Verdict);
        foreach (var dropped in lines)
        {
            Assert.IsNotType<Sorts>(Kernels.Audit("# K(r1, r2, r3) -> (r1, r2, r3)\n" + string.Join('\n', lines.Where(line => line != dropped))).Verdict);
        }
    }

    [Fact]
    public void What_sorts_sorts_random_numbers_and_a_counterexample_fails() =>
        Gen.OneOf(Kernels.Random(2, 1, 6), Kernels.Random(3, 1, 12), Kernels.Variant(Kernels.Sort3)).Sample(
            kernel => Agrees(kernel), iter: Rounds.Of(3000));

    [Fact]
    public void No_order_before_the_counterexample_fails() =>
        Gen.OneOf(Kernels.Variant(Kernels.Sort3), Kernels.Random(3, 0, 8)).Sample(kernel =>
        {
            var verdict = Kernels.Audit(Kernels.Text(kernel, Kernels.Names(kernel))).Verdict;
            var failing = Orders.Weak(3).Where(ranks => !SortsWhateverIsUnset(kernel, [.. ranks.Select(rank => rank - 1)])).ToList();
            var smallest = failing.OrderBy(ranks => ranks.Max()).ThenBy(ranks => ranks.Sum()).ThenBy(ranks => string.Join(' ', ranks), StringComparer.Ordinal).FirstOrDefault();
            Assert.Equal(smallest?.Select(rank => rank - 1), Counterexample(verdict)?.Inputs);
            Assert.Equal(failing.Exists(ranks => ranks.Distinct().Count() == 3), verdict is DoesNotSort);
        }, iter: Rounds.Of(500));

    [Fact]
    public void The_order_of_results_is_found()
    {
        var kernel = Kernels.Audit(Kernels.Sort3.Replace("r1", "x", StringComparison.Ordinal).Replace("r3", "r1", StringComparison.Ordinal).Replace("x", "r3", StringComparison.Ordinal));

        Assert.IsType<Sorts>(kernel.Verdict);
        Assert.Equal(["r3", "r2", "r1"], kernel.Results);
        Assert.False(kernel.StatesResults);
    }

    [Fact]
    public void A_copy_may_hold_a_result_too()
    {
        var kernel = Kernels.Audit("mov edx, eax\ncmp eax, ecx\ncmovg eax, ecx\ncmovl edx, ecx\nmov ecx, eax");

        Assert.IsType<Sorts>(kernel.Verdict);
        Assert.Equal(["eax", "edx"], kernel.Results);
    }

    [Fact]
    public void Ties_are_told_apart_from_other_failures()
    {
        // The pair that differs is exchanged; what is equal is replaced by the third value.
        var kernel = Kernels.Audit("# K(eax, ecx) -> (eax, ecx)\nmov edx, eax\ncmp eax, ecx\ncmovg eax, ecx\ncmovg ecx, edx\ncmp eax, ecx\ncmove ecx, esi");

        var ties = Assert.IsType<LosesTies>(kernel.Verdict);
        Assert.Equal(["esi"], kernel.Unset);
        Assert.Equal([0, 0], ties.Counterexample.Inputs);
        Assert.True(ties.LosesValue);
        Assert.Equal("esi", ties.Counterexample.Unset[0].Name);
    }

    [Fact]
    public void A_kernel_must_work_whatever_an_unset_register_holds()
    {
        Assert.IsType<DoesNotSort>(Kernels.Audit("cmp r1 s1\ncmovl r1 s1").Verdict);
        Assert.IsType<Sorts>(Kernels.Audit("mov s2 s1\ncmp s1 s2\ncmove r1 r1").Verdict);
        Assert.IsType<DoesNotSort>(Kernels.Audit("cmovl r1 r2\ncmp r1 r2").Verdict);
    }

    [Fact]
    public void A_result_that_was_never_set_is_no_result()
    {
        var verdict = Assert.IsType<DoesNotSort>(Kernels.Audit("# K(eax, ecx) -> (eax, esi)\ncmp eax, ecx").Verdict);

        Assert.Null(verdict.Counterexample.Results[1]);
        Assert.True(verdict.LosesValue);
    }

    [Fact]
    public void The_audit_agrees_with_the_deciders_of_claims() =>
        Gen.OneOf(Kernels.Random(2, 1, 6), Kernels.Variant(Kernels.Sort3)).Where(kernel => !Mixes(kernel)).Array[40].Sample(AgreesWithDeciders, iter: Rounds.Of(2), threads: 1);

    private static void AgreesWithDeciders(Kernel[] kernels)
    {
        var functions = kernels.Select((kernel, i) => Function(kernel, $"K{i}")).ToList();
        var claims = functions.Select((pair, i) => Claim($"k{i}", $"K{i}({pair.Arguments}) == Sorted({pair.Arguments})", pair.Variables)).ToList();
        var report = new Runner([new ProgramsDomain(new ProgramsOptions())], new RunOptions()).Run(
            [new ClaimDocument("kernels", [.. functions.Select(pair => pair.Block)], claims, [])], new Progress<ProgressReport>(), _ => { }, CancellationToken.None);

        var outcomes = report.Results.Select(result => Assert.IsType<Answered>(result.Settlement).Verdict).ToList();
        Assert.Equal(kernels.Length, outcomes.Count);
        Assert.Contains(outcomes, outcome => outcome is Proved);
        Assert.All(outcomes.Zip(kernels), pair => Assert.Equal(pair.First is Proved, Kernels.Audit(Kernels.Text(pair.Second, Kernels.Names(pair.Second))).Verdict is Sorts));
        Assert.All(outcomes.Zip(kernels), pair => Assert.True(pair.First is Proved or Refuted));
    }

    private static bool Mixes(Kernel kernel) =>
        kernel.Instructions.Any(instruction => instruction.Operation is KernelOperation.Min or KernelOperation.Max);

    private static (CodeBlock Block, string Arguments, string Variables) Function(Kernel kernel, string name)
    {
        var text = Kernels.Text(kernel, Kernels.Names(kernel)).Replace("# K(", $"# {name}(", StringComparison.Ordinal);
        List<Problem> problems = [];
        var function = KernelFunction.Read("kernel", text, problems, CancellationToken.None);
        Assert.Empty(problems);
        return (function!.Block, string.Join(", ", function.Variables), string.Join(", ", function.Variables.Select(variable => $"int {variable}")));
    }

    private static Claim Claim(string name, string text, string variables) => new(name, Place.Whole("kernels"),
    [
        new ClaimEntry("for-all", Place.Whole("kernels"), ClaimText.Of(variables, Place.Whole("kernels"))),
        new ClaimEntry("claim", Place.Whole("kernels"), ClaimText.Of(text, Place.Whole("kernels"))),
    ]);

    private static void Agrees(Kernel kernel)
    {
        var verdict = Kernels.Audit(Kernels.Text(kernel, Kernels.Names(kernel))).Verdict;
        if (Counterexample(verdict) is { } example)
        {
            Assert.False(SortsWhateverIsUnset(kernel, [.. example.Inputs]));
            return;
        }

        Gen.Int[-3, 3].Array[kernel.Values].Sample(values => SortsWhateverIsUnset(kernel, values), iter: Rounds.Of(50));
    }

    private static KernelCounterexample? Counterexample(KernelVerdict verdict) => verdict switch
    {
        LosesTies ties => ties.Counterexample,
        DoesNotSort not => not.Counterexample,
        _ => null,
    };

    // The least a second interpreter can do: real numbers, and all that an unset register may be to them.
    private static bool SortsWhateverIsUnset(Kernel kernel, int[] values)
    {
        var unset = UnsetReads.Of(kernel);
        int[] candidates = [.. values.SelectMany(value => new[] { 2 * value - 1, 2 * value, 2 * value + 1 }).Concat(Junk).Distinct()];
        var sorted = values.Select(value => 2 * value).Order().ToArray();
        return (unset.Registers.Count == 0 ? [0] : candidates).All(first => (unset.Flags ? Enumerable.Range(0, 4) : [0]).All(flags =>
        {
            var registers = new int[kernel.Registers];
            Array.Fill(registers, first);
            for (var i = 0; i < values.Length; i++)
            {
                registers[i] = 2 * values[i];
            }

            Interpret(kernel, registers, (flags & 1) != 0, (flags & 2) != 0);
            return registers.Take(values.Length).SequenceEqual(sorted);
        }));
    }

    private static void Interpret(Kernel kernel, int[] registers, bool less, bool equal)
    {
        foreach (var (operation, target, source) in kernel.Instructions)
        {
            var (old, other) = (registers[target], registers[source]);
            (less, equal) = operation == KernelOperation.Cmp ? (old < other, old == other) : (less, equal);
            registers[target] = operation switch
            {
                KernelOperation.Cmp => old,
                KernelOperation.Mov => other,
                KernelOperation.Min => Math.Min(old, other),
                KernelOperation.Max => Math.Max(old, other),
                KernelOperation.Cmovl => less ? other : old,
                KernelOperation.Cmovg => !less && !equal ? other : old,
                KernelOperation.Cmovle => less || equal ? other : old,
                KernelOperation.Cmovge => !less ? other : old,
                KernelOperation.Cmove => equal ? other : old,
                _ => equal ? old : other,
            };
        }
    }
}
