using Assay.Programs.Certificates.Kernels;
using Assay.Programs.Synthesis;

namespace Assay.Programs.Tests.Certificates;

/// <summary>The checker of layers takes no kernels for one that are not, and excludes none.</summary>
public sealed class KernelCheckerTests
{
    // Without cmovg the flags less and greater cannot be exchanged, so that states which only differ in that are not one.
    [Theory]
    [InlineData(2, "cmp", "cmovge")]
    [InlineData(1, "cmp", "cmovge")]
    [InlineData(2, "cmp", "mov", "cmovl")]
    [InlineData(3, "cmp", "mov", "cmovge", "cmove")]
    [InlineData(1, "cmp", "mov", "cmovl", "cmovg")]
    [InlineData(1, "cmp", "mov", "cmovle", "cmovge")]
    [InlineData(2, "cmp", "mov", "cmovl", "cmovg", "cmovle", "cmovge", "cmove", "cmovne")]
    public void Renamings_take_kernels_to_kernels_whatever_the_instructions(int spares, params string[] instructions)
    {
        var claim = new KernelCertificate
        {
            Format = KernelCertificate.CurrentFormat,
            Values = 2,
            Spares = spares,
            SpareStart = "undefined",
            Instructions = instructions,
            Length = 4,
            Layers = [],
        };
        var problem = new CheckedKernels(claim, [], CancellationToken.None);
        var flags = instructions.Contains("cmovg") || instructions.Contains("cmovge") == instructions.Contains("cmovle") && instructions.Contains("cmovge") ? 2 : 1;
        Assert.Equal(2 * (spares == 3 ? 6 : spares) * 2 * flags, problem.Images.Count);
        for (var instruction = 0; instruction < problem.Instructions.Count; instruction++)
        {
            foreach (var image in problem.Images)
            {
                Assert.Contains(Enumerable.Range(0, problem.Instructions.Count), other => Enumerable.Range(0, image.Length).All(member =>
                    After(problem, image[member], other) == (After(problem, member, instruction) is >= 0 and var next ? image[next] : -1)));
            }
        }

        static int After(CheckedKernels problem, int member, int instruction) =>
            problem.Follow([(ushort)member], instruction) is [var next] ? next : -1;
    }

    // A bound that is too great would exclude kernels, and let false proofs pass.
    [Theory]
    [InlineData(2, 1, "cmov")]
    [InlineData(2, 2, "wide-cmov")]
    [InlineData(3, 1, "cmov")]
    [InlineData(2, 2, "minmax")]
    [InlineData(3, 1, "minmax")]
    [InlineData(4, 1, "minmax")]
    public void The_bounds_of_the_checker_exclude_no_kernel(int values, int spares, string set)
    {
        var report = SortingKernels.Find(
            new KernelRequest(values) { Spares = spares, Instructions = set, Counts = true, Listed = 6000 }, new Progress<Running.ProgressReport>(), CancellationToken.None);
        var claim = new KernelCertificate
        {
            Format = KernelCertificate.CurrentFormat,
            Values = values,
            Spares = spares,
            SpareStart = "undefined",
            Instructions = SortingKernels.InstructionSets[set],
            Length = 100,
            Layers = [],
        };
        LayersChecker problem = set == "minmax" ? new CheckedMinMax(claim) : new CheckedKernels(claim, [], CancellationToken.None);
        Assert.NotEmpty(report.Kernels);
        foreach (var kernel in report.Kernels)
        {
            var defined = Enumerable.Range(0, values).ToList();
            var state = problem.Start;
            Assert.True(problem.MayEnd(state, kernel.Lines.Count));
            for (var done = 1; done <= kernel.Lines.Count; done++)
            {
                var words = kernel.Lines[done - 1].Split(' ');
                var (target, source) = (Register(words[1]), Register(words[2]));
                if (set == "minmax")
                {
                    // Here a state has only the registers that hold something.
                    if (!defined.Contains(target))
                    {
                        defined.Add(target);
                    }

                    (target, source) = (defined.IndexOf(target), defined.IndexOf(source));
                }

                var all = SortingKernels.InstructionSets[set].ToList();
                var registers = values + spares;
                var number = set == "minmax" ? (((all.IndexOf(words[0]) * registers) + target) * registers) + source
                    : (((all.IndexOf(words[0]) * registers) + target) * (registers - 1)) + source - (source > target ? 1 : 0);
                state = problem.Follow(state, number);
                Assert.True(problem.MayEnd(state, kernel.Lines.Count - done), $"{string.Join("; ", kernel.Lines)} after {done}");
            }

            Assert.True(problem.IsEnd(state));
        }

        int Register(string name) => name[1] - '1' + (name[0] == 's' ? values : 0);
    }
}
