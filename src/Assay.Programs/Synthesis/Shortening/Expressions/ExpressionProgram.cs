namespace Assay.Programs.Synthesis.Shortening.Expressions;

/// <summary>A program of operations on numbers of one width.</summary>
/// <param name="Leaves">How many inputs and constants there are.</param>
/// <param name="Steps">The steps in order.</param>
/// <param name="Result">The number of the value that is the result.</param>
internal sealed record ExpressionProgram(int Leaves, IReadOnlyList<ExpressionStep> Steps, int Result)
{
    /// <summary>The number of operations.</summary>
    public int Length => Steps.Count;

    /// <summary>Runs it with the reference meaning.</summary>
    /// <param name="leaves">The values of inputs and constants.</param>
    /// <param name="width">Bits of a value.</param>
    public ulong Run(IEnumerable<ulong> leaves, int width)
    {
        List<ulong> values = [.. leaves];
        foreach (var step in Steps)
        {
            values.Add(ExpressionMeaning.Apply(step.Operation.Operator, values[step.Left], values[step.Right], width));
        }

        return values[Result];
    }

    /// <summary>Builds something else from it: terms, or text.</summary>
    public T Fold<T>(IEnumerable<T> leaves, Func<ExpressionStep, T, T, T> apply)
    {
        List<T> values = [.. leaves];
        foreach (var step in Steps)
        {
            values.Add(apply(step, values[step.Left], values[step.Right]));
        }

        return values[Result];
    }
}
