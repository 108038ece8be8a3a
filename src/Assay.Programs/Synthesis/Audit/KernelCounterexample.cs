namespace Assay.Programs.Synthesis.Audit;

/// <summary>An input that a kernel does not sort; no input is smaller.</summary>
/// <remarks>
/// Smaller means: no negative value, then the least greatest value, then the least sum, then the order of a dictionary. Values
/// are 0, 1, 2 and so on, so that they are as few as can be.
/// </remarks>
/// <param name="Inputs">The values, in the order of the kernel's inputs.</param>
/// <param name="Unset">What registers without a value hold, where the kernel reads them; and the flags.</param>
/// <param name="Results">What the kernel leaves, in the order of its results; null where nothing was ever set.</param>
/// <param name="LosesValue">Whether these are not the inputs in another order.</param>
public sealed record KernelCounterexample(
    IReadOnlyList<int> Inputs, IReadOnlyList<UnsetValue> Unset, IReadOnlyList<int?> Results, bool LosesValue);

/// <summary>What a place that nothing set holds in a counterexample.</summary>
/// <param name="Name">A register, or <c>flags</c>.</param>
/// <param name="Value">The value.</param>
public sealed record UnsetValue(string Name, string Value);
