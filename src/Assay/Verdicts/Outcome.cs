namespace Assay.Verdicts;

/// <summary>The word for what came out.</summary>
public enum Outcome
{
    /// <summary>True for everything in the scope; certain.</summary>
    Proved,

    /// <summary>False; certain.</summary>
    Refuted,

    /// <summary>Measured to hold, at a stated confidence.</summary>
    Supported,

    /// <summary>Measured not to hold, at a stated confidence.</summary>
    Contradicted,

    /// <summary>Not settled within the budget.</summary>
    Undecided,
}
