using Assay.Verdicts;

namespace Assay.Reporting.Html;

/// <summary>Writes an example: the input, the values compared, and how they came about.</summary>
internal sealed class ExampleTables(HtmlWriter html)
{
    private const int MostSteps = 400;

    public void Write(Example example, string what)
    {
        if (example.Inputs.Count > 0)
            DataTable.Write(html, $"{what}: {Wording.Describe(example.Minimality)}", ["input", "type", "value"], [.. example.Inputs.Select(value => (string[])[value.Name, value.Type, value.Value])], codeColumns: 3);
        Values("What comes out", "expression", example.Sides);
        Values("Left undefined by the program", "place", example.Unknowns);
        Trace(example.Steps);
    }

    private void Values(string caption, string head, IReadOnlyList<NamedValue> values)
    {
        if (values.Count > 0)
            DataTable.Write(html, caption, [head, "value"], [.. values.Select(value => (string[])[value.Name, value.Value])], codeColumns: 2);
    }

    private void Trace(IReadOnlyList<TraceStep> steps)
    {
        if (steps.Count == 0)
            return;
        using (html.Open("details"))
        {
            html.Element("summary", $"Trace: {Wording.Count(steps.Count, "step")}");
            using (html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", "Trace")))
                DataTable.Write(html, null, ["function", "step", "changes", "to"], [.. steps.Take(MostSteps).Select(step => (string[])[step.Function, step.Place, step.Name, step.Value])], codeColumns: 4);
            if (steps.Count > MostSteps)
                html.Element("p", $"And {Wording.Count(steps.Count - MostSteps, "more step")}.", ("class", "quiet"));
        }
    }
}
