namespace Assay.Programs.Synthesis.Kernels;

/// <summary>What a kernel reads although nothing set it: it must work whatever that is.</summary>
/// <param name="Registers">Registers without a value at the start.</param>
/// <param name="Flags">Whether a conditional move comes before the first comparison.</param>
internal sealed record UnsetReads(IReadOnlyList<int> Registers, bool Flags)
{
    /// <summary>What this kernel reads so.</summary>
    public static UnsetReads Of(Kernel kernel)
    {
        List<int> unset = [];
        var known = Enumerable.Range(0, kernel.Registers).Select(register => register < kernel.Values).ToArray();
        var (compared, flags) = (false, false);
        foreach (var (operation, target, source) in kernel.Instructions)
        {
            Read(source);
            if (operation != KernelOperation.Mov)
            {
                Read(target);
            }

            known[target] = true;
            compared |= operation == KernelOperation.Cmp;
            flags |= operation.IsConditional() && !compared;
        }

        return new UnsetReads(unset, flags);

        void Read(int register)
        {
            if (!known[register])
            {
                unset.Add(register);
                known[register] = true;
            }
        }
    }
}
