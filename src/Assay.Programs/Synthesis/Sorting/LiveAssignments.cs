using Assay.Programs.Synthesis.Kernels;

namespace Assay.Programs.Synthesis.Sorting;

/// <summary>
/// The assignments of registers and flags that are reached from some order of distinct values and from which sorting, into
/// some order of the registers, is still possible; each has a number.
/// </summary>
/// <remarks>
/// A program sorts every order, so that each assignment on its way is live. Where a successor is not live some value is lost,
/// and the program may be given up. Live assignments are found by a search forward from all orders and one backward from
/// the sorted ones.
/// </remarks>
internal sealed class LiveAssignments
{
    /// <summary>Stands for every assignment that is not live.</summary>
    public const ushort Dead = ushort.MaxValue;

    private readonly Dictionary<MachineAssignment, ushort> _numbers = [];
    private readonly List<MachineAssignment> _assignments = [];
    private readonly ushort[] _next;
    private readonly IReadOnlyList<int[]> _orders;

    public LiveAssignments(SortingProblem problem)
    {
        Problem = problem;
        _orders = [.. Orders.Strict(problem.Values)];
        var starts = _orders.Select(order => problem.Start(order)).ToList();
        foreach (var assignment in FindLive(starts))
        {
            _numbers.Add(assignment, checked((ushort)_assignments.Count));
            _assignments.Add(assignment);
        }

        Starts = [.. starts.Select(NumberOf)];
        _next = [.. problem.Instructions.SelectMany(_ => _assignments, (instruction, assignment) => NumberOf(assignment.After(instruction)))];
    }

    /// <summary>The problem that they belong to.</summary>
    public SortingProblem Problem { get; }

    /// <summary>How many there are.</summary>
    public int Count => _assignments.Count;

    /// <summary>The numbers of the assignments that a program starts with.</summary>
    public IReadOnlyList<ushort> Starts { get; }

    /// <summary>The assignment with a number.</summary>
    public MachineAssignment this[int number] => _assignments[number];

    /// <summary>The number of an assignment; <see cref="Dead"/> for one that is not live.</summary>
    public ushort NumberOf(MachineAssignment assignment) => _numbers.GetValueOrDefault(assignment, Dead);

    /// <summary>For each live assignment what an instruction makes of it.</summary>
    /// <param name="instruction">The position of the instruction in the problem's list.</param>
    public ReadOnlySpan<ushort> Next(int instruction) => _next.AsSpan(instruction * Count, Count);

    private List<MachineAssignment> FindLive(IEnumerable<MachineAssignment> starts)
    {
        // With comparisons in both orders the assignments are closed under the symmetries.
        var instructions = Problem.Instructions.Concat(Problem.Instructions
            .Where(instruction => instruction.Operation == KernelOperation.Cmp)
            .Select(instruction => new KernelInstruction(KernelOperation.Cmp, instruction.Source, instruction.Target))).ToList();
        List<MachineAssignment> reached = [.. starts];
        var known = reached.ToHashSet();
        var predecessors = new Dictionary<MachineAssignment, List<MachineAssignment>>();
        for (var i = 0; i < reached.Count; i++)
        {
            foreach (var next in instructions.Select(instruction => reached[i].After(instruction)).Distinct())
            {
                if (known.Add(next))
                {
                    reached.Add(next);
                }

                (predecessors.TryGetValue(next, out var list) ? list : predecessors[next] = []).Add(reached[i]);
            }
        }

        var goals = reached.Where(assignment => _orders.Any(order => Problem.IsInOrder(assignment, order))).ToList();
        var live = goals.ToHashSet();
        for (var i = 0; i < goals.Count; i++)
        {
            goals.AddRange(predecessors.GetValueOrDefault(goals[i], []).Where(live.Add));
        }

        return [.. reached.Where(live.Contains)];
    }
}
