using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>Executes one call of one method on terms. A nested call is a nested explorer.</summary>
internal sealed partial class MethodExplorer : PathExplorer<CilState>
{
    private readonly CilProgram _program;
    private readonly MethodDefinition _method;
    private readonly GenericScope _scope;
    private readonly int _depth;
    private readonly MethodLayout _layout;
    private int[] _arguments = [];
    private int[] _locals = [];
    private ClrType[] _argumentTypes = [];
    private ClrType[] _localTypes = [];
    private TypeReference? _constrained;
    private (Term Condition, CilState State)? _exit;

    public MethodExplorer(CilProgram program, MethodDefinition method, GenericScope scope, int depth)
        : base(program.Terms, program.Limits, program.LayoutOf(method).Order)
    {
        _program = program;
        _method = method;
        _scope = scope;
        _depth = depth;
        _layout = program.LayoutOf(method);
    }

    /// <summary>Runs the method.</summary>
    /// <param name="condition">On which inputs the call is made.</param>
    /// <param name="state">The caller's cells; owned by the callee from here on.</param>
    /// <param name="arguments">The arguments, <c>this</c> first.</param>
    /// <returns>On which inputs the method returns, with the state then; the result is on the stack.</returns>
    public (Term Condition, CilState State, IReadOnlyList<Fault> Faults, Term Unfinished) Run(Term condition, CilState state, IReadOnlyList<CilValue> arguments)
    {
        var parameters = _method.Parameters.Select(parameter => ClrTypes.Of(parameter.ParameterType, _scope)).ToList();
        if (_method.HasThis)
        {
            parameters.Insert(0, new ClrType(ClrKind.Object, "this"));
        }

        _argumentTypes = [.. parameters];
        _arguments = [.. arguments.Select((argument, i) => state.Allocate(CilValues.Normalise(Terms, _argumentTypes[i], argument), _argumentTypes[i]))];
        _localTypes = [.. _method.Body.Variables.Select(local => ClrTypes.Of(local.VariableType, _scope))];
        _locals = [.. _localTypes.Select(type => state.Allocate(CilValues.Zero(Terms, type), type))];
        Explore(0, condition, state);
        return _exit is { } exit
            ? (exit.Condition, exit.State, Faults, Unfinished)
            : (Terms.False, state, Faults, Unfinished);
    }

    protected override CilState Merge(Term choice, CilState a, CilState b) => CilState.Merge(Terms, choice, a, b);

    protected override void Step(int place, Term condition, CilState state)
    {
        for (var i = place; ; i++)
        {
            if (i != place && _layout.IsJoin(i))
            {
                Jump(i, condition, state);
                return;
            }

            if (condition.IsFalse)
            {
                return;
            }

            Instruction instruction = _layout.Code[i];
            try
            {
                if (Control(instruction, i, condition, state))
                {
                    return;
                }

                condition = Execute(instruction, condition, state);
            }
            catch (UnsupportedException e) when (e.Where is null)
            {
                throw CilProgram.Unsupported(e.Message, _program.PlaceOf(_method, instruction));
            }
        }
    }

    // Instructions after which the path goes elsewhere; true when it does.
    private bool Control(Instruction instruction, int place, Term condition, CilState state)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Br or Code.Br_S:
                Jump(Target(instruction), condition, state);
                return true;
            case Code.Ret:
                Return(condition, state);
                return true;
            case Code.Throw:
                Throw(condition, state.Pop() is Opaque { What: not "null" and var exception } ? exception : "NullReferenceException", Where(instruction));
                return true;
            case Code.Switch:
                Switch(instruction, place, condition, state);
                return true;
        }

        if (instruction.OpCode.FlowControl != FlowControl.Cond_Branch)
        {
            return false;
        }

        var taken = BranchCondition(instruction.OpCode.Code, state);
        var jump = Terms.And(condition, taken);
        var fall = Terms.And(condition, Terms.Not(taken));
        if (!jump.IsFalse)
        {
            Jump(Target(instruction), jump, fall.IsFalse ? state : state.Clone());
        }

        Jump(place + 1, fall, state);
        return true;
    }

    private void Switch(Instruction instruction, int place, Term condition, CilState state)
    {
        var value = state.PopTerm();
        var targets = (Instruction[])instruction.Operand;
        for (var i = 0; i < targets.Length; i++)
        {
            var here = Terms.Equal(value, Terms.Constant(i, value.Width));
            Jump(_layout.PlaceOf(targets[i]), Terms.And(condition, here), state.Clone());
            condition = Terms.And(condition, Terms.Not(here));
        }

        Jump(place + 1, condition, state);
    }

    private void Return(Term condition, CilState state)
    {
        if (ClrTypes.IsVoid(_method.ReturnType))
        {
            state.Stack.Clear();
        }
        else
        {
            var type = ClrTypes.Of(_method.ReturnType, _scope);
            var result = CilValues.Normalise(Terms, type, state.Pop());
            state.Stack.Clear();
            state.Push(result);
        }

        _exit = _exit is { } exit
            ? (Terms.Or(condition, exit.Condition), Merge(Difference(condition, exit.Condition), state, exit.State))
            : (condition, state);
    }

    private string Where(Instruction instruction) => _program.Describe(_method, instruction);

    private int Target(Instruction instruction) => _layout.PlaceOf((Instruction)instruction.Operand);
}
