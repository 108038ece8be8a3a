using Assay.LanguageModels.Tasks;

namespace Assay.LanguageModels.Syntax;

/// <summary>Python; where names can stand for the same place, variables are lists of one number.</summary>
internal sealed class PythonSyntax : ISyntax
{
    /// <inheritdoc/>
    public string Name => "python";

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
    public string Asks(TrackingProgram program, IReadOnlyList<string> names) => $"assert {names[program.Asked]}{(program.HasReferences ? "[0]" : "")} == ";

    private static void Write(IEnumerable<Step> steps, bool areLists, LineWriter lines)
    {
        foreach (var step in steps)
        {
            switch (step)
            {
                case Put put:
                    lines.Line(areLists && lines.Declares(put.Target) ? $"{lines[put.Target]} = [{put.Value}]" : $"{Place(put.Target)} = {put.Value}");
                    break;
                case Copy copy:
                    lines.Line(areLists && lines.Declares(copy.Target) ? $"{lines[copy.Target]} = [{Place(copy.Source)}]" : $"{Place(copy.Target)} = {Place(copy.Source)}");
                    break;
                case Exchange exchange:
                    lines.Line($"{Place(exchange.First)}, {Place(exchange.Second)} = {Place(exchange.Second)}, {Place(exchange.First)}");
                    break;
                case Xor xor:
                    lines.Line($"{Place(xor.Target)} ^= {Place(xor.Source)}");
                    break;
                case Alias alias:
                    lines.Line($"{lines[alias.Target]} = {lines[alias.Source]}");
                    break;
                case Inner inner:
                    WriteInner(inner, areLists, lines);
                    break;
            }
        }

        string Place(int variable) => areLists ? $"{lines[variable]}[0]" : lines[variable];
    }

    private static void WriteInner(Inner inner, bool areLists, LineWriter lines)
    {
        var name = lines.Scopes == 0 ? "inner" : $"inner{lines.Scopes + 1}";

        // A name that stands for a list keeps it; another one is bound anew.
        int[] outer = areLists ? [] : [.. inner.Body.SelectMany(Written).Except(inner.Shadowed).Distinct()];
        lines.Line($"def {name}():");
        lines.Scope(inner.Shadowed, () =>
        {
            if (outer.Length > 0)
            {
                lines.Line($"global {string.Join(", ", outer.Select(variable => lines[variable]))}");
            }

            Write(inner.Body, areLists, lines);
        });
        lines.Line($"{name}()");
    }

    private static IEnumerable<int> Written(Step step) => step switch
    {
        Put put => [put.Target],
        Copy copy => [copy.Target],
        Exchange exchange => [exchange.First, exchange.Second],
        Xor xor => [xor.Target],
        _ => [],
    };
}
