namespace Assay.Programs.Deciders.Satisfiability;

/// <summary>The variables that may be decided, the most active on top (exponential VSIDS, as in MiniSat).</summary>
internal sealed class ActivityHeap
{
    private const double DecayFactor = 0.95;
    private const double Largest = 1e100;

    private double[] _activities = [];
    private int[] _places = [];
    private int[] _eligible = [];
    private int[] _heap = [];
    private int _count;
    private int _round;
    private double _step = 1;

    public void Reserve(int variables)
    {
        var old = _places.Length;
        Array.Resize(ref _activities, variables);
        Array.Resize(ref _places, variables);
        Array.Resize(ref _eligible, variables);
        Array.Resize(ref _heap, variables);
        Array.Fill(_places, -1, old, variables - old);
    }

    /// <summary>Holds these variables from now on, and no others.</summary>
    public void Fill(ReadOnlySpan<int> variables)
    {
        for (var i = 0; i < _count; i++)
        {
            _places[_heap[i]] = -1;
        }

        _count = 0;
        _round++;
        foreach (var variable in variables)
        {
            _eligible[variable] = _round;
            Reinsert(variable);
        }
    }

    public void Reinsert(int variable)
    {
        if (_places[variable] < 0 && _eligible[variable] == _round)
        {
            _places[variable] = _count;
            _heap[_count++] = variable;
            Up(_count - 1);
        }
    }

    public bool TryTake(out int variable)
    {
        if (_count == 0)
        {
            variable = -1;
            return false;
        }

        variable = _heap[0];
        _places[variable] = -1;
        if (--_count > 0)
        {
            _heap[0] = _heap[_count];
            _places[_heap[0]] = 0;
            Down(0);
        }

        return true;
    }

    public void Bump(int variable)
    {
        if ((_activities[variable] += _step) > Largest)
        {
            foreach (ref var activity in _activities.AsSpan())
            {
                activity /= Largest;
            }

            _step /= Largest;
        }

        if (_places[variable] >= 0)
        {
            Up(_places[variable]);
        }
    }

    public void Decay() => _step /= DecayFactor;

    /// <summary>Orders two variables, the one that would be decided first in front.</summary>
    public int Compare(int x, int y) => x == y ? 0 : IsBefore(x, y) ? -1 : 1;

    // Ties go to the later variable, which stands nearer to the output of a circuit.
    private bool IsBefore(int x, int y) => _activities[x] > _activities[y] || (_activities[x] == _activities[y] && x > y);

    private void Up(int at)
    {
        var variable = _heap[at];
        while (at > 0 && IsBefore(variable, _heap[(at - 1) / 2]))
        {
            Put(_heap[(at - 1) / 2], at);
            at = (at - 1) / 2;
        }

        Put(variable, at);
    }

    private void Down(int at)
    {
        var variable = _heap[at];
        while ((2 * at) + 1 < _count)
        {
            var child = (2 * at) + 1;
            if (child + 1 < _count && IsBefore(_heap[child + 1], _heap[child]))
            {
                child++;
            }

            if (!IsBefore(_heap[child], variable))
            {
                break;
            }

            Put(_heap[child], at);
            at = child;
        }

        Put(variable, at);
    }

    private void Put(int variable, int at)
    {
        _heap[at] = variable;
        _places[variable] = at;
    }
}
