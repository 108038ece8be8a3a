namespace Assay.Programs.Questions;

/// <summary>Says which part of the world an answer covers.</summary>
internal static class ScopeText
{
    /// <summary>For example <c>all 2^64 values of int a, int b that meet the assumptions; arithmetic wraps</c>.</summary>
    public static string Of(IReadOnlyList<Subject> subjects)
    {
        var first = subjects[0];
        var arithmetic = first.IsChecked ? "overflow throws" : "arithmetic wraps";
        if (first.Variables.Count == 0)
        {
            return $"one case, without variables; {arithmetic}";
        }

        var isExistential = first.Variables.All(variable => variable.IsBound);
        var assumptions = first.Assumptions.Count > 0 ? isExistential ? ", within the assumptions" : " that meet the assumptions" : string.Empty;
        var variables = subjects.Count == 1
            ? $"{Values(first)} of {Names(first)}"
            : $"all values of {string.Join(", ", first.Variables.Select(variable => variable.Name))} for each of {string.Join("; ", subjects.Select(subject => subject.Types))}";
        return $"{variables}{assumptions}; {arithmetic}";
    }

    private static string Values(Subject subject) => subject.Variables.Any(variable => variable.Type.HasNullable) ? "all values" : $"all 2^{subject.Bits} values";

    private static string Names(Subject subject) =>
        string.Join(", ", subject.Variables.Select(variable => $"{(variable.IsBound && subject.Variables.Any(other => !other.IsBound) ? "(exists) " : "")}{variable.TypeName} {variable.Name}"));
}
