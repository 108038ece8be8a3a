namespace Assay.LanguageModels.Tasks;

/// <summary>A straight-line program over variables that hold small numbers, and the variable that is asked for at its end.</summary>
/// <param name="Variables">How many variables there are.</param>
/// <param name="Steps">What is done, in order; a variable is given a number before it is read.</param>
/// <param name="Asked">The variable that is asked for.</param>
internal sealed record TrackingProgram(int Variables, IReadOnlyList<Step> Steps, int Asked)
{
    /// <summary>Whether names can stand for the same place, so that it has to be written with references.</summary>
    public bool HasReferences => Steps.Any(step => step is Alias);

    /// <summary>What the variable that is asked for holds at the end.</summary>
    public int Answer => Machine.Run(this)[Asked]!.Value;
}
