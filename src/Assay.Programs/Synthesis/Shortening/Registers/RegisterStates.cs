namespace Assay.Programs.Synthesis.Shortening.Registers;

/// <summary>Different states of all registers on all tests, each with the way to it.</summary>
internal sealed class RegisterStates
{
    private const int BytesOfWay = 16;

    private readonly int _length;
    private readonly long _most;
    private ulong[] _numbers;
    private int[] _slots = new int[1 << 12];
    private (int Parent, int Instruction)[] _ways = new (int, int)[1 << 10];

    /// <param name="length">Numbers in a state.</param>
    /// <param name="memory">Bytes that all may take.</param>
    public RegisterStates(int length, long memory)
    {
        _length = length;
        // While the room grows, the old and the new are there.
        _most = Math.Min(memory / 2 / ((length * sizeof(ulong)) + BytesOfWay), Array.MaxLength / Math.Max(1, length));
        _numbers = new ulong[length << 10];
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there is room for no more.</summary>
    public bool IsFull => Count >= _most;

    /// <summary>A state; valid until one is added.</summary>
    public ReadOnlySpan<ulong> this[int state] => _numbers.AsSpan(state * _length, _length);

    /// <summary>Adds a state unless it is there.</summary>
    public bool TryAdd(ReadOnlySpan<ulong> state, int parent, int instruction)
    {
        Reserve();
        var slot = Slot(state);
        if (_slots[slot] != 0)
        {
            return false;
        }

        state.CopyTo(_numbers.AsSpan(Count * _length));
        _ways[Count] = (parent, instruction);
        _slots[slot] = ++Count;
        return true;
    }

    /// <summary>The instructions on the way to a state, in order.</summary>
    public List<int> WayTo(int state)
    {
        List<int> way = [];
        for (; state > 0; state = _ways[state].Parent)
        {
            way.Insert(0, _ways[state].Instruction);
        }

        return way;
    }

    /// <summary>Removes the states from this one on.</summary>
    public void Truncate(int count)
    {
        Count = count;
        Rehash(_slots.Length);
    }

    private void Reserve()
    {
        if (Count < _ways.Length)
        {
            return;
        }

        var more = (int)Math.Min(2L * _ways.Length, _most + 1);
        Array.Resize(ref _numbers, more * _length);
        Array.Resize(ref _ways, more);
        if (_slots.Length < 2 * more)
        {
            Rehash(2 * _slots.Length);
        }
    }

    private void Rehash(int slots)
    {
        _slots = new int[slots];
        for (var state = 0; state < Count; state++)
        {
            _slots[Slot(this[state])] = state + 1;
        }
    }

    // Where the state is, or would be.
    private int Slot(ReadOnlySpan<ulong> state)
    {
        var hash = 0UL;
        foreach (var number in state)
        {
            hash = (hash ^ number) * 0x9E3779B97F4A7C15UL;
            hash ^= hash >> 29;
        }

        var slot = (int)(hash >> 33) & (_slots.Length - 1);
        while (_slots[slot] is var taken && taken != 0 && !state.SequenceEqual(this[taken - 1]))
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        return slot;
    }
}
