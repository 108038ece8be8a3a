using System.Globalization;
using System.Text;
using Assay.Claims;
using Assay.Programs.Evaluation;
using Assay.Programs.Frontends.X86;
using Assay.Programs.Terms;
using Assay.TestSupport;

namespace Assay.Programs.Tests.Frontends.X86;

/// <summary>Every instruction, in every form and width, against the processor that the tests run on.</summary>
public sealed class ProcessorTests(ITestOutputHelper output)
{
    private static readonly int InstructionsPerForm = Rounds.Of(3);
    private const int InputsPerInstruction = 15;

    [Fact]
    public void Every_instruction_does_what_the_processor_does()
    {
        if (Processor.WhyNot() is { } reason)
        {
            Assert.Skip(reason);
        }

        var random = new Random(20240917);
        var cases = Operations(random).Select(operation => new Case([operation], random)).ToList();
        Compare(cases);
        Assert.Equal(
            AsmFunction.Mnemonics.Where(name => !IsControl(name)),
            cases.Where(one => one.Inputs.Length > 0).Select(one => one.Program[0].Instruction.Mnemonic).Distinct().Order(StringComparer.Ordinal));
        Assert.True(cases.Sum(one => one.Inputs.Length) >= 20_000);
    }

    [Fact]
    public void Programs_do_what_the_processor_does()
    {
        if (Processor.WhyNot() is { } reason)
        {
            Assert.Skip(reason);
        }

        var random = new Random(8);
        Operation[] pool = [.. Operations(random)];
        Compare([.. Enumerable.Range(0, 800).Select(_ => new Case([.. random.GetItems(pool, 8)], random))]);
    }

    private void Compare(List<Case> cases)
    {
        var results = Processor.Run([.. cases.Select(one => (one.Code, one.Inputs))]);
        var differences = new StringBuilder();
        var compared = cases.Zip(results).Sum(pair => pair.First.Compare(pair.Second, differences));
        output.WriteLine($"{cases.Sum(one => one.Inputs.Length)} executions of {cases.Count} programs, {compared} values compared");
        Assert.True(differences.Length == 0, differences.ToString());
    }

    // Jumps are checked through the conditions that they share with setcc and cmovcc.
    private static bool IsControl(string mnemonic) =>
        InstructionTable.All[mnemonic].Forms[0].Operands is [{ Kinds: OperandKinds.Label }] || mnemonic == "ret";

    internal static IEnumerable<Operation> Operations(Random random)
    {
        var write = new RandomInstructions(random);
        foreach (var instruction in InstructionTable.All.Values.Where(instruction => !IsControl(instruction.Mnemonic)))
        {
            foreach (var form in instruction.Forms)
            {
                var isSized = form.Operands.Any(operand => operand is { Width: 0, Kinds: not OperandKinds.Address });
                foreach (var width in isSized ? form.Widths : [0])
                {
                    for (var i = 0; i < InstructionsPerForm;)
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

    [Fact]
    public void Terms_over_variables_mean_what_they_mean_over_constants()
    {
        var random = new Random(77);
        foreach (var operation in Operations(random))
        {
            var general = new TermRun(new TermFactory(), [operation], null);
            var outputs = general.Outputs().ToList();
            var evaluator = new TermEvaluator([general.Condition, .. outputs.Select(output => output.Term)]);
            for (var i = 0; i < 4; i++)
            {
                var context = ProcessorContext.Random(random);
                var concrete = new TermRun(new TermFactory(), [operation], context);

                // Whatever the unknown values are, what is defined is the same: here all zeros, there all ones.
                evaluator.Run(variable => new Value(variable.Sort, general.Variables.TryGetValue(variable, out var read)
                    ? read(context)
                    : i % 2 == 0 ? 0 : variable.Sort.Mask));
                Assert.Equal(concrete.Condition.Value, evaluator[general.Condition]);
                if (concrete.Condition.IsTrue)
                {
                    Assert.All(concrete.Outputs().Zip(outputs).Where(pair => pair.First.Term.IsConstant), pair =>
                        Assert.Equal((operation.Text, pair.First.Name, pair.First.Term.Payload), (operation.Text, pair.Second.Name, evaluator[pair.Second.Term].Bits)));
                }
            }
        }
    }

    /// <summary>A program on several inputs on which it does not fail.</summary>
    private sealed class Case
    {
        private readonly List<TermRun> _steps = [];

        public Case(IReadOnlyList<Operation> program, Random random)
        {
            Program = program;
            var instructions = program.Select(operation => IcedTranslation.Translate(operation)
                ?? throw new InvalidOperationException($"Iced has no '{operation.Text}'."));
            Code = Processor.Wrap(instructions, TermRun.UsesBuffer(program) ? TermRun.BufferRegister : null);
            var terms = new TermFactory();
            List<ProcessorContext> inputs = [];
            for (var attempt = 0; attempt < 40 * InputsPerInstruction && inputs.Count < InputsPerInstruction; attempt++)
            {
                var context = ProcessorContext.Random(random);
                var step = new TermRun(terms, program, context);
                if (step.Condition.IsTrue)
                {
                    inputs.Add(context);
                    _steps.Add(step);
                }
            }

            Inputs = [.. inputs];
        }

        public IReadOnlyList<Operation> Program { get; }

        public byte[] Code { get; }

        public ProcessorContext[] Inputs { get; }

        /// <summary>Compares everything that is defined; returns how many values that were.</summary>
        public int Compare(ProcessorContext[] after, StringBuilder differences)
        {
            var compared = 0;
            foreach (var (step, result) in _steps.Zip(after))
            {
                // A term that is no constant holds an unknown, since all inputs are constants.
                foreach (var (name, expected, actual) in step.Outputs().Where(output => output.Term.IsConstant))
                {
                    compared++;
                    if (!expected.Is(actual(result)) && differences.Length < 4000)
                    {
                        differences.AppendLine(CultureInfo.InvariantCulture, $"{string.Join("; ", Program.Select(operation => operation.Text))}: {name} is {actual(result):x}, not {expected.Payload:x}");
                    }
                }
            }

            return compared;
        }
    }
}
