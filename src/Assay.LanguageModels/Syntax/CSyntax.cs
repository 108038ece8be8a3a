using Assay.LanguageModels.Tasks;

namespace Assay.LanguageModels.Syntax;

/// <summary>C; where names can stand for the same place, variables are pointers. It has no exchange in one statement.</summary>
internal sealed class CSyntax : ISyntax
{
    /// <inheritdoc/>
    public string Name => "c";

    /// <inheritdoc/>
    public bool CanWrite(TrackingProgram program) => !program.Steps.Any(step => step is Exchange);

    /// <inheritdoc/>
    public string Write(TrackingProgram program, IReadOnlyList<string> names)
    {
        var lines = new LineWriter(names);
        Write(program.Steps, program.HasReferences, lines);
        return lines.ToString();
    }

    /// <inheritdoc/>
    public string Asks(TrackingProgram program, IReadOnlyList<string> names) => $"assert({(program.HasReferences ? "*" : "")}{names[program.Asked]} == ";

    private static void Write(IEnumerable<Step> steps, bool arePointers, LineWriter lines)
    {
        foreach (var step in steps)
        {
            switch (step)
            {
                case Put put:
                    Give(put.Target, $"{put.Value}");
                    break;
                case Copy copy:
                    Give(copy.Target, Place(copy.Source));
                    break;
                case Xor xor:
                    lines.Line($"{Place(xor.Target)} ^= {Place(xor.Source)};");
                    break;
                case Alias alias:
                    lines.Line($"{lines[alias.Target]} = {lines[alias.Source]};");
                    break;
                case Inner inner:
                    lines.Line("{");
                    lines.Scope(inner.Shadowed, () => Write(inner.Body, arePointers, lines));
                    lines.Line("}");
                    break;
            }
        }

        void Give(int target, string value) => lines.Line(
            !lines.Declares(target) ? $"{Place(target)} = {value};"
            : arePointers ? $"int *{lines[target]} = (int[]){{{value}}};"
            : $"int {lines[target]} = {value};");

        string Place(int variable) => arePointers ? $"*{lines[variable]}" : lines[variable];
    }
}
