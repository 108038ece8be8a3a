using System.Runtime.CompilerServices;
using Assay.Programs.Execution;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>The instructions of a method as numbered places, found out once for all its calls.</summary>
internal sealed class MethodLayout
{
    // Depends on the method alone, so that all executions share it.
    private static readonly ConditionalWeakTable<MethodDefinition, MethodLayout> Known = [];

    private readonly Dictionary<Instruction, int> _places = [];
    private readonly HashSet<int> _joins = [];

    private MethodLayout(MethodDefinition method)
    {
        Code = [.. method.Body.Instructions];
        for (var i = 0; i < Code.Length; i++)
        {
            _places[Code[i]] = i;
        }

        foreach (var instruction in Code)
        {
            _joins.UnionWith(Targets(instruction).Select(PlaceOf));
        }

        Order = new PlaceOrder(Code.Length, Successors);
    }

    public static MethodLayout Of(MethodDefinition method) => Known.GetValue(method, key => new MethodLayout(key));

    public Instruction[] Code { get; }

    public PlaceOrder Order { get; }

    public int PlaceOf(Instruction instruction) => _places[instruction];

    /// <summary>Whether a jump goes to this place.</summary>
    public bool IsJoin(int place) => _joins.Contains(place);

    private IEnumerable<int> Successors(int place)
    {
        var instruction = Code[place];
        var targets = Targets(instruction).Select(PlaceOf);
        return instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw ? targets : targets.Append(place + 1);
    }

    private static IEnumerable<Instruction> Targets(Instruction instruction) => instruction.Operand switch
    {
        Instruction target => [target],
        Instruction[] targets => targets,
        _ => [],
    };
}
