using Assay.Claims;
using Assay.Programs.Frontends.X86;

namespace Assay.Programs.Synthesis.Kernels;

/// <summary>Puts steps together to a kernel: finds out which registers hold values, and where results stand.</summary>
/// <param name="steps">The instructions.</param>
/// <param name="signature">What the text says about its registers, or null.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class KernelAssembly(IReadOnlyList<KernelStep> steps, KernelSignature? signature, ICollection<Problem> problems)
{
    /// <summary>The values and results of a kernel over registers r and s.</summary>
    public (IReadOnlyList<string> Values, IReadOnlyList<string> Results) Enumerated(EnumeratedSyntax syntax) =>
        signature is null ? ([.. syntax.Values], []) : (signature.Inputs, signature.Results);

    /// <summary>The values and results of a kernel in Intel's syntax; null when memory is used in a way that cannot be.</summary>
    /// <remarks>
    /// Without a signature, values are where the kernel reads before it writes: in memory if it loads anything. If it stores,
    /// its results are in memory.
    /// </remarks>
    public (IReadOnlyList<string> Values, IReadOnlyList<string> Results)? Intel(KernelMemory memory, Place start)
    {
        if (!memory.Check() || !AddressStays(memory, start))
        {
            return null;
        }

        if (signature is { Buffer: > 0 } buffer)
        {
            return Buffer(memory, buffer);
        }

        var read = ReadBeforeWritten();
        var stores = steps.Any(step => step.Operation != KernelOperation.Cmp && step.Target[0] == '[');
        if (signature is not null)
        {
            return memory.Base is null ? (signature.Inputs, signature.Results) : Refuse(signature.Place, "The kernel uses memory, which its signature does not have.", $"Write for example: Sort3(int[3] {memory.Base}) -> ({memory.Base})");
        }

        var loaded = memory.Cells.Any(read.Contains);
        IReadOnlyList<string> values = loaded ? memory.Cells : [.. read];
        return !stores || memory.Cells.Count == values.Count ? (values, stores ? memory.Cells : [])
            : Refuse(start, $"The kernel stores {memory.Cells.Count} results of {values.Count} values.", "Store each result once, or say in a comment in the first line which registers count.");
    }

    /// <summary>The registers that are read before they are written, in that order.</summary>
    public IReadOnlyList<string> ReadBeforeWritten()
    {
        List<string> read = [];
        HashSet<string> known = [];
        foreach (var step in steps)
        {
            if (known.Add(step.Source))
            {
                read.Add(step.Source);
            }

            if (known.Add(step.Target) && step.Operation != KernelOperation.Mov)
            {
                read.Add(step.Target);
            }
        }

        return read;
    }

    /// <summary>The kernel over numbered registers, values first.</summary>
    public (Kernel Kernel, IReadOnlyList<string> Names, IReadOnlyList<int> Results) Number(IReadOnlyList<string> values, IReadOnlyList<string> results)
    {
        Dictionary<string, int> numbers = [];
        Add(values);
        foreach (var step in steps)
        {
            numbers.TryAdd(step.Target, numbers.Count);
            numbers.TryAdd(step.Source, numbers.Count);
        }

        Add(results);
        var kernel = new Kernel(values.Count, numbers.Count, [.. steps.Select(step => new KernelInstruction(step.Operation, numbers[step.Target], numbers[step.Source]))]);
        return (kernel, [.. numbers.Keys], [.. results.Select(result => numbers[result])]);

        void Add(IReadOnlyList<string> names)
        {
            foreach (var name in names)
            {
                numbers.TryAdd(name, numbers.Count);
            }
        }
    }

    private (IReadOnlyList<string>, IReadOnlyList<string>)? Buffer(KernelMemory memory, KernelSignature buffer)
    {
        if (memory.Base is not null && memory.Base != buffer.Inputs[0])
        {
            return Refuse(buffer.Place, $"The values are behind {buffer.Inputs[0]}, but the kernel reads {memory.Base}.", "Name the same register.");
        }

        if (memory.Width != buffer.BufferWidth)
        {
            return Refuse(buffer.Place, $"The buffer has values of {buffer.BufferWidth} bits, but the registers hold values of {memory.Width}.", "Write int or long as it fits.");
        }

        List<string> cells = [.. Enumerable.Range(0, buffer.Buffer).Select(i => memory.Cell(i, buffer.Inputs[0]))];
        return memory.Cells.FirstOrDefault(cell => !cells.Contains(cell)) is { } outside
            ? Refuse(buffer.Place, $"{outside} lies outside the buffer of {buffer.Buffer} values.", "Correct the number of values.")
            : (cells, cells);
    }

    // An address that changes names other cells than the text seems to.
    private bool AddressStays(KernelMemory memory, Place start)
    {
        if (memory.Base is null || !Register.All.TryGetValue(memory.Base, out var address))
        {
            return true;
        }

        var used = steps.SelectMany(step => new[] { step.Target, step.Source })
            .FirstOrDefault(name => Register.All.TryGetValue(name, out var register) && !register.IsVector && register.Index == address.Index);
        return used is null || Refuse(start, $"{used} is used as a value, but {memory.Base} holds the address of memory.", "Use another register.") is not null;
    }

    private (IReadOnlyList<string>, IReadOnlyList<string>)? Refuse(Place place, string message, string advice)
    {
        problems.Add(new Problem(place, message, advice));
        return null;
    }
}
