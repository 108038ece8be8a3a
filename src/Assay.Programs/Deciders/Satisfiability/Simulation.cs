using Assay.Programs.Circuits;
namespace Assay.Programs.Deciders.Satisfiability;

/// <summary>
/// The values of the nodes of a circuit on many patterns at once, and which earlier nodes agree with a node, or with its
/// negation, on all of them.
/// </summary>
internal sealed class Simulation(Func<int, Gate> gateOf, int nodes)
{
    private readonly List<ulong[]> _words = [];
    private readonly List<int> _representatives = [Circuit.False];
    private Dictionary<ulong, List<int>> _classes = [];

    public int Words => _words.Count;

    /// <summary>Adds 64 patterns; nodes that were computed before are computed for them as well.</summary>
    /// <param name="inputs">The values of the inputs by node.</param>
    /// <param name="computed">The computed nodes in order.</param>
    public void AddWord(ulong[] inputs, IReadOnlyList<int> computed)
    {
        _words.Add(inputs);
        foreach (var node in computed)
        {
            Compute(node, inputs);
        }

        _classes = [];
        foreach (var node in _representatives)
        {
            Class(node).Add(node);
        }
    }

    public ulong[] NewWord() => new ulong[nodes];

    /// <summary>Computes a node from its inputs.</summary>
    public void Compute(int node)
    {
        foreach (var word in _words)
        {
            Compute(node, word);
        }
    }

    /// <summary>The earlier literal that agrees with a node on all patterns, or -1.</summary>
    public int Candidate(int node)
    {
        var sign = Sign(node);
        foreach (var other in Class(node))
        {
            var flip = (Sign(other) ^ sign) == 1 ? ulong.MaxValue : 0;
            if (_words.TrueForAll(word => word[node] == (word[other] ^ flip)))
            {
                return (2 * other) | (Sign(other) ^ sign);
            }
        }

        return -1;
    }

    /// <summary>Lets later nodes be compared with a node.</summary>
    public void Keep(int node)
    {
        _representatives.Add(node);
        Class(node).Add(node);
    }

    private int Sign(int node) => (int)(_words[0][node] & 1);

    private List<int> Class(int node)
    {
        var flip = Sign(node) == 1 ? ulong.MaxValue : 0;
        var hash = 0UL;
        foreach (var word in _words)
        {
            hash = (hash ^ word[node] ^ flip) * 0x9E37_79B9_7F4A_7C15;
            hash ^= hash >> 29;
        }

        if (!_classes.TryGetValue(hash, out var found))
        {
            _classes[hash] = found = [];
        }

        return found;
    }

    private void Compute(int node, ulong[] word)
    {
        var gate = gateOf(node);
        if (gate.Kind == GateKind.Input)
        {
            return;
        }

        var (a, b, c) = (Of(gate.A, word), Of(gate.B, word), Of(gate.C, word));
        word[node] = gate.Kind switch
        {
            GateKind.And => a & b,
            GateKind.Xor => a ^ b,
            GateKind.Choice => (a & b) | (~a & c),
            _ => (a & b) | (c & (a | b)),
        };
    }

    private static ulong Of(int literal, ulong[] word) => word[literal >> 1] ^ ((literal & 1) == 1 ? ulong.MaxValue : 0);
}
