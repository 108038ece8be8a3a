using Assay.LanguageModels.Tasks;

namespace Assay.LanguageModels.Syntax;

/// <summary>Moves between registers, as in assembly; a scope saves what it changes on the stack. Registers are no places that two names can stand for.</summary>
internal sealed class RegisterSyntax : ISyntax
{
    /// <inheritdoc/>
    public string Name => "registers";

    /// <inheritdoc/>
    public bool CanWrite(TrackingProgram program) => !program.HasReferences;

    /// <inheritdoc/>
    public string Write(TrackingProgram program, IReadOnlyList<string> names)
    {
        var lines = new LineWriter(names);
        Write(program.Steps, lines);
        return lines.ToString();
    }

    /// <inheritdoc/>
    public string Asks(TrackingProgram program, IReadOnlyList<string> names) => $"; {names[program.Asked]} = ";

    private static void Write(IEnumerable<Step> steps, LineWriter lines)
    {
        foreach (var step in steps)
        {
            switch (step)
            {
                case Put put:
                    lines.Line($"mov {lines[put.Target]}, {put.Value}");
                    break;
                case Copy copy:
                    lines.Line($"mov {lines[copy.Target]}, {lines[copy.Source]}");
                    break;
                case Exchange exchange:
                    lines.Line($"xchg {lines[exchange.First]}, {lines[exchange.Second]}");
                    break;
                case Xor xor:
                    lines.Line($"xor {lines[xor.Target]}, {lines[xor.Source]}");
                    break;
                case Inner inner:
                    foreach (var variable in inner.Shadowed)
                    {
                        lines.Line($"push {lines[variable]}");
                    }

                    Write(inner.Body, lines);
                    foreach (var variable in inner.Shadowed.Reverse())
                    {
                        lines.Line($"pop {lines[variable]}");
                    }

                    break;
            }
        }
    }
}
