using Assay.LanguageModels.Tasks;

namespace Assay.LanguageModels.Syntax;

/// <summary>Plain English about boxes that hold numbers. Nobody takes an exclusive or of what is in boxes.</summary>
internal sealed class BoxSyntax : ISyntax
{
    /// <inheritdoc/>
    public string Name => "boxes";

    /// <inheritdoc/>
    public bool CanWrite(TrackingProgram program) => !program.Steps.Any(step => step is Xor || (step is Inner inner && inner.Body.Any(one => one is Xor)));

    /// <inheritdoc/>
    public string Write(TrackingProgram program, IReadOnlyList<string> names)
    {
        var lines = new LineWriter(names);
        Write(program.Steps, lines);
        return lines.ToString();
    }

    /// <inheritdoc/>
    public string Asks(TrackingProgram program, IReadOnlyList<string> names) => $"Now the box with the label {names[program.Asked]} holds the number ";

    private static void Write(IEnumerable<Step> steps, LineWriter lines)
    {
        foreach (var step in steps)
        {
            switch (step)
            {
                case Put put:
                    lines.Line(lines.Declares(put.Target)
                        ? $"There is a box with the label {lines[put.Target]}; it holds the number {put.Value}."
                        : $"The number in the box with the label {lines[put.Target]} is replaced by {put.Value}.");
                    break;
                case Copy copy:
                    lines.Line(lines.Declares(copy.Target)
                        ? $"There is a box with the label {lines[copy.Target]}; it holds the same number as the box with the label {lines[copy.Source]}."
                        : $"The number in the box with the label {lines[copy.Target]} is replaced by that in the box with the label {lines[copy.Source]}.");
                    break;
                case Exchange exchange:
                    lines.Line($"The numbers in the boxes with the labels {lines[exchange.First]} and {lines[exchange.Second]} are exchanged.");
                    break;
                case Alias alias:
                    lines.Line($"The label {lines[alias.Target]} is taken off its box, and put on the box with the label {lines[alias.Source]}, which now has both.");
                    break;
                case Inner inner:
                    lines.Line("In another room there are other boxes:");
                    lines.Scope(inner.Shadowed, () => Write(inner.Body, lines));
                    lines.Line("That is all in the other room.");
                    break;
            }
        }
    }
}
