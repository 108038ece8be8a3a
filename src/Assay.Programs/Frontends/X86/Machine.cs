using System.Globalization;
using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86;

/// <summary>Executes a program on terms, from its first instruction to its end or to ret.</summary>
internal sealed class Machine : PathExplorer<MachineState>
{
    private readonly IReadOnlyList<Operation> _program;
    private readonly string _name;
    private readonly HashSet<int> _joins;
    private readonly MachineTrace? _trace;
    private (Term Condition, MachineState State)? _end;

    /// <param name="terms">Where terms are built.</param>
    /// <param name="limits">What the execution may use.</param>
    /// <param name="name">The name of the function, for messages.</param>
    /// <param name="program">The instructions.</param>
    /// <param name="buffers">The names of the buffers, for traces.</param>
    public Machine(TermFactory terms, ExecutionLimits limits, string name, IReadOnlyList<Operation> program, IReadOnlyList<string> buffers)
        : base(terms, limits, new PlaceOrder(program.Count + 1, place => Successors(program, place)))
    {
        _program = program;
        _name = name;
        _joins = [.. program.Where(operation => operation.Operands is [LabelOperand]).Select(operation => operation.Target), program.Count];
        _trace = limits.Trace is { } sink ? new MachineTrace(sink, name, buffers) : null;
    }

    /// <summary>Runs the program from a state, which it then owns.</summary>
    /// <returns>On which inputs the program ends, with the state then; how it fails; where a loop was cut.</returns>
    public (Term Condition, MachineState State, IReadOnlyList<Fault> Faults, Term Unfinished) Run(MachineState state)
    {
        Explore(0, Terms.True, state);
        return _end is { } end ? (end.Condition, end.State, Faults, Unfinished) : (Terms.False, state, Faults, Unfinished);
    }

    protected override MachineState Merge(Term choice, MachineState a, MachineState b) => MachineState.Merge(Terms, choice, a, b);

    protected override void Step(int place, Term condition, MachineState state)
    {
        if (place == _program.Count)
        {
            // The last place of all: whatever still ran has been merged into this state.
            _end = (condition, state);
            return;
        }

        for (var i = place; !condition.IsFalse; i++)
        {
            if (i != place && _joins.Contains(i))
            {
                Jump(i, condition, state);
                return;
            }

            var cpu = Execute(_program[i], condition, state);
            condition = cpu.Condition;
            if (cpu.IsReturn)
            {
                Jump(_program.Count, condition, state);
                return;
            }

            if (cpu.Branch is { } taken)
            {
                Fork(i, condition, taken, state);
                return;
            }
        }
    }

    // Every instruction may go on, jump, or end the program: more edges than there are only make the order coarser.
    private static IEnumerable<int> Successors(IReadOnlyList<Operation> program, int place) => place == program.Count ? []
        : program[place].Operands is [LabelOperand] ? [program[place].Target, place + 1]
        : [place + 1, program.Count];

    private Cpu Execute(Operation operation, Term condition, MachineState state)
    {
        Limits.Cancellation.ThrowIfCancellationRequested();
        var before = _trace is null ? null : state.Clone();
        var cpu = new Cpu(Terms, operation, state, condition);
        try
        {
            operation.Instruction.Execute(cpu);
        }
        catch (UnsupportedException exception) when (exception.Where is null)
        {
            throw new UnsupportedException(exception.Message, operation.Place);
        }

        foreach (var (when, exception) in cpu.Faults)
        {
            Throw(when, exception, string.Create(CultureInfo.InvariantCulture, $"{_name}, line {operation.Place.Line}"));
        }

        if (before is not null && !cpu.Condition.IsFalse)
        {
            _trace!.Report(cpu, before);
        }

        return cpu;
    }

    private void Fork(int place, Term condition, Term taken, MachineState state)
    {
        var jump = Terms.And(condition, taken);
        var fall = Terms.And(condition, Terms.Not(taken));
        Jump(_program[place].Target, jump, fall.IsFalse ? state : state.Clone());
        Jump(place + 1, fall, state);
    }
}
