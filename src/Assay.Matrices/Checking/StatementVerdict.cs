namespace Assay.Matrices.Checking;

/// <summary>What a checker says of a statement: <see cref="Verified"/>, <see cref="Rejected"/> or <see cref="NotCovered"/>; use pattern matching.</summary>
public abstract record StatementVerdict
{
    private protected StatementVerdict()
    {
    }
}

/// <summary>It follows, exactly, from what the report holds.</summary>
public sealed record Verified : StatementVerdict;

/// <summary>It does not follow from what the report holds, or is false.</summary>
/// <param name="Reason">Why, and where in the report, as one sentence.</param>
public sealed record Rejected(string Reason) : StatementVerdict;

/// <summary>The checker cannot tell: the report holds no proof that it reads, or checking would take too long.</summary>
/// <param name="Reason">Why, as one sentence.</param>
public sealed record NotCovered(string Reason) : StatementVerdict;
