namespace Assay.Programs.Frontends.Alive;

/// <summary>
/// What a rewrite says about the widths of its values. Every value has a slot; slots of equal type are joined to a class,
/// and classes have a width that is written, or open within limits.
/// </summary>
internal sealed class TypeRules
{
    /// <summary>The widest integers.</summary>
    public const int Widest = 128;

    private readonly List<int> _parents = [];
    private readonly Dictionary<int, int> _written = [];
    private readonly List<(int Narrow, int Wide)> _orders = [];
    private readonly List<(int Slot, int Bits)> _leasts = [];
    private readonly HashSet<int> _inPrograms = [];
    private readonly Dictionary<string, int> _named = [];

    /// <summary>Pairs of slots where the first is narrower than the second.</summary>
    public IReadOnlyList<(int Narrow, int Wide)> Orders => _orders;

    /// <summary>The least widths that literals need.</summary>
    public IReadOnlyList<(int Slot, int Bits)> Leasts => _leasts;

    public int New()
    {
        _parents.Add(_parents.Count);
        return _parents.Count - 1;
    }

    /// <summary>The slot of a type that has a name, such as <c>Ty</c>.</summary>
    public int Named(string name)
    {
        if (!_named.TryGetValue(name, out var slot))
        {
            _named[name] = slot = New();
        }

        return slot;
    }

    /// <summary>The representative of a slot's class.</summary>
    public int Class(int slot)
    {
        while (_parents[slot] != slot)
        {
            _parents[slot] = _parents[_parents[slot]];
            slot = _parents[slot];
        }

        return slot;
    }

    /// <summary>The width that the text gives to the class of a slot, or null.</summary>
    public int? Written(int slot) => _written.TryGetValue(Class(slot), out var width) ? width : null;

    /// <summary>Whether the source or target has values of this class, not the precondition alone.</summary>
    public bool IsInPrograms(int slot) => _inPrograms.Any(other => Class(other) == Class(slot));

    /// <summary>Says that the source or target has a value with this slot.</summary>
    public void MarkInProgram(int slot) => _inPrograms.Add(slot);

    /// <summary>Says that two values have the same type.</summary>
    public void Same(int a, int b, int offset)
    {
        (a, b) = (Class(a), Class(b));
        if (a == b)
        {
            return;
        }

        if (_written.TryGetValue(a, out var x) && _written.TryGetValue(b, out var y) && x != y)
        {
            throw new RewriteException(offset, $"These values must have one type, but one is i{x} and the other i{y}.", "Correct the types that are written.");
        }

        _parents[b] = a;
        if (_written.Remove(b, out var width))
        {
            _written[a] = width;
        }
    }

    /// <summary>Says that a value has this width.</summary>
    public void Fix(int slot, int width, int offset)
    {
        var fixedSlot = New();
        _written[fixedSlot] = width;
        Same(slot, fixedSlot, offset);
    }

    /// <summary>Says that one value is narrower than another.</summary>
    public void Narrower(int narrow, int wide) => _orders.Add((narrow, wide));

    /// <summary>Says that a value needs so many bits, unless its width is written.</summary>
    public void AtLeast(int slot, int bits) => _leasts.Add((slot, bits));

    /// <summary>The classes of all slots, in the order of the text.</summary>
    public IEnumerable<int> Classes() => Enumerable.Range(0, _parents.Count).Select(Class).Distinct();
}
