using System.Globalization;
using System.Numerics;
using Assay.Programs.Synthesis.Kernels;
using Assay.Programs.Synthesis.Layers;

namespace Assay.Programs.Synthesis.MinMax;

/// <summary>
/// Kernels of moves, minima and maxima: a state is what the defined registers hold, as monotone functions of the inputs. The
/// results may end in any registers, in any order.
/// </summary>
internal sealed class MinMaxModel : ISearchModel
{
    private static readonly bool[] Choices = [false, true];

    private readonly ushort[] _start;
    private readonly ulong[] _atLeast;

    /// <param name="problem">What is looked for.</param>
    public MinMaxModel(SortingProblem problem)
    {
        Problem = problem;
        var values = problem.Values;
        Functions = new MonotoneFunctions(values);
        int[] inputs = [.. Enumerable.Range(0, values)];
        Symmetries = new Symmetries([.. Permutations.Of(inputs).SelectMany(_ => Choices, (permutation, reverse) => Functions.Images(permutation, reverse))]);
        Hash = new OrbitHash(Symmetries);
        _start = [.. inputs.Select(input => (ushort)input)];
        _atLeast = [.. Enumerable.Range(0, 1 << values).Select(x => BitOperations.PopCount((uint)x) is var weight && weight == 0 ? ulong.MaxValue : Functions[Functions.Thresholds[weight - 1]])];
    }

    public SortingProblem Problem { get; }

    /// <summary>What registers can hold.</summary>
    public MonotoneFunctions Functions { get; }

    public Symmetries Symmetries { get; }

    public OrbitHash Hash { get; }

    public ReadOnlySpan<ushort> Start => _start;

    public bool IsEnd(ReadOnlySpan<ushort> members)
    {
        foreach (var threshold in Functions.Thresholds)
        {
            if (!members.Contains(threshold))
            {
                return false;
            }
        }

        return true;
    }

    public int Score(ReadOnlySpan<ushort> members) => Bound(members);

    public bool MayBecomeWanted(ReadOnlySpan<ushort> members, int left) => true;

    public Kernel? KernelOf(IReadOnlyList<int> instructions, ReadOnlySpan<ushort> end)
    {
        var places = new int[Problem.Registers];
        for (var register = Problem.Values; register < places.Length; register++)
        {
            places[register] = register;
        }

        for (var rank = 0; rank < Problem.Values; rank++)
        {
            var register = end.IndexOf(Functions.Thresholds[Problem.Values - 1 - rank]);
            if (register >= Problem.Values)
            {
                return null;
            }

            places[register] = rank;
        }

        return new Kernel(Problem.Values, Problem.Registers, [.. instructions.Select(instruction =>
        {
            var (operation, target, source) = MinMaxSuccessors.Decode(instruction, Problem.Registers);
            return new KernelInstruction(operation, places[target], places[source]);
        })]);
    }

    public string Describe(int thing) => Functions[thing].ToString("X8", CultureInfo.InvariantCulture);

    public ISuccessors CreateSuccessors() => new MinMaxSuccessors(this);

    /// <summary>
    /// The number of results that no register holds, since an instruction makes one of them at most; one more if none of these
    /// is the minimum or maximum of two registers.
    /// </summary>
    public int Bound(ReadOnlySpan<ushort> members)
    {
        var missing = 0;
        var isNear = false;
        foreach (var threshold in Functions.Thresholds)
        {
            if (!members.Contains(threshold))
            {
                missing++;
                isNear = isNear || IsNear(Functions[threshold], members);
            }
        }

        return missing == 0 || isNear ? missing : missing + 1;
    }

    /// <summary>Whether all results are still minima and maxima of what the registers hold, however many steps that takes.</summary>
    /// <remarks>
    /// A monotone function is one of given others, without constants, exactly if no input where it is one is, for all the others, below an
    /// input where it is zero: whenever it is one at x and zero at y, some of the others is one at x and zero at y.
    /// </remarks>
    public bool IsLive(ReadOnlySpan<ushort> members)
    {
        for (var x = 1; x < _atLeast.Length; x++)
        {
            var above = ulong.MaxValue;
            foreach (var member in members)
            {
                var table = Functions[member];
                above &= ((table >> x) & 1) != 0 ? table : ulong.MaxValue;
            }

            if ((above & ~_atLeast[x] & (Mask)) != 0)
            {
                return false;
            }
        }

        return true;
    }

    private ulong Mask => _atLeast.Length == 64 ? ulong.MaxValue : (1UL << _atLeast.Length) - 1;

    private bool IsNear(ulong result, ReadOnlySpan<ushort> members)
    {
        for (var i = 0; i < members.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (Functions[members[i]], Functions[members[j]]);
                if ((a & b) == result || (a | b) == result)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
