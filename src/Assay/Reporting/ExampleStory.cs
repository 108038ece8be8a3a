using Assay.Verdicts;

namespace Assay.Reporting;

/// <summary>Tells an example: the input, what happens on it, the values compared, and how they came about.</summary>
internal sealed class ExampleStory(StoryFields fields, bool verbose)
{
    private const int StepsShown = 40;
    private const int WidestName = 30;

    public void Tell(Example example, string? reason)
    {
        fields.Gap();
        if (example.Inputs.Count > 0)
        {
            fields.Field("input", Wording.Assignment(example.Inputs), Tone.Strong);
            fields.Field("", Wording.Describe(example.Minimality), Tone.Quiet);
        }

        if (example.Happening.Length > 0 && example.Happening != reason)
            fields.Field("happens", example.Happening);
        Values("where", example.Sides);
        Values("unknown", example.Unknowns);
        Trace(example.Steps);
    }

    private void Values(string label, IReadOnlyList<NamedValue> values)
    {
        var width = Math.Min(WidestName, values.Select(value => value.Name.Length).DefaultIfEmpty(0).Max());
        foreach (var value in values)
        {
            fields.Field(label, $"{value.Name.PadRight(width)} = {value.Value}");
            label = "";
        }
    }

    private void Trace(IReadOnlyList<TraceStep> steps)
    {
        if (steps.Count == 0)
            return;

        fields.Gap();
        var shown = verbose ? steps : [.. steps.Take(StepsShown)];
        var rows = new List<string[]>();
        var (function, place) = ("", "");
        foreach (var step in shown)
        {
            var sameFunction = step.Function == function;
            var samePlace = sameFunction && step.Place == place;
            rows.Add([sameFunction ? "" : step.Function, samePlace ? "" : step.Place, step.Name, step.Value]);
            (function, place) = (step.Function, step.Place);
        }

        fields.Rows("trace", rows);
        if (shown.Count < steps.Count)
            fields.Field("", $"... and {Wording.Count(steps.Count - shown.Count, "more step")}; --verbose shows all.", Tone.Quiet);
    }
}
