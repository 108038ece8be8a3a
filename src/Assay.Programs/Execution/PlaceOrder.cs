namespace Assay.Programs.Execution;

/// <summary>
/// The order in which places of a program run when several are pending, so that paths meet again as early as they can: a weak
/// topological order (Bourdoncle, 1993) with the head of each loop behind its body. What is left of one round of a loop
/// runs before the next round starts, and what follows a loop runs when no path is inside it any more.
/// </summary>
internal sealed class PlaceOrder
{
    private readonly int[] _ranks;
    private int _next;

    /// <param name="count">The number of places.</param>
    /// <param name="successors">Where the program may go on after each place.</param>
    public PlaceOrder(int count, Func<int, IEnumerable<int>> successors)
    {
        _ranks = new int[count];
        var next = Enumerable.Range(0, count).Select(place => successors(place).Where(to => to < count).ToArray()).ToArray();
        Rank([.. Enumerable.Range(0, count)], next);
    }

    public int Rank(int place) => _ranks[place];

    private void Rank(int[] places, int[][] successors)
    {
        var inside = new HashSet<int>(places);
        var components = StrongComponents(places, inside, successors);

        // Tarjan finds a component after all that follow it.
        for (var i = components.Count - 1; i >= 0; i--)
        {
            var component = components[i];
            if (component.Length == 1)
            {
                _ranks[component[0]] = _next++;
                continue;
            }

            var members = new HashSet<int>(component);
            var entered = places.Where(place => !members.Contains(place)).SelectMany(place => successors[place]).Where(members.Contains);
            var head = entered.DefaultIfEmpty(component.Min()).Min();
            Rank([.. component.Where(place => place != head)], successors);
            _ranks[head] = _next++;
        }
    }

    // Tarjan, 1972, with the recursion on a stack of our own.
    private static List<int[]> StrongComponents(int[] places, HashSet<int> inside, int[][] successors)
    {
        List<int[]> components = [];
        Dictionary<int, (int Index, int Low, bool Open)> seen = [];
        Stack<int> open = [];
        Stack<(int Place, int Edge)> path = [];
        foreach (var root in places.Where(place => !seen.ContainsKey(place)))
        {
            Enter(root);
            while (path.TryPop(out var top))
            {
                var (place, edge) = top;
                if (edge < successors[place].Length)
                {
                    path.Push((place, edge + 1));
                    var to = successors[place][edge];
                    if (inside.Contains(to) && !seen.ContainsKey(to))
                    {
                        Enter(to);
                    }
                    else if (inside.Contains(to) && seen[to].Open)
                    {
                        Lower(place, seen[to].Index);
                    }

                    continue;
                }

                var (index, low, _) = seen[place];
                if (index == low)
                {
                    components.Add(Close(place));
                }

                if (path.TryPeek(out var caller))
                {
                    Lower(caller.Place, low);
                }
            }
        }

        return components;

        void Enter(int place)
        {
            seen[place] = (seen.Count, seen.Count, true);
            open.Push(place);
            path.Push((place, 0));
        }

        void Lower(int place, int low) => seen[place] = seen[place] with { Low = Math.Min(seen[place].Low, low) };

        int[] Close(int root)
        {
            List<int> component = [];
            int place;
            do
            {
                place = open.Pop();
                seen[place] = seen[place] with { Open = false };
                component.Add(place);
            }
            while (place != root);

            return [.. component];
        }
    }
}
