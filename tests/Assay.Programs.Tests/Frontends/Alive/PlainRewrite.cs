using Assay.Programs.Frontends.Alive;

namespace Assay.Programs.Tests.Frontends.Alive;

/// <summary>
/// A rewrite at fixed widths, tried on every input with every choice, straight from the definition of refinement. It shares
/// the parser with what it tests, and nothing else. Without branches and intrinsics.
/// </summary>
internal sealed class PlainRewrite(Rewrite rewrite, Widths widths, bool newSemantics = false)
{
    /// <summary>A register: without undefined behaviour, no poison, its value.</summary>
    private readonly record struct Held(bool IsDefined, bool IsSound, ulong Value);

    private HashSet<string> Used => field ??= [.. rewrite.Source.SelectMany(instruction => instruction.Operands.SelectMany(Rewrite.Parts)).OfType<Symbol>().Select(symbol => symbol.Name)];

    // Kept instructions are carried out in the target too; they are compared like replaced ones.
    private List<string> Compared => field ??= [.. rewrite.Source.Select(instruction => instruction.Result).Intersect(Target(Input(new Choices()), new Choices()).Keys)];

    /// <summary>How many bits the inputs and undefs have together.</summary>
    public int Bits => rewrite.Inputs.Sum(input => widths[input.Slot])
        + rewrite.Source.Concat(rewrite.Target).SelectMany(instruction => instruction.Operands).OfType<Undefined>().Sum(undef => widths[undef.Slot]);

    /// <summary>Whether no number is wider than this arithmetic can do.</summary>
    public bool IsNarrow => rewrite.Types.Classes().All(type => widths[type] <= 32);

    /// <summary>Whether the target refines the source.</summary>
    public bool IsCorrect() => Choices.All(Input).All(IsCorrectOn);

    /// <summary>Whether it does so on one input.</summary>
    public bool IsCorrectOn(Dictionary<string, ulong> input) => Choices.All(choices => MayApply(input, choices)).Distinct(SetComparer.Instance).All(applied =>
        applied.Count == 0 || Choices.All(choices => Target(input, choices)).All(after =>
            Choices.All(choices => Source(input, choices)).Any(before => applied.All(register => !IsWorse(before[register], after[register])))));

    private Dictionary<string, ulong> Input(Choices choices) =>
        rewrite.Inputs.ToDictionary(input => input.Name, input => choices.Below(1UL << widths[input.Slot]));

    private static bool IsWorse(Held before, Held after) =>
        before.IsDefined && before.IsSound && !(after.IsDefined && after.IsSound && before.Value == after.Value);

    // The registers whose other users see the replacement; none when the compiler does not apply the rewrite.
    private HashSet<string> MayApply(Dictionary<string, ulong> input, Choices choices)
    {
        Dictionary<string, ulong> known = [];
        var before = rewrite.Source.Any(instruction => instruction.Operands.Any(operand => operand is Undefined)) ? null : Source(input, choices);
        var operands = new PlainOperands(widths, name => input.TryGetValue(name, out var value) ? value : before![name].Value, known);
        var applies = operands.Of(rewrite.Precondition, choices);
        if (!applies || !operands.IsConsistent)
        {
            return [];
        }

        return [.. Compared.Where(register => !Used.Contains(register) || known.GetValueOrDefault($"hasOneUse({register})") == 0)];
    }

    private Dictionary<string, Held> Source(Dictionary<string, ulong> input, Choices choices)
    {
        Dictionary<string, Held> registers = [];
        foreach (var instruction in rewrite.Source)
        {
            registers[instruction.Result] = Run(instruction, name => registers.TryGetValue(name, out var held) ? held : new Held(true, true, input[name]), input, choices);
        }

        return registers;
    }

    private Dictionary<string, Held> Target(Dictionary<string, ulong> input, Choices choices)
    {
        Dictionary<string, Held> registers = [];
        Held Read(string name)
        {
            if (registers.TryGetValue(name, out var held))
            {
                return held;
            }

            return input.TryGetValue(name, out var value)
                ? new Held(true, true, value)
                : registers[name] = Run(rewrite.Source.First(instruction => instruction.Result == name), Read, input, choices);
        }

        foreach (var instruction in rewrite.Target)
        {
            registers[instruction.Result] = Run(instruction, Read, input, choices);
        }

        return registers;
    }

    private Held Run(Instruction instruction, Func<string, Held> read, Dictionary<string, ulong> input, Choices choices)
    {
        Held[] operands = [.. instruction.Operands.Select(operand => Operand(operand, read, input, choices))];
        var (defined, sound) = (operands.All(operand => operand.IsDefined), operands.All(operand => operand.IsSound));
        var (a, b) = (operands[0].Value, operands.Length > 1 ? operands[1].Value : 0);
        var (from, to) = (widths[instruction.Operands[0].Slot], widths[instruction.Slot]);
        switch (instruction.Operation)
        {
            case "copy" or "bitcast":
                return new Held(defined, sound, a);
            case "zext" or "trunc" or "ZExtOrTrunc":
                return new Held(defined, sound, PlainArithmetic.Wrap(a, to));
            case "sext":
                return new Held(defined, sound, PlainArithmetic.Wrap(PlainArithmetic.Signed(a, from), to));
            case "select":
                return new Held(defined, sound, a == 1 ? b : operands[2].Value);
            case "icmp":
                return new Held(defined, sound, PlainArithmetic.Compare(instruction.Condition, a, b, from) ? 1UL : 0);
        }

        defined &= PlainArithmetic.IsDefined(instruction.Operation, a, b, to);
        return !defined
            ? new Held(false, true, 0)
            : new Held(true, sound && instruction.Flags.All(flag => PlainArithmetic.Keeps(instruction.Operation, flag, a, b, to, newSemantics)), PlainArithmetic.Calculate(instruction.Operation, a, b, to));
    }

    private Held Operand(Operand operand, Func<string, Held> read, Dictionary<string, ulong> input, Choices choices)
    {
        switch (operand)
        {
            case Undefined undefined:
                return undefined.IsPoison ? new Held(true, false, 0) : new Held(true, true, choices.Below(1UL << widths[operand.Slot]));
            case Symbol { IsRegister: true } symbol:
                return read(symbol.Name);
            default:
                var constants = new PlainOperands(widths, name => input[name], []);
                var value = constants.Of(operand, choices);
                return new Held(constants.IsDefined, true, value);
        }
    }

    private sealed class SetComparer : IEqualityComparer<HashSet<string>>
    {
        public static SetComparer Instance { get; } = new();

        public bool Equals(HashSet<string>? x, HashSet<string>? y) => x!.SetEquals(y!);

        public int GetHashCode(HashSet<string> obj) => obj.Count;
    }
}
