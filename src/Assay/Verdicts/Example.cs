namespace Assay.Verdicts;

/// <summary>An input, replayed: a counterexample, or a witness under <c>exists</c>.</summary>
/// <param name="Inputs">A value for every variable of the claim, in order.</param>
/// <param name="Minimality">Whether no smaller one exists.</param>
/// <param name="Happening">What happens on this input, as one sentence.</param>
/// <param name="Sides">The values that are compared, for example both sides of <c>==</c>.</param>
/// <param name="Steps">Every intermediate register or local, in the order of execution.</param>
public sealed record Example(
    IReadOnlyList<NamedValue> Inputs,
    Minimality Minimality,
    string Happening,
    IReadOnlyList<NamedValue> Sides,
    IReadOnlyList<TraceStep> Steps)
{
    /// <summary>Values that the program did not define but whose choice matters, such as an uninitialised register.</summary>
    public IReadOnlyList<NamedValue> Unknowns { get; init; } = [];
}

/// <summary>A name, its type and its value as C# literals.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The C# type.</param>
/// <param name="Value">The value as a person would write it.</param>
public sealed record NamedValue(string Name, string Type, string Value);

/// <summary>One step of an execution.</summary>
/// <param name="Function">The function that runs.</param>
/// <param name="Place">Where the step stands, as <c>line N</c> or an instruction.</param>
/// <param name="Name">The register or local that changes.</param>
/// <param name="Value">Its new value.</param>
public sealed record TraceStep(string Function, string Place, string Name, string Value);

/// <summary>What is known about smaller counterexamples.</summary>
public enum Minimality
{
    /// <summary>Every smaller input was excluded.</summary>
    Proved,

    /// <summary>The smallest that was found; a smaller one may exist.</summary>
    Found,

    /// <summary>Given by the user, not searched for.</summary>
    Given,
}
