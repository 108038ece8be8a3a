using System.Globalization;
using Assay.Programs.Synthesis.Kernels;
using Assay.Programs.Synthesis.Layers;

namespace Assay.Programs.Synthesis.Sorting;

/// <summary>What a search for kernels of any length needs to know about its problem.</summary>
internal sealed class SearchModel : ISearchModel
{
    private readonly ushort[] _start;

    /// <param name="problem">What is looked for.</param>
    /// <param name="cancellation">Ends the preparation.</param>
    /// <param name="useSymmetries">Whether states that are images of each other count as one.</param>
    public SearchModel(SortingProblem problem, CancellationToken cancellation, bool useSymmetries = true)
    {
        Problem = problem;
        Live = new LiveAssignments(problem);
        Forms = new OrbitHash(Symmetries = KernelSymmetries.Of(Live, onlyIdentity: !useSymmetries));
        Moves = new MoveDistances(Live, cancellation);
        Comparisons = new ComparisonBound(Live);
        _start = [.. Live.Starts.Order()];
        Orders = useSymmetries ? Moves.AllOrders : 1;
    }

    public SortingProblem Problem { get; }

    public LiveAssignments Live { get; }

    public Symmetries Symmetries { get; }

    public ICanonicalForm Forms { get; }

    public MoveDistances Moves { get; }

    public ComparisonBound Comparisons { get; }

    public ReadOnlySpan<ushort> Start => _start;

    /// <summary>The orders of the registers into which a kernel may sort; without symmetries only the ascending one.</summary>
    public uint Orders { get; }

    public bool IsEnd(ReadOnlySpan<ushort> members) => Moves.Orders(members, 0, Orders) != 0;

    public int Score(ReadOnlySpan<ushort> members) => (Bound(members) * (Live.Starts.Count + 1)) + members.Length;

    // The first order is the ascending one.
    public bool MayBecomeWanted(ReadOnlySpan<ushort> members, int left) => Moves.Orders(members, left, 1) != 0;

    public bool IsWanted(ReadOnlySpan<ushort> end) => MayBecomeWanted(end, 0);

    public Kernel? KernelOf(IReadOnlyList<int> instructions, ReadOnlySpan<ushort> end)
    {
        var held = Live[end[0]];
        var places = new int[Problem.Registers];
        for (var register = 0; register < places.Length; register++)
        {
            places[register] = register < Problem.Values ? held[register] - Problem.FirstRank : register;
        }

        return new Kernel(Problem.Values, Problem.Registers, [.. instructions
            .Select(instruction => Problem.Instructions[instruction])
            .Select(instruction => new KernelInstruction(instruction.Operation, places[instruction.Target], places[instruction.Source]))]);
    }

    private string Describe(MachineAssignment assignment)
    {
        var registers = Enumerable.Range(0, Problem.Registers)
            .Select(register => assignment[register] == 0 ? "-" : assignment[register].ToString(CultureInfo.InvariantCulture));
        return $"{string.Join(' ', registers)} {"?<=>"[(int)assignment.Flags]}";
    }

    public IReadOnlyList<string> Members => [.. Enumerable.Range(0, Live.Count).Select(number => Describe(Live[number]))];

    public ISuccessors CreateSuccessors() => new KernelSuccessors(this);

    public int Bound(ReadOnlySpan<ushort> members)
    {
        var comparisons = Comparisons.Of(members, stackalloc byte[Comparisons.Groups]);
        for (var moves = 0; ; moves++)
        {
            if (Moves.Orders(members, moves, Orders) != 0)
            {
                return comparisons + moves;
            }
        }
    }
}
