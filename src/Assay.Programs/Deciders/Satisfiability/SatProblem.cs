using Assay.Programs.Certificates;
using Assay.Programs.Circuits;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders.Satisfiability;

/// <summary>A goal as a circuit whose root has to be true.</summary>
internal sealed class SatProblem
{
    private readonly Circuit _circuit;
    private readonly int _root;
    private readonly BitBlaster _blaster;
    private readonly FloatLowering _lowering;

    private SatProblem(Circuit circuit, int root, BitBlaster blaster, FloatLowering lowering, Func<bool> poll)
    {
        (_circuit, _root, _blaster, _lowering) = (circuit, root, blaster, lowering);
        Solver = new CircuitSolver(circuit, [root], [.. blaster.Variables.Values], poll);
    }

    public CircuitSolver Solver { get; }

    /// <summary>Why a target cannot become gates, or null.</summary>
    public static string? Refuses(Term target) => FloatLowering.Refuses(target);

    public static SatProblem Create(Goal goal, Func<bool> poll)
    {
        var circuit = new Circuit();
        var blaster = new BitBlaster(circuit);
        var lowering = new FloatLowering(goal.Terms);
        return new SatProblem(circuit, blaster.Of(lowering.Of(goal.Target))[0], blaster, lowering, poll);
    }

    /// <summary>The value of an input in the model that was found.</summary>
    public Value ValueOf(Term input)
    {
        Bits128 bits = 0;
        if (_blaster.Variables.TryGetValue(_lowering.Variables.GetValueOrDefault(input, input), out var literals))
        {
            for (var i = 0; i < literals.Length; i++)
            {
                bits |= (Solver.ValueOf(literals[i]) ? Bits128.One : 0) << i;
            }
        }

        return new Value(input.Sort, bits);
    }

    /// <summary>The clauses that say that the root is true.</summary>
    public Cnf Formula() => CircuitFormula.Of(_circuit, [_root]);
}
