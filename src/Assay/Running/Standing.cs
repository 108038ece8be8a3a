namespace Assay.Running;

/// <summary>How a settlement compares with what the author of the claim expects.</summary>
public enum Standing
{
    /// <summary>The outcome is the expected one, or a good one where nothing was expected.</summary>
    AsExpected,

    /// <summary>Undecided, and not expected to be.</summary>
    Open,

    /// <summary>A decided outcome differs from the expected one, or is a bad one where nothing was expected.</summary>
    Differs,

    /// <summary>The claim has to be repaired first.</summary>
    Unusable,

    /// <summary>Assay itself failed.</summary>
    Faulted,

    /// <summary>The user ended the run before an answer.</summary>
    Interrupted,
}
