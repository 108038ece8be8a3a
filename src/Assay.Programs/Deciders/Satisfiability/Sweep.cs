using Assay.Programs.Circuits;
namespace Assay.Programs.Deciders.Satisfiability;

/// <summary>
/// Goes through a circuit from its inputs up, merges every node with an earlier one that is equal to it, by structure or
/// by a small proof, and gives the clauses of what is left to the solver.
/// </summary>
internal sealed class Sweep
{
    private const int FirstWords = 8;
    private const int NodesBetweenPolls = 4096;

    private readonly Circuit _circuit;
    private readonly bool[] _cone;
    private readonly SatSolver _solver;
    private readonly ProofLog _proof;
    private readonly SweepLimits _limits;
    private readonly Func<bool> _poll;
    private readonly int[] _representatives;
    private readonly Gate[] _gates;
    private readonly List<int> _computed = [];
    private readonly Dictionary<Gate, int> _known = [];
    private readonly GateBuilder _builder;
    private readonly Simulation _simulation;
    private readonly List<int> _coneNodes = [];
    private readonly int[] _coneStamps;
    private int _coneStamp;
    private int _node;
    private bool _isNew;
    private Gate _built;

    public Sweep(
        Circuit circuit, bool[] cone, IReadOnlyList<int[]> words, SatSolver solver, ProofLog proof, SweepLimits limits, Func<bool> poll)
    {
        (_circuit, _cone, _solver, _proof, _limits, _poll) = (circuit, cone, solver, proof, limits, poll);
        _representatives = [.. Enumerable.Range(0, circuit.Count).Select(node => 2 * node)];
        _gates = new Gate[circuit.Count];
        _coneStamps = new int[circuit.Count];
        _builder = new GateBuilder(node => _gates[node], Build);
        _simulation = new Simulation(node => _gates[node], circuit.Count);
        if (limits.Effort > 0)
        {
            var patterns = new SimulationPatterns(words);
            for (var round = 0; round < FirstWords; round++)
            {
                var word = _simulation.NewWord();
                patterns.Fill(round, (node, values) => word[node] = values);
                _simulation.AddWord(word, _computed);
            }
        }
    }

    public int Merged { get; private set; }

    /// <summary>The variables that the solver has to give values to.</summary>
    public int[] Decidable => [.. _computed];

    /// <summary>The earliest literal that is known to be equal.</summary>
    public int Representative(int literal) => _representatives[literal >> 1] ^ (literal & 1);

    /// <summary>Gives the solver the clauses of all gates, merged where that is allowed.</summary>
    /// <param name="isOver">Called now and then; true ends it.</param>
    /// <returns>Whether it came to its end; else nothing that it gave means anything.</returns>
    public bool Run(Func<bool> isOver)
    {
        for (var node = 1; node < _circuit.Count; node++)
        {
            if (node % NodesBetweenPolls == 0 && isOver())
            {
                return false;
            }

            if (!_cone[node])
            {
                continue;
            }

            if (_circuit[node].Kind == GateKind.Input)
            {
                _computed.Add(node);
                KeepForComparison(node);
            }
            else
            {
                Take(node, _circuit[node]);
            }
        }

        return true;
    }

    private void Take(int node, Gate original)
    {
        var gate = original with { A = Representative(original.A), B = Representative(original.B), C = Representative(original.C) };
        (_node, _isNew) = (node, false);
        var literal = _builder.Of(gate);
        if (!_isNew || literal >> 1 != node)
        {
            Merge(node, literal, gate);
            return;
        }

        // The node computes the built gate, negated when the normal form says so.
        var output = literal;
        _known[_built] = output;
        _gates[node] = output == 2 * node ? _built : _gates[node];
        var isDerived = _built != original || output != 2 * node;
        var built = _built;
        GateClauses.Of(output, built, clause =>
        {
            if (isDerived)
            {
                Derive(clause, gate);
            }

            _solver.Add(clause);
        });
        _computed.Add(node);
        if (_limits.Effort == 0)
        {
            return;
        }

        _gates[node] = output == 2 * node ? built : gate;
        _simulation.Compute(node);
        if (_simulation.Words <= _limits.Words && !_poll() && Equal(node) is var equal and >= 0)
        {
            _representatives[node] = equal;
            Merged++;
            _computed.RemoveAt(_computed.Count - 1);
        }
        else
        {
            _simulation.Keep(node);
        }
    }

