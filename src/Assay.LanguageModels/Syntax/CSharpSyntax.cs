using Assay.LanguageModels.Tasks;

namespace Assay.LanguageModels.Syntax;

/// <summary>C#; where names can stand for the same place, variables are arrays of one number. Scopes are local functions.</summary>
internal sealed class CSharpSyntax : ISyntax
{
    /// <inheritdoc/>
    public string Name => "csharp";

    /// <inheritdoc/>
    public bool CanWrite(TrackingProgram program) => true;

    /// <inheritdoc/>
    public string Write(TrackingProgram program, IReadOnlyList<string> names)
    {
        var lines = new LineWriter(names);
        Write(program.Steps, program.HasReferences, lines);
        return lines.ToString();
    }

    /// <inheritdoc/>
    public string Asks(TrackingProgram program, IReadOnlyList<string> names) => $"Debug.Assert({names[program.Asked]}{(program.HasReferences ? "[0]" : "")} == ";

    private static void Write(IEnumerable<Step> steps, bool areArrays, LineWriter lines)
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
                case Exchange exchange:
                    lines.Line($"({Place(exchange.First)}, {Place(exchange.Second)}) = ({Place(exchange.Second)}, {Place(exchange.First)});");
                    break;
                case Xor xor:
                    lines.Line($"{Place(xor.Target)} ^= {Place(xor.Source)};");
                    break;
                case Alias alias:
                    lines.Line($"{lines[alias.Target]} = {lines[alias.Source]};");
                    break;
                case Inner inner:
                    var name = lines.Scopes == 0 ? "Inner" : $"Inner{lines.Scopes + 1}";
                    lines.Line($"void {name}()");
                    lines.Line("{");
                    lines.Scope(inner.Shadowed, () => Write(inner.Body, areArrays, lines));
                    lines.Line("}");
                    lines.Line($"{name}();");
                    break;
            }
        }

        void Give(int target, string value) => lines.Line(
            !lines.Declares(target) ? $"{Place(target)} = {value};"
            : areArrays ? $"int[] {lines[target]} = [{value}];"
            : $"int {lines[target]} = {value};");

        string Place(int variable) => areArrays ? $"{lines[variable]}[0]" : lines[variable];
    }
}
