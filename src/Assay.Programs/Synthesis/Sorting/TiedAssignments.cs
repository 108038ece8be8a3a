using Assay.Programs.Synthesis.Kernels;

namespace Assay.Programs.Synthesis.Sorting;

/// <summary>
/// The assignments that inputs with equal values reach and that can still be sorted, each with the values that it must end
/// with; and in how many instructions at least.
/// </summary>
internal sealed class TiedAssignments
{
    private readonly SortingProblem _problem;
    private readonly Dictionary<(MachineAssignment, string), int> _numbers = [];
    private readonly List<int> _distances = [];
    private readonly ushort[][] _next;

    public TiedAssignments(SortingProblem problem)
    {
        _problem = problem;
        var orders = Orders.Weak(problem.Values).Where(order => order.Max() < problem.Values).ToList();
        List<(MachineAssignment Assignment, string Target)> all = [];
        foreach (var group in orders.GroupBy(order => string.Join(' ', order.Order())))
        {
            foreach (var (assignment, distance) in Distances([.. group.Select(order => problem.Start(order))], [.. group.First().Order()]))
            {
                _numbers.Add((assignment, group.Key), all.Count);
                all.Add((assignment, group.Key));
                _distances.Add(distance);
            }
        }

        Starts = [.. orders.Select(order => (ushort)_numbers[(problem.Start(order), string.Join(' ', order.Order()))])];
        _next = [.. problem.Instructions.Select(instruction => all
            .Select(item => _numbers.TryGetValue((item.Assignment.After(instruction), item.Target), out var number) ? (ushort)number : LiveAssignments.Dead)
            .ToArray())];
    }

    /// <summary>How many there are.</summary>
    public int Count => _distances.Count;

    /// <summary>What the inputs with equal values start with.</summary>
    public IReadOnlyList<ushort> Starts { get; }

    /// <summary>For each what an instruction makes of it.</summary>
    public ReadOnlySpan<ushort> Next(int instruction) => _next[instruction];

    /// <summary>The least number of instructions that sort one of them, the others left aside.</summary>
    public int Distance(int number) => _distances[number];

    private IEnumerable<(MachineAssignment Assignment, int Distance)> Distances(List<MachineAssignment> starts, int[] target)
    {
        List<MachineAssignment> reached = [.. starts];
        var known = reached.ToHashSet();
        var predecessors = new Dictionary<MachineAssignment, List<MachineAssignment>>();
        for (var i = 0; i < reached.Count; i++)
        {
            foreach (var next in _problem.Instructions.Select(instruction => reached[i].After(instruction)).Distinct())
            {
                if (known.Add(next))
                {
                    reached.Add(next);
                }

                (predecessors.TryGetValue(next, out var list) ? list : predecessors[next] = []).Add(reached[i]);
            }
        }

        var queue = new Queue<(MachineAssignment, int)>(reached.Where(assignment => _problem.IsInOrder(assignment, target)).Select(goal => (goal, 0)));
        var seen = queue.Select(entry => entry.Item1).ToHashSet();
        while (queue.TryDequeue(out var entry))
        {
            yield return entry;
            foreach (var before in predecessors.GetValueOrDefault(entry.Item1, []).Where(seen.Add))
            {
                queue.Enqueue((before, entry.Item2 + 1));
            }
        }
    }
}
