using System.Runtime.InteropServices;
using Assay.Programs.Synthesis.Kernels;
using Assay.Programs.Synthesis.Layers;

namespace Assay.Programs.Synthesis.MinMax;

/// <summary>
/// Kernels of moves, minima and maxima: a state is what the defined registers hold, each as a truth table, which takes four
/// members. The results may end in any registers, in any order.
/// </summary>
internal sealed class MinMaxModel : ISearchModel
{
    private readonly ushort[] _start;

    /// <param name="problem">What is looked for.</param>
    public MinMaxModel(SortingProblem problem)
    {
        Problem = problem;
        Tables = new TruthTables(problem.Values);
        Forms = new TableForms(Tables);
        _start = MemoryMarshal.Cast<ulong, ushort>(Tables.Inputs.ToArray()).ToArray();
    }

    public SortingProblem Problem { get; }

    /// <summary>What registers can hold.</summary>
    public TruthTables Tables { get; }

    public ICanonicalForm Forms { get; }

    public ReadOnlySpan<ushort> Start => _start;

    public IReadOnlyList<string> Members => [];

    public ISuccessors CreateSuccessors() => new MinMaxSuccessors(this);

    public bool IsEnd(ReadOnlySpan<ushort> members) => Tables.HasResults(MemoryMarshal.Cast<ushort, ulong>(members));

    public int Bound(ReadOnlySpan<ushort> members) => Tables.Bound(MemoryMarshal.Cast<ushort, ulong>(members));

    public int Score(ReadOnlySpan<ushort> members) => Bound(members);

    public bool MayBecomeWanted(ReadOnlySpan<ushort> members, int left) => true;

    // Sources before targets, value registers are met in their order: of all renamings of a program exactly one has that.
    public bool IsFirstOfRenamings(IReadOnlyList<int> instructions)
    {
        var met = 0;
        foreach (var (_, target, source) in instructions.Select(instruction => MinMaxSuccessors.Decode(instruction, Problem.Registers)))
        {
            foreach (var register in (ReadOnlySpan<int>)[source, target])
            {
                if (register < Problem.Values && register > met)
                {
                    return false;
                }

                met += register == met && register < Problem.Values ? 1 : 0;
            }
        }

        return true;
    }

    public Kernel? KernelOf(IReadOnlyList<int> instructions, ReadOnlySpan<ushort> end)
    {
        // A state has its tables side by side; what a move newly defines may be any of the other registers.
        List<int> defined = [.. Enumerable.Range(0, Problem.Values)];
        List<int> others = [.. Enumerable.Range(Problem.Values, Problem.Spares)];
        List<KernelInstruction> program = [];
        foreach (var (operation, target, source) in instructions.Select(instruction => MinMaxSuccessors.Decode(instruction, Problem.Registers)))
        {
            if (target >= defined.Count)
            {
                var chosen = others[target - defined.Count];
                others.Remove(chosen);
                program.Add(new KernelInstruction(operation, chosen, defined[source]));
                defined.Add(chosen);
            }
            else
            {
                program.Add(new KernelInstruction(operation, defined[target], defined[source]));
            }
        }

        int[] places = [.. Enumerable.Range(0, Problem.Registers)];
        for (var rank = 0; rank < Problem.Values; rank++)
        {
            var register = defined[MemoryMarshal.Cast<ushort, ulong>(end).IndexOf(Tables.Results[rank])];
            if (register >= Problem.Values)
            {
                return null;
            }

            places[register] = rank;
        }

        return new Kernel(
            Problem.Values, Problem.Registers,
            [.. program.Select(instruction => new KernelInstruction(instruction.Operation, places[instruction.Target], places[instruction.Source]))]);
    }
}
