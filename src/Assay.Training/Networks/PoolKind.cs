namespace Assay.Training.Networks;

/// <summary>What becomes of a square of pixels.</summary>
public enum PoolKind
{
    /// <summary>The greatest pixel; of equal ones the first has the derivative.</summary>
    Greatest,

    /// <summary>The mean.</summary>
    Mean,
}
