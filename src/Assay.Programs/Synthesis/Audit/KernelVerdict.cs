namespace Assay.Programs.Synthesis.Audit;

/// <summary>What a kernel does: <see cref="Sorts"/>, <see cref="LosesTies"/> or <see cref="DoesNotSort"/>. Use pattern matching.</summary>
public abstract record KernelVerdict
{
    private protected KernelVerdict()
    {
    }
}

/// <summary>The kernel sorts, ties included.</summary>
/// <param name="Orders">The number of orders that were tried: all that there are.</param>
/// <remarks>
/// That is a proof for values of every width, since a kernel only compares and copies: what it does depends on nothing but the
/// order of its inputs.
/// </remarks>
public sealed record Sorts(int Orders) : KernelVerdict;

/// <summary>The kernel sorts all values that differ, but not some that are equal.</summary>
/// <param name="Counterexample">The smallest input that it does not sort.</param>
/// <param name="LosesValue">Whether its results are, for some input, not even its inputs in another order.</param>
public sealed record LosesTies(KernelCounterexample Counterexample, bool LosesValue) : KernelVerdict;

/// <summary>The kernel does not even sort values that differ.</summary>
/// <param name="Counterexample">The smallest input that it does not sort.</param>
/// <param name="LosesValue">Whether its results are, for some input, not even its inputs in another order.</param>
public sealed record DoesNotSort(KernelCounterexample Counterexample, bool LosesValue) : KernelVerdict;
