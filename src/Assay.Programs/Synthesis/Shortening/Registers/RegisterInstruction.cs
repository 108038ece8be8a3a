namespace Assay.Programs.Synthesis.Shortening.Registers;

/// <summary>An instruction with its registers.</summary>
/// <param name="Operation">The instruction.</param>
/// <param name="Target">The number of the register that it changes.</param>
/// <param name="Source">The number of the other one.</param>
internal readonly record struct RegisterInstruction(RegisterOperation Operation, int Target, int Source)
{
    /// <summary>Whether it changes both registers.</summary>
    public bool Exchanges => Operation.Kind == RegisterOperation.Shape.Exchange;

    /// <summary>Runs a program on anything that registers may hold.</summary>
    public static void Run<T>(IEnumerable<RegisterInstruction> program, T[] registers, Func<RegisterOperation, T, T, T> apply)
    {
        foreach (var instruction in program)
        {
            var (target, source) = (registers[instruction.Target], registers[instruction.Source]);
            registers[instruction.Target] = apply(instruction.Operation, target, source);
            if (instruction.Exchanges)
            {
                registers[instruction.Source] = target;
            }
        }
    }
}
