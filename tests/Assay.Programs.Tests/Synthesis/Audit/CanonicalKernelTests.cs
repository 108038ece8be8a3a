using Assay.Programs.Synthesis.Audit;
using Assay.Programs.Synthesis.Kernels;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Programs.Tests.Synthesis.Audit;

public class CanonicalKernelTests
{
    [Fact]
    public void Renaming_and_exchanged_comparisons_change_nothing() =>
        Gen.Select(Kernels.Random(3, 2, 12), Gen.Shuffle(new[] { 0, 1, 2 }), Gen.Shuffle(new[] { 3, 4 }), Gen.Bool.Array[12]).Sample((kernel, values, spares, exchanges) =>
            Assert.Equal(Canonical(kernel), Canonical(Renamed(kernel, [.. values, .. spares], exchanges))));

    [Fact]
    public void Renaming_keeps_the_verdict() =>
        Gen.Select(Kernels.Variant(Kernels.Sort3), Gen.Shuffle(new[] { 0, 1, 2 }), Gen.Bool.Array[12]).Sample((kernel, values, exchanges) =>
            Assert.Equal(Outcome(kernel), Outcome(Renamed(kernel, [.. values, 3], exchanges))));

    [Fact]
    public void Kernels_with_one_form_are_renamings_of_each_other() =>
        Gen.Select(Kernels.Random(2, 1, 3), Kernels.Random(2, 1, 3)).Sample((one, other) =>
        {
            var isRenaming = from swap in new[] { false, true }
                             from exchanges in Enumerable.Range(0, 8)
                             let renamed = Renamed(one, swap ? [1, 0, 2] : [0, 1, 2], [.. Enumerable.Range(0, 12).Select(i => (exchanges >> i & 1) != 0)])
                             select renamed.Instructions.SequenceEqual(other.Instructions);
            Assert.Equal(isRenaming.Any(same => same), Canonical(one) == Canonical(other));
        }, iter: Rounds.Of(20_000));

    [Fact]
    public void What_a_spare_register_does_is_not_what_a_value_does() =>
        Assert.NotEqual(Canonical(new Kernel(2, 3, [new(KernelOperation.Mov, 0, 1)])), Canonical(new Kernel(2, 3, [new(KernelOperation.Mov, 2, 1)])));

    [Fact]
    public void Both_forms_of_text_can_be_the_same_kernel()
    {
        var files = new[] { "mov s1 r1\ncmp r1 r2\ncmovg r1 r2\ncmovg r2 s1", "mov edx, ecx\ncmp eax, ecx\ncmovl ecx, eax\ncmovl eax, edx" };

        Assert.Single(files.Select(text => CanonicalKernel.Of(Kernels.Read(text))).Distinct());
    }

    private static string Canonical(Kernel kernel)
    {
        // Without a signature, and with all values named at the end, only the instructions count.
        var names = Kernels.Names(kernel);
        var listing = Kernels.Read(Kernels.Text(kernel, names)) with { Results = [] };
        return CanonicalKernel.Of(listing);
    }

    private static Type Outcome(Kernel kernel) =>
        Kernels.Audit(Kernels.Text(kernel, Kernels.Names(kernel)).Split('\n', 2)[1] + "\nmov s9 r3\nmov s9 r1\nmov s9 r2").Verdict.GetType();

    private static Kernel Renamed(Kernel kernel, int[] names, bool[] exchanges)
    {
        var isExchanged = false;
        return kernel with
        {
            Instructions = [.. kernel.Instructions.Select((instruction, i) =>
            {
                var (operation, target, source) = (instruction.Operation, names[instruction.Target], names[instruction.Source]);
                if (operation == KernelOperation.Cmp)
                {
                    isExchanged = exchanges[i] && target != source;
                    return isExchanged ? new KernelInstruction(operation, source, target) : new KernelInstruction(operation, target, source);
                }

                return new KernelInstruction(isExchanged && operation.IsConditional() ? operation.Reversed() : operation, target, source);
            })],
        };
    }
}
