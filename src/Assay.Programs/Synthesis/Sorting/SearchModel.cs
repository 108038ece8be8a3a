namespace Assay.Programs.Synthesis.Sorting;

/// <summary>What a search for kernels of any length needs to know about its problem.</summary>
internal sealed class SearchModel
{
    /// <param name="problem">What is looked for.</param>
    /// <param name="cancellation">Ends the preparation.</param>
    /// <param name="useSymmetries">Whether states that are images of each other count as one.</param>
    public SearchModel(SortingProblem problem, CancellationToken cancellation, bool useSymmetries = true)
    {
        Problem = problem;
        Live = new LiveAssignments(problem);
        Hash = new OrbitHash(Symmetries = new Symmetries(Live, onlyIdentity: !useSymmetries));
        Moves = new MoveDistances(Live, cancellation);
        Comparisons = new ComparisonBound(Live);
        Orders = useSymmetries ? Moves.AllOrders : 1;
    }

    public SortingProblem Problem { get; }

    public LiveAssignments Live { get; }

    public Symmetries Symmetries { get; }

    public OrbitHash Hash { get; }

    public MoveDistances Moves { get; }

    public ComparisonBound Comparisons { get; }

    /// <summary>The orders of the registers into which a kernel may sort; without symmetries only the ascending one.</summary>
    public uint Orders { get; }

    /// <summary>The least number of instructions that the bounds leave possible from a state on.</summary>
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
