namespace Assay.Programs.Circuits;

/// <summary>What a gate of a <see cref="Circuit"/> computes.</summary>
internal enum GateKind : byte
{
    /// <summary>Free; node 0, the constant false, counts as one.</summary>
    Input,

    /// <summary>A and B.</summary>
    And,

    /// <summary>A or B, but not both.</summary>
    Xor,

    /// <summary>B where A holds, else C.</summary>
    Choice,

    /// <summary>At least two of A, B and C: the carry of a full adder.</summary>
    Majority,
}

/// <summary>One gate; its inputs are literals of earlier nodes.</summary>
internal readonly record struct Gate(GateKind Kind, int A = 0, int B = 0, int C = 0);

/// <summary>
/// A combinational circuit: an and-inverter graph with exclusive or, choice and majority as further gates. A literal is
/// twice the node, plus one when it is negated. Node 0 is the constant false.
/// </summary>
internal sealed class Circuit
{
    public const int False = 0;
    public const int True = 1;

    private readonly List<Gate> _gates = [default];
    private readonly int _limit;

    /// <param name="limit">The greatest number of nodes before <see cref="TooManyGatesException"/>.</param>
    public Circuit(int limit = 4_000_000) => _limit = limit;

    public int Count => _gates.Count;

    public Gate this[int node] => _gates[node];

    /// <summary>A free literal.</summary>
    public int Input() => Add(default);

    /// <summary>The literal of a new gate, as it stands.</summary>
    public int Add(Gate gate)
    {
        if (_gates.Count >= _limit)
        {
            throw new TooManyGatesException(_limit);
        }

        _gates.Add(gate);
        return 2 * (_gates.Count - 1);
    }

    /// <summary>Marks the nodes that some literals depend on, themselves included.</summary>
    public bool[] Cone(IEnumerable<int> roots)
    {
        var marked = new bool[Count];
        var last = 0;
        foreach (var root in roots)
        {
            marked[root >> 1] = true;
            last = Math.Max(last, root >> 1);
        }

        for (var node = last; node > 0; node--)
        {
            if (marked[node])
            {
                // What a gate does not use is 0, the constant.
                var gate = _gates[node];
                marked[gate.A >> 1] = marked[gate.B >> 1] = marked[gate.C >> 1] = true;
            }
        }

        return marked;
    }
}

/// <summary>Thrown when a goal would need more gates than its budget allows.</summary>
internal sealed class TooManyGatesException(int limit) : Exception($"The goal unfolds into more than {limit:N0} gates.");