    private void KeepForComparison(int node)
    {
        if (_limits.Effort > 0)
        {
            _simulation.Keep(node);
        }
    }

    private int Build(Gate gate)
    {
        if (_known.TryGetValue(gate, out var literal))
        {
            return literal;
        }

        (_isNew, _built) = (true, gate);
        return 2 * _node;
    }

    private void Merge(int node, int literal, Gate gate)
    {
        _representatives[node] = literal;
        Merged++;
        foreach (var (n, other) in new[] { ((2 * node) ^ 1, literal), (2 * node, literal ^ 1) })
        {
            // n -> literal, then literal -> n; constants leave a unit or nothing.
            if (other == Circuit.False)
            {
                Derive([n], gate);
            }
            else if (other != Circuit.True)
            {
                Derive([n, other], gate);
            }
        }
    }

    // Unit propagation sees through most gates; through the others once one input is fixed.
    private void Derive(ReadOnlySpan<int> clause, in Gate gate)
    {
        if (gate.Kind is GateKind.Xor or GateKind.Choice or GateKind.Majority && gate.A > 1 && clause.Length < 4)
        {
            Span<int> split = stackalloc int[clause.Length + 1];
            clause.CopyTo(split);
            split[^1] = gate.A;
            if (!clause.Contains(gate.A) && !clause.Contains(gate.A ^ 1))
            {
                _proof.Add(split);
                _proof.Add(clause);
                _proof.Delete(split);
                return;
            }
        }

        _proof.Add(clause);
    }

    // An earlier literal that is proved equal, or -1.
    private int Equal(int node)
    {
        while (_simulation.Words <= _limits.Words)
        {
            var candidate = _simulation.Candidate(node);
            if (candidate < 0)
            {
                return -1;
            }

            var positive = Implies(2 * node, candidate);
            var negative = positive == SatAnswer.Unsatisfiable ? Implies((2 * node) ^ 1, candidate ^ 1) : positive;
            if (positive == SatAnswer.Unsatisfiable && negative == SatAnswer.Unsatisfiable)
            {
                return candidate;
            }

            if (positive == SatAnswer.Unknown || negative == SatAnswer.Unknown)
            {
                return -1;
            }

            Distinguish();
        }

        return -1;
    }

    // Whether x -> y follows; it is kept as a clause then.
    private SatAnswer Implies(int x, int y)
    {
        if (y == Circuit.True)
        {
            return SatAnswer.Unsatisfiable;
        }

        int[] assumptions = y == Circuit.False ? [x] : [x, y ^ 1];
        var answer = _solver.Solve(assumptions, ConeOf(x >> 1, y >> 1), _limits.Effort, _poll);
        if (answer == SatAnswer.Unsatisfiable)
        {
            int[] clause = y == Circuit.False ? [x ^ 1] : [x ^ 1, y];
            _proof.Add(clause);
            _solver.Add(clause);
        }

        return answer;
    }

    private ReadOnlySpan<int> ConeOf(int x, int y)
    {
        _coneStamp++;
        _coneNodes.Clear();
        Mark(x);
        Mark(y);
        for (var i = 0; i < _coneNodes.Count; i++)
        {
            var gate = _gates[_coneNodes[i]];
            Mark(gate.A >> 1);
            Mark(gate.B >> 1);
            Mark(gate.C >> 1);
        }

        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_coneNodes);
    }

    private void Mark(int node)
    {
        if (node > 0 && _coneStamps[node] != _coneStamp)
        {
            _coneStamps[node] = _coneStamp;
            _coneNodes.Add(node);
        }
    }

    // The model tells the two nodes apart; its neighbours, one input changed in each, often tell more apart.
    private void Distinguish()
    {
        var word = _simulation.NewWord();
        var pattern = 1;
        foreach (var node in _computed.Where(node => _gates[node].Kind == GateKind.Input))
        {
            word[node] = _solver.ValueOf(2 * node) > 0 ? ulong.MaxValue : 0;
            if (_coneStamps[node] == _coneStamp && pattern < 64)
            {
                word[node] ^= 1UL << pattern++;
            }
        }

        _simulation.AddWord(word, _computed);
    }
}
