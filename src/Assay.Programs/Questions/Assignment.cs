using Assay.Claims;

namespace Assay.Programs.Questions;

/// <summary>A <c>witness:</c> line: a value for every variable, as in <c>a = 3, b = 7</c>.</summary>
internal static class Assignment
{
    /// <summary>The text of each variable's value, in the order of the variables; empty when something is wrong.</summary>
    public static IReadOnlyList<ClaimText> Read(ClaimText text, IReadOnlyList<DeclaredVariable> variables, ICollection<Problem> problems)
    {
        var found = new Dictionary<string, ClaimText>();
        var before = problems.Count;
        foreach (var (offset, part) in StatementText.SplitAtCommas(text.Text))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part : part[..equals].Trim();
            if (equals < 0)
            {
                problems.Add(new Problem(text.At(offset), $"'{part}' is not of the form 'NAME = VALUE'.", "Write for example: a = 3, b = 7"));
            }
            else if (!variables.Any(variable => variable.Name == name))
            {
                problems.Add(new Problem(text.At(offset), $"There is no variable '{name}'.", NearestSpelling.Advice(name, [.. variables.Select(variable => variable.Name)])));
            }
            else
            {
                var value = part[(equals + 1)..];
                var start = offset + equals + 1 + value.Length - value.TrimStart().Length;
                found[name] = ClaimText.Of(value.Trim(), text.At(start));
                if (StatementText.WhyNoExpression(found[name]) is { } problem)
                {
                    problems.Add(problem);
                }
            }
        }

        foreach (var missing in variables.Where(variable => !found.ContainsKey(variable.Name)))
        {
            if (problems.Count == before)
            {
                problems.Add(new Problem(text.Start, $"The variable '{missing.Name}' has no value here.", "Give every variable a value."));
            }
        }

        return problems.Count > before ? [] : [.. variables.Select(variable => found[variable.Name])];
    }
}
