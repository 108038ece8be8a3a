using System.Globalization;
using Assay.Programs.Synthesis.Kernels;
using Assay.Programs.Synthesis.Layers;

namespace Assay.Programs.Synthesis.Sorting;

/// <summary>What a search for kernels of any length needs to know about its problem.</summary>
internal sealed class SearchModel : ISearchModel
{
    // Four values have 24 orders, which fit the bits of a word.
    private const int MostForMasks = 4;

    private readonly ushort[] _start;

    /// <param name="problem">What is looked for.</param>
    /// <param name="cancellation">Ends the preparation.</param>
    /// <param name="useSymmetries">Whether states that are images of each other count as one.</param>
    public SearchModel(SortingProblem problem, CancellationToken cancellation, bool useSymmetries = true)
    {
        Problem = problem;
        Live = new LiveAssignments(problem);
        Forms = new OrbitHash(Symmetries = KernelSymmetries.Of(Live, onlyIdentity: !useSymmetries));
        Moves = problem.Values <= MostForMasks ? new MoveDistances(Live, cancellation) : new AscendingDistances(Live, cancellation);
        Comparisons = new ComparisonBound(Live);
        _start = [.. Live.Starts.Order()];
        IsAscending = !useSymmetries;
    }

    public SortingProblem Problem { get; }

    public LiveAssignments Live { get; }

    public Symmetries Symmetries { get; }

    public ICanonicalForm Forms { get; }

    public IMoveDistances Moves { get; }

    public ComparisonBound Comparisons { get; }

    public ReadOnlySpan<ushort> Start => _start;

    /// <summary>Whether kernels sort into ascending order only; with symmetries they sort into any order of the registers.</summary>
    public bool IsAscending { get; }

    public bool IsEnd(ReadOnlySpan<ushort> members) => Moves.MayDo(members, 0, IsAscending);

    // For many values the bounds take long, and the number of different contents of the value registers guides better; it is what
    // Ullrich and Hack (CGO 2025) order states by.
    public int Score(ReadOnlySpan<ushort> members)
    {
        if (Problem.Values <= MostForMasks)
        {
            return (Bound(members) * (Live.Starts.Count + 1)) + members.Length;
        }

        var contents = new HashSet<ulong>();
        foreach (var member in members)
        {
            contents.Add(Live[member].Registers & ((1UL << (4 * Problem.Values)) - 1));
        }

        return (contents.Count * Live.Starts.Count) + Comparisons.Of(members, stackalloc byte[Comparisons.Groups]);
    }

    public bool MayBecomeWanted(ReadOnlySpan<ushort> members, int left) => Moves.MayDo(members, left, isAscending: true);

    public bool IsFirstOfRenamings(IReadOnlyList<int> instructions) => true;

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
            if (Moves.MayDo(members, moves, IsAscending))
            {
                return comparisons + moves;
            }
        }
    }
}
