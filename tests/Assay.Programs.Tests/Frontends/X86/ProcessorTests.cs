using System.Globalization;
using System.Text;
using Assay.Claims;
using Assay.Programs.Evaluation;
using Assay.Programs.Frontends.X86;
using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Frontends.X86;

/// <summary>Every instruction, in every form and width, against the processor that the tests run on.</summary>
public sealed class ProcessorTests(ITestOutputHelper output)
{
    private const int InstructionsPerForm = 6;
    private const int InputsPerInstruction = 15;

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
            var general = new SingleStep(new TermFactory(), operation, null);
            var outputs = general.Outputs().ToList();
            var evaluator = new TermEvaluator([general.Condition, .. outputs.Select(output => output.Term)]);
            for (var i = 0; i < 4; i++)
            {
                var context = ProcessorContext.Random(random);
                var concrete = new SingleStep(new TermFactory(), operation, context);

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

    /// <summary>One instruction on several inputs on which it does not fail.</summary>
    private sealed class Case
    {
        private readonly List<SingleStep> _steps = [];

        public Case(Operation operation, Random random)
        {
            Operation = operation;
            var instruction = IcedTranslation.Translate(operation)
                ?? throw new InvalidOperationException($"Iced has no '{operation.Text}'.");
            Code = Processor.Wrap(instruction, SingleStep.UsesBuffer(operation) ? SingleStep.BufferRegister : null);
            var terms = new TermFactory();
            List<ProcessorContext> inputs = [];
            for (var attempt = 0; attempt < 40 * InputsPerInstruction && inputs.Count < InputsPerInstruction; attempt++)
            {
                var context = ProcessorContext.Random(random);
                var step = new SingleStep(terms, operation, context);
                if (step.Condition.IsTrue)
                {
                    inputs.Add(context);
                    _steps.Add(step);
                }
            }

            Inputs = [.. inputs];
        }

        public Operation Operation { get; }

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
                        differences.AppendLine(CultureInfo.InvariantCulture, $"{Operation.Text}: {name} is {actual(result):x}, not {expected.Payload:x}");
                    }
                }
            }

            return compared;
        }
    }
}
