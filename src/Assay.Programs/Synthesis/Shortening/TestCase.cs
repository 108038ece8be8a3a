using Assay.Programs.Terms;

namespace Assay.Programs.Synthesis.Shortening;

/// <summary>An input with what the function gives for it.</summary>
/// <param name="Input">The value of every scalar part of the variables, and behind them of every value that nothing defines.</param>
/// <param name="Results">The results in order, zero-extended.</param>
internal sealed record TestCase(IReadOnlyList<Value> Input, IReadOnlyList<ulong> Results)
{
    /// <summary>Whether this is the same input.</summary>
    public bool HasInputOf(TestCase other) => Input.SequenceEqual(other.Input);
}
