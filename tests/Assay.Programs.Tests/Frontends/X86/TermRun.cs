using Assay.Programs.Execution;
using Assay.Programs.Frontends.X86;
using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Frontends.X86;

/// <summary>A few instructions executed on terms, from a state that is a processor's context or, without one, all variables.</summary>
internal sealed class TermRun
{
    public const int BufferRegister = 7;

    // The conditions that several flags give together are kept apart from the flags, so they are checked against them.
    private static readonly (Flag Condition, Func<ProcessorContext, bool> Holds)[] Conditions =
    [
        (Flag.BelowOrEqual, context => context.Flag((int)Flag.CF) || context.Flag((int)Flag.ZF)),
        (Flag.Less, context => context.Flag((int)Flag.SF) != context.Flag((int)Flag.OF)),
        (Flag.LessOrEqual, context => context.Flag((int)Flag.ZF) || context.Flag((int)Flag.SF) != context.Flag((int)Flag.OF)),
    ];

    private readonly TermFactory _terms;
    private readonly ProcessorContext? _context;

    public TermRun(TermFactory terms, IReadOnlyList<Operation> program, ProcessorContext? context)
    {
        _terms = terms;
        _context = context;
        (Condition, State, _, _) = new Machine(terms, new ExecutionLimits(), "random", program, ["rdi"]).Run(Start(UsesBuffer(program)));
    }

    /// <summary>Where each variable stands in a context.</summary>
    public Dictionary<Term, Func<ProcessorContext, UInt128>> Variables { get; } = [];

    /// <summary>On which inputs no instruction fails.</summary>
    public Term Condition { get; }

    public MachineState State { get; }

    public static bool UsesBuffer(IReadOnlyList<Operation> program) =>
        program.Any(operation => operation.Operands.Any(operand => operand is MemoryOperand { Width: > 0 }));

    /// <summary>Everything there is afterwards, and where it stands in a context.</summary>
    public IEnumerable<(string Name, Term Term, Func<ProcessorContext, UInt128> Actual)> Outputs()
    {
        for (var i = 0; i < Register.Count; i++)
        {
            var index = i;
            if (index != Register.StackPointer && State.General(index) is Number number)
            {
                yield return (Register.Of(index, 64).Name, number.Bits, context => context.General(index));
            }

            for (var l = 0; l < 4; l++)
            {
                var lane = l;
                yield return ($"xmm{index}[{lane}]", State.Vector(index)[lane], context => context.Lane(index, lane));
            }
        }

        for (var f = 0; f < Flags.Count; f++)
        {
            var flag = f;
            yield return (((Flag)flag).ToString(), State.Flags[(Flag)flag].Value, context => context.Flag(flag) ? 1u : 0u);
        }

        foreach (var (condition, holds) in Conditions)
        {
            yield return (condition.ToString(), State.Flags[condition].Value, context => holds(context) ? 1u : 0u);
        }

        for (var a = 0; a < ProcessorContext.MemorySize; a++)
        {
            var at = a;
            yield return ($"[rdi + {at}]", State.Buffers[0][at], context => context.Memory(at));
        }
    }

    private MachineState Start(bool usesBuffer)
    {
        var state = new MachineState(new Unset(_terms), [[.. Enumerable.Range(0, ProcessorContext.MemorySize).Select(at => Leaf(Sort.BitVector(8), context => context.Memory(at)))]]);
        for (var i = 0; i < Register.Count; i++)
        {
            var index = i;
            state.SetVector(index, [.. Enumerable.Range(0, 4).Select(lane => Leaf(Sort.BitVector(32), context => context.Lane(index, lane)))]);
            state.SetGeneral(index, usesBuffer && index == BufferRegister
                ? new Address(0, _terms.Constant(0, 64))
                : new Number(Leaf(Sort.BitVector(64), context => context.General(index))));
        }

        state.Flags = Flags.Of(_terms, flag =>
        {
            var value = Leaf(Sort.Bool, context => context.Flag((int)flag) ? 1u : 0u);
            return Deferred.Of(() => value);
        });
        return state;
    }

    private Term Leaf(Sort sort, Func<ProcessorContext, UInt128> read)
    {
        if (_context is not null)
        {
            return _terms.Constant(new Value(sort, read(_context)));
        }

        var variable = _terms.Variable("v", sort);
        Variables[variable] = read;
        return variable;
    }
}
