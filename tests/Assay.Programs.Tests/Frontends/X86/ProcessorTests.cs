using System.Text;
using Assay.Claims;
using Assay.Programs.Execution;
using Assay.Programs.Frontends.X86;
using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Frontends.X86;

/// <summary>Every instruction, in every form and width, against the processor that the tests run on.</summary>
public sealed class ProcessorTests(ITestOutputHelper output)
{
    private const int InstructionsPerForm = 3;
    private const int InputsPerInstruction = 15;
    private const int BufferRegister = 7;

    [Fact]
    public void Every_instruction_does_what_the_processor_does()
    {
        if (Processor.WhyNot() is { } reason)
        {
            Assert.Skip(reason);
        }

        var random = new Random(20240917);
        var cases = Operations(random).Select(operation => new Case(operation, random)).ToList();
        var results = Processor.Run([.. cases.Select(one => (one.Code, one.Inputs))]);
        var differences = new StringBuilder();
        Dictionary<string, int> compared = [];
        foreach (var (one, after) in cases.Zip(results))
        {
            var name = one.Operation.Instruction.Mnemonic;
            compared[name] = compared.GetValueOrDefault(name) + one.Compare(after, differences);
        }

        output.WriteLine($"{cases.Sum(one => one.Inputs.Length)} executions of {cases.Count} instructions, {compared.Values.Sum()} values compared");
        Assert.True(differences.Length == 0, differences.ToString());
        Assert.Equal(AsmFunction.Mnemonics.Where(name => !IsControl(name)), compared.Where(pair => pair.Value > 0).Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.True(cases.Sum(one => one.Inputs.Length) >= 20_000);
    }

    // Jumps are checked through the conditions that they share with setcc and cmovcc.
    private static bool IsControl(string mnemonic) =>
        InstructionTable.All[mnemonic].Forms[0].Operands is [{ Kinds: OperandKinds.Label }] || mnemonic == "ret";

    private static IEnumerable<Operation> Operations(Random random)
    {
        var write = new RandomInstructions(random);
        foreach (var instruction in InstructionTable.All.Values.Where(instruction => !IsControl(instruction.Mnemonic)))
        {
            foreach (var form in instruction.Forms)
            {
                var isSized = form.Operands.Any(operand => operand is { Width: 0, Kinds: not OperandKinds.Address });
                foreach (var width in isSized ? form.Widths : [0])
                {
                    for (var i = 0; i < InstructionsPerForm * 2;)
                    {
                        if (Read(write.Write(instruction, form, width)) is { } operation)
                        {
                            yield return operation;
                            i++;
                        }
                    }
                }
            }
        }
    }

    // Null for the few texts that name a high byte beside a register that forbids it.
    private static Operation? Read(string text)
    {
        List<Problem> problems = [];
        var program = new ProgramReader(problems).Read(ClaimText.Of(text, new Place("random", 1, 1)));
        Assert.All(problems, problem => Assert.StartsWith("No instruction can name both", problem.Message, StringComparison.Ordinal));
        return problems.Count == 0 ? program[0] : null;
    }

    /// <summary>One instruction on several inputs on which it does not fail.</summary>
    private sealed class Case
    {
        private readonly TermFactory _terms = new();
        private readonly List<MachineState> _states = [];

        public Case(Operation operation, Random random)
        {
            Operation = operation;
            var usesBuffer = operation.Operands.Any(operand => operand is MemoryOperand { Width: > 0 });
            var instruction = IcedTranslation.Translate(operation)
                ?? throw new InvalidOperationException($"Iced has no '{operation.Text}'.");
            Code = Processor.Wrap(instruction, usesBuffer ? BufferRegister : null);
            List<ProcessorContext> inputs = [];
            for (var attempt = 0; attempt < 40 * InputsPerInstruction && inputs.Count < InputsPerInstruction; attempt++)
            {
                var context = ProcessorContext.Random(random);
                var (condition, state, _, _) = Execute(context, usesBuffer);
                if (condition.IsTrue)
                {
                    inputs.Add(context);
                    _states.Add(state);
                }
            }

            Inputs = [.. inputs];
        }

        public Operation Operation { get; }

        public byte[] Code { get; }

        public ProcessorContext[] Inputs { get; }

        private (Term Condition, MachineState State, IReadOnlyList<Fault> Faults, Term Unfinished) Execute(ProcessorContext context, bool usesBuffer)
        {
            var unset = new Unset(_terms);
            Term[] memory = [.. Enumerable.Range(0, ProcessorContext.MemorySize).Select(i => _terms.Constant((int)context.Memory(i), 8))];
            var state = new MachineState(unset, [memory]);
            for (var i = 0; i < Register.Count; i++)
            {
                state.SetVector(i, [.. Enumerable.Range(0, 4).Select(lane => _terms.Constant((UInt128)context.Lane(i, lane), 32))]);
                state.SetGeneral(i, usesBuffer && i == BufferRegister
                    ? new Address(0, _terms.Constant(0, 64))
                    : new Number(_terms.Constant((UInt128)context.General(i), 64)));
            }

            state.Flags = Flags.Of(_terms, flag => Deferred.Of(() => _terms.Bool(context.Flag((int)flag))));
            return new Machine(_terms, new ExecutionLimits(), "random", [Operation], ["rdi"]).Run(state);
        }

        /// <summary>Compares everything that is defined; returns how many values that were.</summary>
        public int Compare(ProcessorContext[] after, StringBuilder differences)
        {
            var compared = 0;
            for (var i = 0; i < after.Length; i++)
            {
                var (state, result) = (_states[i], after[i]);
                void Check(string name, Term expected, UInt128 actual)
                {
                    // A term that is no constant holds an unknown, since all inputs are constants.
                    compared += expected.IsConstant ? 1 : 0;
                    if (expected.IsConstant && !expected.Is(actual) && differences.Length < 4000)
                    {
                        differences.AppendLine($"{Operation.Text}: {name} is {actual:x}, not {expected.Payload:x}");
                    }
                }

                CheckAll(state, result, Check);
            }

            return compared;
        }

        private static void CheckAll(MachineState state, ProcessorContext result, Action<string, Term, UInt128> check)
        {
            for (var register = 0; register < Register.Count; register++)
            {
                if (register != Register.StackPointer && state.General(register) is Number number)
                {
                    check(Register.Of(register, 64).Name, number.Bits, result.General(register));
                }

                for (var lane = 0; lane < 4; lane++)
                {
                    check($"xmm{register}[{lane}]", state.Vector(register)[lane], result.Lane(register, lane));
                }
            }

            for (var flag = 0; flag < Flags.Count; flag++)
            {
                check(((Flag)flag).ToString(), state.Flags[(Flag)flag].Value, result.Flag(flag) ? 1u : 0u);
            }

            for (var at = 0; at < ProcessorContext.MemorySize; at++)
            {
                check($"[rdi + {at}]", state.Buffers[0][at], result.Memory(at));
            }
        }
    }
}
